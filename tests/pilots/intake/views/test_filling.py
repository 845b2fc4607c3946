"""The pages behind a personal link: first page, sections, and what happens when something is wrong."""

import io
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.uploads import MAX_BYTES
from pilots.intake.enums import InvitationState, ResponseState
from pilots.intake.models import Answer, Attachment, Response
from tests.factories.intake import (
    AnswerConflictFactory,
    AnswerFactory,
    AttachmentFactory,
    InvitationFactory,
    InvitationLinkFactory,
    ResponseFactory,
    RoundFactory,
)

SECRET = "s" * 43
PAST = date(2020, 1, 1)


@pytest.fixture
def link(db):
    """A link of somebody who did not begin."""
    return InvitationLinkFactory(secret=SECRET, invitation__person__language="en")


@pytest.fixture
def response(link) -> Response:
    """What that person began to fill in."""
    link.invitation.state, link.invitation.accepted_at = InvitationState.STARTED, link.made_at
    link.invitation.save()
    return ResponseFactory(invitation=link.invitation, language="en")


def at(name, *args):
    return reverse(f"intake:fill-{name}", args=[SECRET, *args])


def value(response, question):
    return Answer.objects.get(response=response, question=question).value


def fields(page, **typed):
    """Return what a browser posts from this page, with some fields changed."""
    shown = page.context["page"]
    data = {f"base-{one.key}": one.base for one in shown.questions} | {"device": page.context["device"]}
    for one in shown.questions:
        data |= {one.name: one.text} if not one.is_group else {}
    return data | {"naar": "volgende"} | typed


# First page ---------------------------------------------------------------------------------------------------------
def test_first_page_says_who_asks_and_why(client, link):
    page = client.get(at("start"))

    assert page.status_code == 200
    text = page.content.decode()
    assert link.invitation.round.sender.name in text
    assert "Wij willen weten wat u wilt." in text
    assert "Wij maken er een verslag van." in text
    assert page["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in page["Cache-Control"]


def test_without_consent_nobody_begins(client, link):
    page = client.post(at("start"))

    assert page.status_code == 200
    assert page.context["form"].errors["consent"]
    assert not Response.objects.exists()


def test_consent_begins_with_its_version(client, link):
    page = client.post(at("start"), {"consent": "on"})

    response = Response.objects.get()
    assert page["Location"] == at("section", "over-u")
    assert (response.consent_version, response.language) == ("2026-11", "en")


def test_page_needs_no_token_because_the_link_is_the_key(link):
    from django.test import Client  # noqa: PLC0415 -- one with the check of forged requests switched on

    page = Client(enforce_csrf_checks=True).post(at("start"), {"consent": "on"})

    assert page.status_code == 302


def test_language_of_the_person_is_spoken_until_they_choose_another(client, link):
    assert '<html lang="en"' in client.get(at("start")).content.decode()
    client.cookies["django_language"] = "nl"
    assert '<html lang="nl"' in client.get(at("start")).content.decode()


def test_decline_keeps_the_reason_and_lets_somebody_change_their_mind(client, link):
    client.post(at("decline"), {"reason": "Geen tijd"})

    link.invitation.refresh_from_db()
    assert (link.invitation.state, link.invitation.decline_reason) == (InvitationState.DECLINED, "Geen tijd")
    page = client.get(at("start"))
    assert page.status_code == 200
    assert f'data-clear="u{link.invitation.pk}" data-gone="yes"' in page.content.decode(), "this device forgets it"
    assert client.post(at("start"), {"consent": "on"}).status_code == 302
    assert Response.objects.count() == 1


# Links that do not (or no longer) work -------------------------------------------------------------------------------
PAGES = [
    ("start",),
    ("decline",),
    ("section", "over-u"),
    ("summary",),
    ("given",),
    ("withdraw",),
    ("file", 1),
]


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_unknown_link_is_not_found(client, link, name):
    assert client.get(reverse(f"intake:fill-{name[0]}", args=["x" * 43, *name[1:]])).status_code == 404


def test_who_guesses_is_slowed_down_who_has_a_link_is_not(client, link):
    cache.clear()
    codes = [client.get(reverse("intake:fill-start", args=[f"{number:043}"])).status_code for number in range(32)]

    assert codes[0] == 404
    assert codes[-1] == 429
    assert client.get(at("start")).status_code == 200
    cache.clear()


@pytest.mark.parametrize("name", [*PAGES, ("copy",), ("copy-file",)], ids=str)
def test_revoked_link_shows_no_answer(client, link, response, name):
    AnswerFactory(response=response, value="Geheim van Willem")
    link.revoked_at = link.made_at
    link.save()

    page = client.get(at(*name))

    assert page.status_code == (200 if name == ("withdraw",) else 410), "what was not sent can still be removed"
    assert "Geheim van Willem" not in page.content.decode()


def test_closed_round_keeps_answers_readable(client, link, response):
    AnswerFactory(response=response, value="Weidevogels")
    link.invitation.round.state = "closed"
    link.invitation.round.save()

    page = client.post(at("section", "over-u"), {"a-naam": "Nieuw getypt"})

    assert page.status_code == 410
    assert "Nieuw getypt" in page.content.decode()
    assert value(response, "naam") == "Weidevogels"
    assert "Weidevogels" in client.get(at("given")).content.decode()


def test_last_day_passed_says_whom_to_ask(client, link, response):
    link.invitation.due_on = PAST
    link.invitation.save()

    page = client.get(at("section", "over-u"))

    assert page.status_code == 410
    assert link.invitation.round.sender.email in page.content.decode()


def test_section_before_consent_goes_to_the_first_page(client, link):
    assert client.get(at("section", "over-u"))["Location"] == at("start")


def test_link_of_somebody_else_opens_nothing_of_mine(client, response):
    AnswerFactory(response=response, value="Van Willem")
    other = InvitationLinkFactory(secret="o" * 43, invitation=InvitationFactory(started=True))
    ResponseFactory(invitation=other.invitation)
    attachment = AttachmentFactory(response=response)

    page = client.get(reverse("intake:fill-section", args=["o" * 43, "over-u"]))

    assert "Van Willem" not in page.content.decode()
    assert client.get(reverse("intake:fill-file", args=["o" * 43, attachment.pk])).status_code == 404


# A section without JavaScript ----------------------------------------------------------------------------------------
def test_section_saves_and_goes_on(client, response):
    page = client.get(at("section", "over-u"))

    saved = client.post(at("section", "over-u"), fields(page, **{"a-naam": "Willem", "a-rol": "bewoner"}))

    assert saved["Location"] == at("section", "soorten")
    assert (value(response, "naam"), value(response, "rol")) == ("Willem", "bewoner")


def test_every_kind_is_saved_and_shown_again(client, response):
    page = client.get(at("section", "soorten"))
    typed = {
        "a-verhaal": "Regel een\nRegel twee",
        "a-belangen": ["natuur", "water"],
        "a-vertrouwen": "4",
        "a-datum": "2026-11-23",
        "a-plek.vorm": '{"type": "Point", "coordinates": [6.1, 52.1]}',
        "a-plek.woorden": "Achter de schuur",
        "a-wensen.nu": "ja",
    }

    client.post(at("section", "soorten"), fields(page, **typed))

    again = {one.key: one for one in client.get(at("section", "soorten")).context["page"].questions}
    assert again["verhaal"].text == "Regel een\nRegel twee"
    assert [choice.key for choice in again["belangen"].choices if choice.is_checked] == ["water", "natuur"]
    assert value(response, "vertrouwen") == 4
    assert value(response, "plek") == {"type": "Point", "coordinates": [6.1, 52.1], "words": "Achter de schuur"}
    assert again["plek"].words == "Achter de schuur"
    assert again["wensen"].rows[0].choices[0].is_checked
    assert "Achter de schuur" in client.get(at("summary")).content.decode()


def test_choices_that_are_not_required_are_emptied_without_javascript(client, response):
    AnswerFactory(response=response, question="wensen", value={"nu": "ja", "later": "nee"})
    AnswerFactory(response=response, question="vertrouwen", value=4)
    page = client.get(at("section", "soorten"))
    assert 'name="a-wensen.nu" value=""' in page.content.decode()
    assert 'name="a-vertrouwen" value=""' in page.content.decode()

    client.post(
        at("section", "soorten"), fields(page, **{"a-wensen.nu": "", "a-wensen.later": "nee", "a-vertrouwen": ""})
    )
    assert (value(response, "wensen"), value(response, "vertrouwen")) == ({"later": "nee"}, None)

    page = client.get(at("section", "soorten"))
    client.post(at("section", "soorten"), fields(page, **{"a-wensen.nu": "", "a-wensen.later": ""}))
    assert value(response, "wensen") is None


def test_place_in_words_alone_is_an_answer(client, response):
    page = client.get(at("section", "soorten"))

    client.post(at("section", "soorten"), fields(page, **{"a-plek.woorden": "Bij het gemaal"}))

    assert value(response, "plek")["words"] == "Bij het gemaal"


@pytest.mark.parametrize(
    ("section", "question", "name", "typed"),
    [
        ("over-u", "naam", "a-naam", "x" * 10_000),
        ("over-u", "rol", "a-rol", "keizer"),
        ("soorten", "vertrouwen", "a-vertrouwen", "9"),
        ("soorten", "datum", "a-datum", "31 februari"),
        ("soorten", "plek", "a-plek.vorm", "{kapot"),
        ("soorten", "wensen", "a-wensen.nu", "misschien"),
    ],
)
def test_wrong_value_stays_in_its_field_and_the_others_are_saved(client, response, section, question, name, typed):
    page = client.get(at("section", section))
    fine = {"a-verhaal": "Goed"} if section == "soorten" else {"a-hectaren": "3,5"}

    refused = client.post(at("section", section), fields(page, **fine, **{name: typed}))

    assert refused.status_code == 422
    shown = next(one for one in refused.context["page"].questions if one.key == question)
    assert shown.error
    assert shown.text == typed or question in {"rol", "vertrouwen", "wensen"}
    assert not Answer.objects.filter(response=response, question=question).exists()
    assert value(response, next(iter(fine)).removeprefix("a-"))


def test_drawing_with_a_million_points_gets_a_clear_answer(client, response):
    AnswerFactory(response=response, value="Blijft")
    shape = "[6.123456,52.123456]," * 600_000

    page = client.post(
        at("section", "soorten"), f"a-plek.vorm={shape}", content_type="application/x-www-form-urlencoded"
    )

    assert page.status_code == 413
    assert page.context["problem"]
    assert value(response, "naam") == "Blijft"


def test_markup_and_formulas_come_back_as_text(client, response):
    nasty = "=HYPERLINK(\"https://evil.example\")<script>alert('x')</script>"
    page = client.get(at("section", "over-u"))
    client.post(at("section", "over-u"), fields(page, **{"a-naam": nasty}))

    for address in (at("section", "over-u"), at("summary"), at("given")):
        assert "<script>alert" not in client.get(address).content.decode()
    assert value(response, "naam") == nasty


def test_new_question_is_shown_before_going_on(client, response):
    page = client.get(at("section", "over-u"))

    saved = client.post(at("section", "over-u"), fields(page, **{"a-rol": "boer"}))

    assert saved["Location"] == at("section", "over-u") + "#vraag-hectaren"


@pytest.mark.parametrize(("button", "section"), [("vorige", "over-u"), ("bewaren", "soorten")])
def test_buttons_save_and_go_where_they_say(client, response, button, section):
    page = client.get(at("section", "soorten"))

    saved = client.post(at("section", "soorten"), fields(page, **{"a-verhaal": "Tekst", "naar": button}))

    assert saved["Location"] == at("section", section)
    assert value(response, "verhaal") == "Tekst"


def test_last_section_goes_to_the_overview(client, response):
    page = client.get(at("section", "soorten"))

    assert client.post(at("section", "soorten"), fields(page))["Location"] == at("summary")


# Two people on one link ----------------------------------------------------------------------------------------------
def test_two_pages_at_once_lose_no_answer_and_ask_to_choose(client, response):
    first = client.get(at("section", "over-u"))
    second = client.get(at("section", "over-u"))
    client.post(at("section", "over-u"), fields(first, **{"a-naam": "Willem"}))
    client.post(at("section", "over-u"), fields(second, **{"a-naam": "Anna", "a-rol": "bewoner"}))

    page = client.get(at("section", "over-u"))

    shown = page.context["page"].questions[0]
    assert (shown.text, [rival.text for rival in shown.rivals]) == ("Willem", ["Anna"])
    assert value(response, "rol") == "bewoner"
    client.post(at("section", "over-u"), fields(page, kies=shown.rivals[0].value))
    assert value(response, "naam") == "Anna"
    assert not client.get(at("section", "over-u")).context["page"].questions[0].rivals


def test_untouched_field_of_an_old_page_undoes_nothing(client, response):
    AnswerFactory(response=response, question="naam", value="Willem")
    old = client.get(at("section", "over-u"))
    newer = client.get(at("section", "over-u"))
    client.post(at("section", "over-u"), fields(newer, **{"a-naam": "Anna"}))

    client.post(at("section", "over-u"), fields(old, **{"a-rol": "bewoner"}))

    assert value(response, "naam") == "Anna"
    assert not response.answers.get(question="naam").conflicts.exists()


def test_stored_answer_may_be_kept(client, response):
    answer = AnswerFactory(response=response, value="Willem")
    AnswerConflictFactory(answer=answer, value="Anna", device="laptop")
    page = client.get(at("section", "over-u"))

    client.post(at("section", "over-u"), fields(page, kies="naam:"))

    answer.refresh_from_db()
    assert answer.value == "Willem"
    assert answer.conflicts.get().resolved_at


def test_conflict_stands_in_the_way_of_sending(client, response):
    AnswerConflictFactory(answer=AnswerFactory(response=response), device="laptop")

    page = client.post(at("summary"))

    assert page.status_code == 422
    response.refresh_from_db()
    assert response.state == ResponseState.DRAFT


# Files ---------------------------------------------------------------------------------------------------------------
def photo() -> SimpleUploadedFile:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "TelefoonVanWillem"
    Image.new("RGB", (30, 20), "green").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("erf.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_photo_is_kept_without_what_the_camera_added(client, response):
    page = client.get(at("section", "soorten"))

    client.post(at("section", "soorten"), fields(page, **{"a-bestand": photo(), "naar": "bewaren"}))

    kept = Attachment.objects.get()
    assert value(response, "bestand") == [kept.pk]
    with kept.file.open() as stored:
        assert b"TelefoonVanWillem" not in stored.read()
    assert kept.size == kept.file.size
    answer = client.get(at("file", kept.pk))
    assert answer["Content-Disposition"] == 'attachment; filename="erf.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    b"".join(answer.streaming_content)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", bomb()),
        ("plan.docx", b"<html><script>alert(1)</script></html>"),
        ("foto.svg", b"<svg/>"),
        ("foto.jpg", b"\xff\xd8\xff\xe0 geen foto"),
        ("leeg.pdf", b""),
        ("groot.txt", b"x" * (MAX_BYTES + 1)),
    ],
    ids=["zip bomb", "html as docx", "svg", "damaged picture", "empty", "too large"],
)
def test_file_that_is_not_what_it_should_be_is_refused_beside_the_question(client, response, name, content):
    page = client.get(at("section", "soorten"))
    sent = {"a-bestand": SimpleUploadedFile(name, content), "a-verhaal": "Blijft"}

    refused = client.post(at("section", "soorten"), fields(page, **sent))

    assert refused.status_code == 422
    assert [one.key for one in refused.context["page"].errors] == ["bestand"]
    assert not Attachment.objects.exists()
    assert value(response, "verhaal") == "Blijft"


def test_file_can_be_taken_out_again(client, response):
    page = client.get(at("section", "soorten"))
    client.post(at("section", "soorten"), fields(page, **{"a-bestand": photo()}))
    kept = Attachment.objects.get()

    page = client.get(at("section", "soorten"))
    client.post(at("section", "soorten"), fields(page, verwijder=str(kept.pk)))

    assert not Attachment.objects.exists()
    assert value(response, "bestand") is None


# Every view ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("method", "name"),
    [("delete", ("start",)), ("put", ("section", "over-u")), ("get", ("messages",)), ("post", ("given",))],
)
def test_wrong_method_is_refused(client, response, method, name):
    assert getattr(client, method)(at(*name)).status_code == 405


def test_worker_may_only_see_these_pages(client, db):
    script = client.get(reverse("intake:fill-worker"))

    assert script["Content-Type"].startswith("text/javascript")
    assert b"addEventListener" in script.content


def test_section_asks_as_many_queries_with_one_answer_as_with_three(client, response, django_assert_num_queries):
    AnswerFactory(response=response)
    client.get(at("section", "over-u"))
    with django_assert_num_queries(5):
        client.get(at("section", "over-u"))
    AnswerFactory(response=response, question="rol", value="boer")
    AnswerConflictFactory(answer=AnswerFactory(response=response, question="hectaren", value=3))
    with django_assert_num_queries(5):
        client.get(at("section", "over-u"))


def test_device_and_number_made_by_hand_do_no_harm(client, response):
    page = client.get(at("section", "over-u"))
    data = fields(
        page, **{"a-naam": "Willem", "device": "x" * 500, "sequence": "9" * 400, "base-naam": "9" * 99 + ".x"}
    )

    assert client.post(at("section", "over-u"), data).status_code == 302
    assert value(response, "naam") == "Willem"


def test_round_of_another_form_version_does_not_change_what_was_started(client, response):
    other = RoundFactory(area=response.invitation.round.area)
    response.invitation.round.form_version = other.form_version
    response.invitation.round.save()

    assert client.get(at("section", "over-u")).context["page"].section.key == "over-u"
    assert response.form_version_id != other.form_version_id


def test_unknown_section_goes_to_the_overview(client, response):
    assert client.get(at("section", f"x{uuid4().hex[:8]}"))["Location"] == at("summary")
