import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.leidraad.models import Answer, Check, Evidence
from pilots.areas.enums import Visibility
from tests.factories.leidraad import (
    AnswerFactory,
    EvidenceFactory,
    GuideVersionFactory,
    guide,
    question,
)

PDF = b"%PDF-1.7\n%%EOF\n"
HTMX = {"HTTP_HX_REQUEST": "true"}
READ = ["check-detail", "check-summary", "condition-detail"]
WRITE = ["check-start", "answer-save", "evidence-add", "evidence-remove", "evidence-restore"]


@pytest.fixture
def answer(check) -> Answer:
    return AnswerFactory(guide_check=check, explanation="Geheim besluit")


@pytest.fixture
def paper(answer, settings, tmp_path) -> Evidence:
    """A PDF file as evidence for question 1.1."""
    settings.MEDIA_ROOT = tmp_path
    facts = {"sha256": "a" * 64, "size": len(PDF), "file_name": "besluit.pdf", "content_type": "application/pdf"}
    return EvidenceFactory(answer=answer, url="", file=SimpleUploadedFile("x", PDF), **facts)


def address(name: str, evidence: Evidence | None = None) -> str:
    extra = {
        "condition-detail": ["doel"],
        "answer-save": ["1.1"],
        "evidence-add": ["1.1"],
        "evidence-remove": [evidence and evidence.key],
        "evidence-restore": [evidence and evidence.key],
        "evidence-download": [evidence and evidence.key],
    }
    return reverse(f"leidraad:{name}", args=["landgoederen-brummen", *extra.get(name, [])])


def download(client, evidence: Evidence) -> tuple[int, bytes]:
    """Fetch a file. Returns the status and the content."""
    response = client.get(address("evidence-download", evidence))
    return response.status_code, response.getvalue()  # reading all of it closes the file


def given(**changes) -> dict[str, object]:
    return {"value": "ja", "explanation": "Besluit", "owner": "", "due_on": "", "revision": 0} | changes


@pytest.mark.parametrize("name", [*READ, *WRITE, "check-move", "evidence-download"])
def test_page_without_login_goes_to_the_login(client, paper, name):
    response = client.post(address(name, paper)) if name in WRITE else client.get(address(name, paper))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [*READ, *WRITE, "check-move", "evidence-download"])
def test_page_for_a_stranger_does_not_exist(login, stranger, paper, name):
    client = login(stranger)

    response = client.post(address(name, paper)) if name in WRITE else client.get(address(name, paper))

    assert response.status_code == 404
    assert b"Geheim" not in response.content


@pytest.mark.parametrize("name", [*WRITE, "check-move"])
def test_change_by_somebody_who_only_reads_does_not_exist(login, administrator, paper, name):
    response = login(administrator).post(address(name, paper), given(value="nee", revision=1))

    assert response.status_code == 404
    assert Answer.objects.get().value == "ja"


@pytest.mark.parametrize("name", READ)
def test_reading_page_does_not_take_a_post(login, coordinator, check, name):
    assert login(coordinator).post(address(name)).status_code == 405


@pytest.mark.parametrize("name", WRITE)
def test_writing_address_does_not_take_a_get(login, coordinator, paper, name):
    assert login(coordinator).get(address(name, paper)).status_code == 405


@pytest.mark.parametrize(("visibility", "status"), [("intern", 404), ("partners", 200), ("openbaar", 200)])
def test_partner_reads_what_the_visibility_allows(login, area, partner, paper, visibility, status):
    area.visibility = visibility
    area.save()

    client = login(partner)

    assert client.get(address("check-detail")).status_code == status
    assert download(client, paper)[0] == status
    assert client.post(address("answer-save"), given()).status_code == 404


def test_stranger_reads_a_public_area_without_names_or_files(login, area, stranger, paper):
    area.visibility = Visibility.PUBLIC
    area.save()
    client = login(stranger)

    text = client.get(address("condition-detail")).content.decode()

    assert "Geheim besluit" in text
    assert paper.title in text
    assert paper.answer.answered_by.name not in text
    assert address("evidence-download", paper) not in text
    assert client.get(address("evidence-download", paper)).status_code == 404


def test_check_without_a_guide_says_so(login, area, coordinator):
    response = login(coordinator).get(address("check-detail"))

    assert response.context["page"] is None
    assert login(coordinator).get(address("check-summary")).status_code == 200
    assert login(coordinator).get(address("condition-detail")).status_code == 404


def test_check_start_without_a_guide_says_so(login, area, coordinator):
    response = login(coordinator).post(address("check-start"), follow=True)

    assert response.status_code == 200
    assert [str(message) for message in response.context["messages"]] == [_("No guide has been loaded yet.")]
    assert not Check.objects.exists()


def test_check_start_begins_the_check_with_the_newest_guide(login, area, coordinator):
    GuideVersionFactory(version="1.0")
    client = login(coordinator)
    assert reverse("leidraad:check-start", args=[area.slug]) in client.get(address("check-detail")).content.decode()
    assert client.get(address("condition-detail")).status_code == 200

    response = client.post(address("check-start"))

    assert response.url == address("check-detail")
    assert Check.objects.get().started_by == coordinator


def test_check_detail_shows_the_gate_and_the_open_points(login, coordinator, answer):
    page = login(coordinator).get(address("check-detail")).context["page"]

    assert [condition.code for condition in page.gate.deciding] == ["doel"]
    assert [reason.code for reason in page.conditions[0].open_points] == ["1.2", ""]


def test_check_summary_is_a_fragment_with_a_link_to_the_check(login, coordinator, answer):
    response = login(coordinator).get(address("check-summary"), **HTMX)

    assert "<html" not in response.content.decode()
    assert f'href="{address("check-detail")}"' in response.content.decode()


def test_condition_that_the_guide_does_not_have_does_not_exist(login, coordinator, check):
    other = reverse("leidraad:condition-detail", args=["landgoederen-brummen", "onzin"])

    assert login(coordinator).get(other).status_code == 404


def test_condition_detail_gives_every_question_its_own_form_in_a_fieldset(login, coordinator, answer):
    text = login(coordinator).get(address("condition-detail")).content.decode()

    assert re.findall(r'<article[^>]* id="(vraag-[^"]+)"', text) == ["vraag-1-1", "vraag-1-2"]
    assert text.count("<legend") == 3  # one answer can be reviewed too
    assert text.count(f'action="{address("answer-save")}"') == 1
    assert len(set(re.findall(r'\bid="([^"]+)"', text))) == len(re.findall(r'\bid="([^"]+)"', text))


def test_answer_save_without_javascript_saves_and_returns_to_the_question(login, coordinator, check):
    response = login(coordinator).post(address("answer-save"), given(owner=coordinator.pk, due_on="2027-03-01"))

    assert response.url == f"{address('condition-detail')}#vraag-1-1"
    saved = Answer.objects.get()
    assert (saved.value, saved.explanation, saved.owner, saved.answered_by) == (
        "ja",
        "Besluit",
        coordinator,
        coordinator,
    )


def test_answer_save_by_htmx_says_when_it_was_saved_and_renews_the_rest(login, coordinator, check):
    response = login(coordinator).post(address("answer-save"), given(), **HTMX)

    text = response.content.decode()
    assert re.search(r'id="vraag-1-1-opgeslagen" role="status">[^<]*\d\d:\d\d', text)
    assert re.search(r'id="vraag-1-1-revision" value="1" hx-swap-oob="true"', text)
    assert 'id="voorwaarde-stand" hx-swap-oob="true"' in text
    assert "<form" not in text


def test_answer_save_of_a_text_keeps_the_name_of_somebody_who_left(login, coordinator, partner, answer):
    answer.owner = partner
    answer.save()
    partner.is_active = False
    partner.save()
    client = login(coordinator)

    form = client.get(address("condition-detail")).context["sheet"].row("1.1").answer
    client.post(address("answer-save"), given(owner=form["owner"].value(), revision=1))

    answer.refresh_from_db()
    assert (answer.owner, answer.explanation) == (partner, "Besluit")
    assert str(partner.pk) in dict(form.fields["owner"].choices)


def test_answer_save_of_not_applicable_without_reason_keeps_what_was_typed(login, coordinator, check):
    response = login(coordinator).post(address("answer-save"), given(value="nvt", explanation="", due_on="2027-03-01"))

    assert response.status_code == 422
    form = response.context["sheet"].row("1.1").answer
    assert "explanation" in form.errors
    assert 'value="2027-03-01"' in response.content.decode()
    assert not Answer.objects.exists()


def test_answer_save_by_htmx_shows_the_error_beside_the_field_and_clears_it_after(login, coordinator, check):
    client = login(coordinator)
    refused = client.post(address("answer-save"), given(value="nvt", explanation=""), **HTMX)
    assert (refused.headers["HX-Retarget"], refused.headers["HX-Reswap"]) == ("#vraag-1-1", "outerHTML")
    assert 'name="refused"' in refused.content.decode()

    mended = client.post(address("answer-save"), given(value="nvt", explanation="Geen water", refused=1), **HTMX)

    assert mended.headers["HX-Retarget"] == "#vraag-1-1"
    assert 'name="refused"' not in mended.content.decode()
    assert Answer.objects.get().value == "nvt"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_answer_save_over_an_answer_of_somebody_else_shows_both(login, coordinator, answer, headers):
    mine = given(value="nee", explanation="Mijn eigen tekst", revision=0)

    response = login(coordinator).post(address("answer-save"), mine, **headers)

    text = response.content.decode()
    assert response.status_code == (200 if headers else 409)
    assert "Geheim besluit" in text
    assert "Mijn eigen tekst" in text
    assert Answer.objects.get().explanation == "Geheim besluit"
    again = login(coordinator).post(address("answer-save"), mine | {"revision": 1}, **headers)
    assert again.status_code in {200, 302}
    assert Answer.objects.get().explanation == "Mijn eigen tekst"


@pytest.mark.parametrize(
    "changes", [{"value": "misschien"}, {"owner": "999999"}, {"due_on": "gisteren"}, {"revision": ""}]
)
def test_answer_save_of_nonsense_is_refused(login, coordinator, check, changes):
    assert login(coordinator).post(address("answer-save"), given(**changes)).status_code == 422
    assert not Answer.objects.exists()


def test_answer_save_to_a_question_that_is_not_asked_does_not_exist(login, coordinator, check):
    other = reverse("leidraad:answer-save", args=["landgoederen-brummen", "9.9"])

    assert login(coordinator).post(other, given()).status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_evidence_add_takes_a_file_or_a_link(login, coordinator, check, settings, tmp_path, headers):
    settings.MEDIA_ROOT = tmp_path
    client = login(coordinator)
    file = SimpleUploadedFile("besluit.pdf", PDF)

    client.post(address("evidence-add"), {"title": "Besluit", "file": file, "effective_on": "2026-05-03"}, **headers)
    response = client.post(address("evidence-add"), {"title": "Kaart", "url": "example.nl/kaart"}, **headers)

    assert [(one.kind, one.title) for one in Evidence.objects.all()] == [("bestand", "Besluit"), ("link", "Kaart")]
    assert Evidence.objects.get(title="Kaart").url == "https://example.nl/kaart"
    if headers:
        assert response.content.decode().lstrip().startswith('<div class="stack" id="vraag-1-1-bewijs"')
    else:
        assert response.url.endswith("#vraag-1-1")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"title": "Niets"}, "file"),
        ({"title": "", "url": "https://example.nl/"}, "title"),
        ({"title": "Fout", "url": "javascript:alert(1)"}, "url"),
        ({"title": "Beide", "url": "https://example.nl/", "file": SimpleUploadedFile("a.pdf", PDF)}, "url"),
        ({"title": "Pagina", "file": SimpleUploadedFile("a.pdf", b"<html><script>")}, "file"),
        ({"title": "Zip", "file": SimpleUploadedFile("a.pdf", b"PK\x03\x04" + b"\x00" * 99)}, "file"),
        ({"title": "Leeg", "file": SimpleUploadedFile("a.pdf", b"")}, "file"),
        ({"title": "Groot", "file": SimpleUploadedFile("a.txt", b"a" * (20 * 1024 * 1024 + 1))}, "file"),
    ],
    ids=lambda value: value if isinstance(value, str) else value["title"] or "without-title",
)
def test_evidence_add_refuses_with_a_message_beside_the_field(login, coordinator, check, data, field):
    for file in data.values():
        if not isinstance(file, str):
            file.seek(0)

    response = login(coordinator).post(address("evidence-add"), data)

    assert response.status_code == 422
    assert list(response.context["sheet"].row("1.1").evidence.errors) == [field]
    assert not Evidence.objects.exists()


def test_evidence_add_by_htmx_shows_the_refused_form_opened(login, coordinator, check):
    text = login(coordinator).post(address("evidence-add"), {"title": "Niets"}, **HTMX).content.decode()

    assert "<details open>" in text
    assert 'value="Niets"' in text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_evidence_remove_can_be_put_back(login, coordinator, paper, headers):
    client = login(coordinator)

    client.post(address("evidence-remove", paper), **headers)
    assert client.get(address("evidence-download", paper)).status_code == 404
    assert address("evidence-restore", paper) in client.get(address("condition-detail")).content.decode()
    client.post(address("evidence-restore", paper), **headers)

    assert download(client, paper) == (200, PDF)


def test_evidence_download_is_always_a_download(login, administrator, paper):
    response = login(administrator).get(address("evidence-download", paper))

    assert response.getvalue() == PDF
    assert response["Content-Disposition"] == 'attachment; filename="besluit.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_evidence_download_of_a_link_or_a_lost_file_does_not_exist(login, coordinator, answer, paper):
    paper.file.storage.delete(paper.file.name)

    assert login(coordinator).get(address("evidence-download", paper)).status_code == 404
    link = EvidenceFactory(answer=answer)
    assert login(coordinator).get(address("evidence-download", link)).status_code == 404


def test_check_move_shows_what_changes_first_and_then_moves(login, coordinator, answer, check):
    goals = [question("1.1", "Anders gevraagd?"), question("1.3")]
    newer = GuideVersionFactory(version="2.0", content=guide("2.0", goals=goals))
    client = login(coordinator)
    assert address("check-move") in client.get(address("check-detail")).content.decode()

    preview = client.get(address("check-move"))
    check.refresh_from_db()
    assert (check.version.version, len(preview.context["page"].reworded)) == ("1.0", 1)
    response = client.post(address("check-move"), {"version": "2.0"})

    check.refresh_from_db()
    assert (response.url, check.version) == (address("check-detail"), newer)
    assert _("This question was reworded after it was answered. Read it again and save the answer.") in client.get(
        address("condition-detail")
    ).content.decode().replace("&#x27;", "'")


def test_check_move_of_another_version_than_shown_asks_again(login, coordinator, check):
    GuideVersionFactory(version="2.0")

    response = login(coordinator).post(address("check-move"), {"version": "1.5"})

    check.refresh_from_db()
    assert (response.status_code, check.version.version) == (200, "1.0")


def test_check_move_without_a_newer_version_goes_back(login, coordinator, check):
    assert login(coordinator).get(address("check-move")).url == address("check-detail")


@pytest.mark.parametrize(("name", "most"), [("check-detail", 12), ("condition-detail", 20)])
def test_page_runs_as_many_queries_for_three_answers_as_for_one(
    login, coordinator, check, django_assert_max_num_queries, name, most
):
    client, counts = login(coordinator), []
    for code in ("1.1", "1.2", "2.1"):
        EvidenceFactory.create_batch(2, answer=AnswerFactory(guide_check=check, question=code))
        with django_assert_max_num_queries(most) as caught:
            client.get(address(name))
        counts.append(len(caught))

    assert len(set(counts)) == 1
