import csv
import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pilots.areas.enums import Visibility
from pilots.areas.models import PilotArea
from pilots.interviews.models import Consent
from tests.factories.areas import AreaFactory
from tests.factories.codebook import CodebookFactory
from tests.factories.findings import EvidenceFactory, FindingFactory, RecommendationFactory
from tests.factories.intake import AnswerFactory, InvitationLinkFactory, ResponseFactory
from tests.factories.interviews import InterviewFactory, quote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PROGRAMME = reverse("findings:finding-programme")
PAGES = [
    PROGRAMME,
    reverse("findings:theme-list"),
    reverse("findings:signal-list"),
    reverse("findings:condition-findings", args=["doel"]),
    reverse("findings:finding-export", args=["csv"]),
    reverse("findings:finding-export", args=["xlsx"]),
]
WORDS = "Het waterpeil is hier het grote punt."


def page(response) -> str:
    return response.content.decode()


def statements(response) -> list[str]:
    return [line.statement for line in response.context["lines"]]


@pytest.mark.parametrize("address", PAGES)
def test_pages_ask_for_a_login_and_refuse_other_methods(address, officer, login, finding):
    assert Client().get(address).status_code == 302
    assert login(officer).post(address).status_code == 405
    assert login(officer).get(address, HTTP_ACCEPT_LANGUAGE="en").status_code == 200


def test_finding_and_list_of_an_area_are_404_for_a_stranger(area, finding, stranger, login):
    addresses = [finding.get_absolute_url(), reverse("findings:finding-list", args=[area.slug])]
    addresses.append(f"{reverse('findings:condition-findings', args=['doel'])}?gebied={area.slug}")
    addresses.append(reverse("findings:condition-findings", args=["onbekend"]))

    assert [login(stranger).get(address).status_code for address in addresses] == [404] * 4
    assert Client().get(addresses[0]).status_code == 302


def test_nothing_of_a_hidden_area_reaches_a_stranger(finding, stranger, login):
    RecommendationFactory(finding=finding, signal=True, text="Geheim signaal")
    CodebookFactory()

    for address in PAGES:
        response = login(stranger).get(address)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        assert not any(word in text for word in (b"Niemand weet", b"waterpeil", b"Geheim", b"Brummen")), address


def test_detail_shows_evidence_strength_and_recommendations(finding, officer, login):
    shown = page(login(officer).get(finding.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="en"))

    for words in (WORDS, "Veehouder A", "Niemand heeft mij", "2 independent sources in 1 area.", "Zeg per perceel"):
        assert words in shown
    assert "Geheim" not in shown


def test_withdrawn_quote_is_gone_from_every_page(area, finding, excerpt, officer, login):
    CodebookFactory()
    client = login(officer)
    places = [*PAGES, finding.get_absolute_url(), reverse("findings:finding-list", args=[area.slug])]
    places.append(reverse("findings:evidence-add", args=[finding.pk]))
    assert WORDS in page(client.get(finding.get_absolute_url()))

    Consent.objects.filter(participant=excerpt.participant).update(withdrawn_at=timezone.now())

    for place in places:
        response = client.get(place)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"waterpeil" not in text, place
        assert b"Veehouder A" not in text, place
    shown = page(client.get(finding.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="en"))
    assert "A source was withdrawn." in shown
    assert "1 independent source in 1 area." in shown


def test_list_follows_its_filters_and_so_does_the_count(area, finding, officer, login):
    CodebookFactory()
    FindingFactory(areas=[area], statement="Samen meten werkt", kind="goed-voorbeeld", themes=["mistrust.national"])
    client = login(officer)

    def found(query):
        response = client.get(f"{PROGRAMME}?{query}")
        assert response.context["page"].paginator.count == len(statements(response))
        return set(statements(response))

    first, second = {"Niemand weet wat er moet gebeuren"}, {"Samen meten werkt"}
    assert found("") == first | second
    assert found("soort=knelpunt") == first
    assert found("q=METEN+samen") == second
    assert found("thema=mistrust") == second
    assert found(f"gebied={area.slug}&status=gepubliceerd") == first | second
    assert found("voorwaarde=doel") == first
    assert found("sterkte=geen") == second
    assert found("sterkte=indicatie") == first
    assert found("q=niets") == set()


def test_part_is_the_same_as_in_the_page(area, finding, officer, login):
    client = login(officer)

    part = page(client.get(PROGRAMME, HTTP_HX_REQUEST="true")).strip()

    assert part in page(client.get(PROGRAMME))


@pytest.mark.parametrize("address", ["list", "programme", "detail", "condition", "signals", "themes"])
def test_number_of_queries_does_not_grow(
    area, finding, officer, login, address, django_assert_max_num_queries, django_assert_num_queries
):
    CodebookFactory()
    place = {
        "list": reverse("findings:finding-list", args=[area.slug]),
        "programme": PROGRAMME,
        "detail": finding.get_absolute_url(),
        "condition": reverse("findings:condition-findings", args=["doel"]),
        "signals": reverse("findings:signal-list"),
        "themes": reverse("findings:theme-list"),
    }[address]
    client = login(officer)
    client.get(place)
    with django_assert_max_num_queries(26) as before:
        client.get(place)

    for _ in range(2):
        row = FindingFactory(areas=[area, AreaFactory()], themes=["mistrust"])
        RecommendationFactory(finding=row)
        RecommendationFactory(finding=row, signal=True)
        for target in (row, finding):
            EvidenceFactory(finding=target, excerpt=quote(transcript__interview=InterviewFactory(area=area)))
            EvidenceFactory(finding=target, excerpt=None, answer=an_answer(area))

    with django_assert_num_queries(len(before)):
        client.get(place)


def an_answer(area):
    return AnswerFactory(response=ResponseFactory(submitted=True, invitation__round__area=area))


def test_csv_holds_the_filtered_findings_and_no_quotes(area, finding, officer, login):
    FindingFactory(areas=[area], statement="=SOM(1)", kind="behoefte")

    response = login(officer).get(f"{reverse('findings:finding-export', args=['csv'])}?soort=behoefte")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][0] == "'=SOM(1)"
    whole = b"".join(login(officer).get(reverse("findings:finding-export", args=["csv"])).streaming_content).decode()
    assert "waterpeil" not in whole


def test_xlsx_opens_and_another_kind_does_not_exist(finding, officer, login):
    response = login(officer).get(reverse("findings:finding-export", args=["xlsx"]))

    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        assert "Niemand weet" in book.read("xl/sharedStrings.xml").decode()
    assert login(officer).get(reverse("findings:finding-export", args=["pdf"])).status_code == 404


def test_condition_leads_to_findings_and_quotes_and_back(area, finding, officer, login):
    client = login(officer)
    FindingFactory(areas=[area], statement="Niet voor het doel")
    address = f"{reverse('findings:condition-findings', args=['doel'])}?gebied={area.slug}"

    whole = page(client.get(address))
    part = page(client.get(address, HTTP_HX_REQUEST="true"))

    assert WORDS in whole
    assert reverse("leidraad:condition-detail", args=[area.slug, "doel"]) in whole
    assert finding.get_absolute_url() in part
    assert "Niet voor het doel" not in whole + part
    assert reverse("findings:condition-findings", args=["doel"]) in page(client.get(finding.get_absolute_url()))


def test_quote_leads_to_its_findings_for_those_who_may_see_both(finding, excerpt, officer, stranger, login):
    address = reverse("findings:excerpt-findings", args=[excerpt.pk])

    assert finding.get_absolute_url() in page(login(officer).get(address))
    assert login(stranger).get(address).status_code == 404
    assert login(officer).post(address).status_code == 405


def test_signals_show_overdue_first(area, officer, login):
    finding = FindingFactory(areas=[area])
    dates = {"sent_on": "2026-01-05", "state": "verstuurd"}
    RecommendationFactory(finding=finding, signal=True, text="Op tijd", answer_due_on="2999-01-01", **dates)
    RecommendationFactory(finding=finding, signal=True, text="Te laat", answer_due_on="2026-02-01", **dates)

    response = login(officer).get(reverse("findings:signal-list"))

    signals = response.context["signals"]
    assert [(line.advice.text, line.advice.is_overdue) for line in signals] == [("Te laat", True), ("Op tijd", False)]


def test_matrix_counts_findings_and_hides_small_numbers_of_sources(area, finding, officer, login):
    CodebookFactory()
    finding.themes = ["mistrust.national"]
    finding.save()
    many = FindingFactory(areas=[area], themes=["conduct"])
    for _ in range(3):
        EvidenceFactory(finding=many, excerpt=quote(transcript__interview=InterviewFactory(area=area)))

    matrix = login(officer).get(reverse("findings:theme-list")).context["matrix"]

    cells = [(row.cells[0].findings, row.cells[0].sources) for row in matrix.rows]
    assert sorted(cells, key=str) == [(1, 3), (1, None)]
    assert "thema=mistrust&gebied=landgoederen-brummen" in str(matrix)


# The invited person --------------------------------------------------------------------------------------------------


def outcome(secret: str, **headers) -> object:
    return Client().get(reverse("findings:answer-outcome", args=[secret]), HTTP_ACCEPT_LANGUAGE="en", **headers)


def test_invited_person_sees_what_was_done_with_own_answers_only(area, finding, answer):
    PilotArea.objects.update(visibility=Visibility.INTERNAL)
    InvitationLinkFactory(secret="own", invitation=answer.response.invitation)
    FindingFactory(areas=[area], statement="Van een ander")
    concept = FindingFactory(areas=[area], statement="Nog niet klaar", concept=True)
    EvidenceFactory(finding=concept, excerpt=None, answer=answer)

    response = outcome("own")

    text = page(response)
    assert "Niemand weet wat er moet gebeuren" in text
    assert "Zeg per perceel" in text
    assert not any(words in text for words in ("Van een ander", "Nog niet klaar", WORDS, "Veehouder A"))
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert page(outcome("own", HTTP_HX_REQUEST="true")).strip() in text


def test_outcome_says_so_when_there_is_nothing_yet(answer):
    InvitationLinkFactory(secret="own", invitation=answer.response.invitation)
    InvitationLinkFactory(secret="early")

    assert "No finding that rests on them" in page(outcome("own"))
    assert "not sent your answers yet" in page(outcome("early"))


def test_wrong_and_revoked_links_show_nothing(answer, finding):
    invitation = answer.response.invitation
    InvitationLinkFactory(secret="revoked", invitation=invitation, revoked_at=timezone.now())

    assert [outcome(secret).status_code for secret in ("revoked", "guess", "%00")] == [404] * 3


def test_link_whose_last_day_has_passed_still_shows_what_came_of_it(answer, finding):
    InvitationLinkFactory(secret="old", invitation=answer.response.invitation, expires_at=timezone.now())

    assert outcome("old").status_code == 200
    assert Client().post(reverse("findings:answer-outcome", args=["old"])).status_code == 405
