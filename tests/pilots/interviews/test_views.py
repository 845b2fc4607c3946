"""Every page: who may open it, and what it does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import ViewLog
from pilots.interviews import actions
from pilots.interviews.enums import InterviewState, NameDecision, Proof, Purpose, TextState
from pilots.interviews.models import Interview, Participant, Transcript, Withdrawal
from pilots.stakeholders.models import ContactMoment
from tests.factories.interviews import (
    ExcerptFactory,
    InterviewFactory,
    NameKeyFactory,
    RawTextFactory,
    agree,
    quote,
)
from tests.pilots.interviews.addresses import at

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
RAW = "Geheim Achternaam: het waterpeil is te hoog. Ik ken Piet Bakker wel."


@pytest.fixture
def pages(interview, raw, excerpt, farmer):
    """Every page by name: who may open it, and whether it can be looked at."""
    version = {"version": raw.transcript.version}
    one = {"excerpt": excerpt.pk}
    who = {"participant": farmer.pk}
    work = [
        at("interview-detail", interview), at("interview-edit", interview), at("transcript-code", interview, version=1),
        at("excerpt-detail", interview, **one), at("excerpt-delete", interview, **one),
    ]  # fmt: skip
    closed = [
        at("participant-create", interview), at("consent-record", interview, **who), at("transcript-create", interview),
        at("consent-withdraw", interview, **who, purpose="quote"), at("name-hide", interview, version=1),
        at("raw-open", interview, **version, what="ruw"),
    ]  # fmt: skip
    area = [
        reverse(f"interviews:{name}", args=[interview.area.slug]) for name in ("interview-list", "interview-create")
    ]
    return {"work": [*area, *work], "closed": closed}


@pytest.fixture
def raw(interview, farmer, transcript):
    return RawTextFactory(transcript__interview=interview, transcript__version=2, text=RAW)


def test_pages_anonymous_goes_to_the_login(client, pages):
    for url in pages["work"] + pages["closed"]:
        assert client.get(url).url.startswith(reverse("account_login")), url


@pytest.mark.parametrize("who", ["stranger", "partner", "administrator", "ambassador", "privacy_officer"])
def test_pages_are_not_there_for_others(login, pages, request, who, settings):
    settings.DEMO = True  # waives the second step of the privacy officer
    client = login(request.getfixturevalue(who))

    assert {url for url in pages["work"] + pages["closed"] if client.get(url).status_code != 404} == set()


def test_pages_open_for_the_coordinator(login, coordinator, pages):
    client = login(coordinator)

    assert {url: client.get(url).status_code for url in pages["work"] + pages["closed"]} == dict.fromkeys(
        pages["work"] + pages["closed"], 200
    )


def test_pages_with_names_are_not_there_for_another_officer(login, officer, pages):
    client = login(officer)

    assert {url for url in pages["closed"] if client.get(url).status_code != 404} == set()
    for url in pages["work"]:
        if "verwijderen" not in url:
            page = client.get(url)
            assert page.status_code == 200
            assert "Geheim" not in page.content.decode()


def test_pages_refuse_a_wrong_method(login, coordinator, interview, excerpt):
    client = login(coordinator)
    version = {"version": 1}

    for url in (at("memo-create", interview), at("excerpt-create", interview, **version)):
        assert client.get(url).status_code == 405
    assert client.delete(at("interview-detail", interview)).status_code == 405


def test_tab_shows_only_for_who_works_on_the_area(login, officer, partner, area):
    area.visibility = "openbaar"
    area.save()
    url = reverse("interviews:interview-list", args=[area.slug])

    assert url in login(officer).get(area.get_absolute_url()).content.decode()
    assert url not in login(partner).get(area.get_absolute_url()).content.decode()


# Interviews and participants ------------------------------------------------------------------------------------------
def test_list_asks_as_many_queries_for_three_rows_as_for_one(login, officer, area):
    client, url = login(officer), reverse("interviews:interview-list", args=[area.slug])
    quote(transcript__interview=InterviewFactory(area=area))
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(2):
        quote(transcript__interview=InterviewFactory(area=area))
    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(one) == len(three)


def test_new_interview_belongs_to_the_area(login, officer, coordinator, area):
    data = {
        "title": "At the kitchen table", "held_on": "2026-05-01", "kind": "one-to-one", "language": "nl",
        "interviewer": officer.pk,
    }  # fmt: skip

    response = login(officer).post(reverse("interviews:interview-create", args=[area.slug]), data)

    interview = Interview.objects.get()
    assert response.url == interview.get_absolute_url()
    assert (interview.area, interview.interviewer, interview.state) == (area, officer, InterviewState.HELD)


def test_officer_cannot_become_the_interviewer_of_another(login, officer, interview, coordinator):
    data = {"title": "Mine", "held_on": "2026-05-01", "kind": "group", "language": "nl", "interviewer": officer.pk}

    login(officer).post(at("interview-edit", interview), data)

    interview.refresh_from_db()
    assert (interview.title, interview.interviewer) == ("Mine", coordinator)


def test_two_who_edit_at_once_lose_nothing(login, coordinator, interview):
    client, address = login(coordinator), at("interview-edit", interview)
    opened = client.get(address).context["form"].initial["base"]
    mine = {"title": "Mine", "held_on": "2026-05-01", "kind": "group", "language": "nl", "interviewer": coordinator.pk}
    Interview.objects.filter(pk=interview.pk).update(title="Theirs")

    refused = client.post(address, mine | {"base": opened}, HTTP_ACCEPT_LANGUAGE="en")

    interview.refresh_from_db()
    form = refused.context["form"]
    assert (interview.title, form["title"].value()) == ("Theirs", "Mine")
    assert "Title: Theirs" in form.non_field_errors()[0]
    client.post(address, mine | {"base": form["base"].value()})
    interview.refresh_from_db()
    assert interview.title == "Mine"


def test_new_participant_is_a_contact_moment_of_the_party(login, coordinator, interview, farmer):
    party = farmer.person.organisation
    data = {"name": "Anna Nieuw", "organisation": party.pk, "email": "anna@boerderij.example", "label": "Veehouder B"}

    login(coordinator).post(at("participant-create", interview), data)

    added = Participant.objects.get(label="Veehouder B")
    assert added.person.name == "Anna Nieuw"
    contact = ContactMoment.objects.get(organisation=added.person.organisation, kind="interview", area=interview.area)
    assert (contact.person, contact.summary) == (None, ""), "person or title would undo the pseudonym"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"label": "Veehouder B"}, "person"),
        ({"name": "Anna", "label": "Veehouder B"}, "organisation"),
        ({"name": "Anna Nieuw", "label": "Boerin Anna"}, "label"),
        ({"name": "Anna", "label": "Veehouder A"}, "label"),
    ],
)
def test_new_participant_is_refused_with_a_message_at_the_field(login, coordinator, interview, farmer, data, field):
    response = login(coordinator).post(at("participant-create", interview), data)

    assert field in response.context["form"].errors
    assert Participant.objects.count() == 1


# Consent --------------------------------------------------------------------------------------------------------------
def consent(**changes) -> dict:
    values = {"given_on": "2026-03-12", "proof": Proof.SPOKEN, "proof_note": "minute 2"}
    return {**dict.fromkeys(Purpose, "yes"), **values, **changes}


def test_consent_is_recorded_with_proof_and_text(login, coordinator, interview, farmer):
    url = at("consent-record", interview, participant=farmer.pk)

    login(coordinator).post(url, consent(publication="no"))

    rows = {row.purpose: row for row in farmer.consents.all()}
    assert {purpose for purpose, row in rows.items() if row.is_in_force} == {*Purpose} - {Purpose.PUBLICATION}
    assert {(row.recorded_by, row.text.version) for row in rows.values()} == {(coordinator, "1.0")}


def test_consent_on_paper_keeps_the_paper(login, coordinator, officer, interview, farmer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = SimpleUploadedFile("getekend.pdf", b"%PDF-1.4\n...\n%%EOF")
    client = login(coordinator)

    client.post(at("consent-record", interview, participant=farmer.pk), consent(proof="paper", proof_file=paper))

    url = at("consent-proof", interview, participant=farmer.pk, consent=farmer.consents.first().pk)
    assert b"".join(client.get(url).streaming_content).startswith(b"%PDF")
    assert login(officer).get(url).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"proof_note": ""}, "proof_note"),
        ({"proof": "paper"}, "proof_file"),
        ({"given_on": "2999-01-01"}, "given_on"),
        ({"analysis": "no"}, "analysis"),
        ({"proof": "paper", "proof_file": SimpleUploadedFile("x.pdf", b"<html>")}, "proof_file"),
    ],
)
def test_consent_is_refused_with_a_message_at_the_field(login, coordinator, interview, farmer, changes, field):
    response = login(coordinator).post(at("consent-record", interview, participant=farmer.pk), consent(**changes))

    assert field in response.context["form"].errors
    assert not farmer.consents.exists()


def test_withdrawal_by_the_team_closes_text_and_quotes_at_once(login, coordinator, officer, transcript, farmer):
    interview = transcript.interview
    quote_of = ExcerptFactory(transcript=transcript, participant=farmer)
    client, reader = login(coordinator), login(officer)
    code = at("transcript-code", interview, version=1)
    assert reader.get(code).status_code == 200

    url = at("consent-withdraw", interview, participant=farmer.pk, purpose=Purpose.ANALYSIS)
    client.post(url, {"reason": "Asked by telephone"})

    assert reader.get(code).status_code == 404
    assert reader.get(at("excerpt-detail", interview, excerpt=quote_of.pk)).status_code == 404
    assert quote_of.text not in reader.get(reverse("interviews:excerpt-list")).content.decode()
    assert Withdrawal.objects.get().area == interview.area
    row = farmer.consents.get(purpose=Purpose.ANALYSIS)
    assert (row.withdrawn_by, row.reason) == (coordinator, "Asked by telephone")
    assert client.post(url).status_code == 404, "there is nothing left to withdraw"


# Texts and names ------------------------------------------------------------------------------------------------------
def test_text_that_is_sent_in_waits_apart_until_its_names_are_decided(login, coordinator, interview, farmer):
    agree(farmer)
    client = login(coordinator)

    response = client.post(at("transcript-create", interview), {"text": RAW})

    transcript = Transcript.objects.get()
    assert response.url == at("name-list", interview, version=1)
    assert (transcript.text, transcript.state, transcript.raw.text) == ("", TextState.RAW, RAW)
    names = dict(interview.name_keys.values_list("original", "pseudonym"))
    assert names["Geheim Achternaam"] == "Veehouder A"
    assert "Piet Bakker" in names

    client.post(at("name-decide", interview, version=1), {"do": "finish"})
    transcript.refresh_from_db()
    assert transcript.text == "", "nothing is replaced without a decision"

    data = {"do": "finish"}
    for key in interview.name_keys.all():
        data |= {f"decision-{key.pk}": NameDecision.REPLACED, f"pseudonym-{key.pk}": key.pseudonym}
    client.post(at("name-decide", interview, version=1), data)
    transcript.refresh_from_db()
    interview.refresh_from_db()
    assert transcript.text.startswith("Veehouder A: het waterpeil is te hoog. Ik ken [persoon ")
    assert interview.state == InterviewState.PROCESSED
    assert "Geheim" not in client.get(at("transcript-code", interview, version=1)).content.decode()


def test_text_that_cannot_be_read_loses_nothing(login, coordinator, interview):
    bad = SimpleUploadedFile("talk.docx", b"PK\x03\x04 no document")

    response = login(coordinator).post(at("transcript-create", interview), {"file": bad})

    assert "file" in response.context["form"].errors
    assert not Transcript.objects.exists()


def test_raw_text_asks_for_a_reason_and_logs_each_view(login, coordinator, interview, raw):
    client = login(coordinator)
    page = at("raw-text", interview, version=2)
    asked = client.get(page)
    assert asked.url == at("raw-open", interview, version=2, what="ruw")
    assert not ViewLog.objects.exists()

    client.post(asked.url, {"reason": "Check a quote"})
    for _ in range(2):
        assert "Piet Bakker" in client.get(page).content.decode()
    client.get(at("name-list", interview, version=2))

    assert [(row.user, row.kind, row.reason) for row in ViewLog.objects.order_by("pk")] == [
        (coordinator, "raw-text", "Check a quote"),
        (coordinator, "raw-text", "Check a quote"),
        (coordinator, "name-list", "Check a quote"),
    ]
    assert not ViewLog.objects.filter(label__contains="Geheim").exists()


def test_raw_text_is_not_there_for_another_officer(login, officer, interview, raw):
    client = login(officer)

    for name in ("raw-text", "name-list"):
        assert client.get(at(name, interview, version=2)).status_code == 404
    assert client.post(at("name-decide", interview, version=2), {"do": "finish"}).status_code == 404


def test_names_of_one_kind_are_decided_together(login, coordinator, interview, raw):
    NameKeyFactory(interview=interview, decision=NameDecision.PROPOSED, decided_by=None)
    place = NameKeyFactory(
        interview=interview, original="Brummen", kind="place", decision=NameDecision.PROPOSED, decided_by=None
    )

    login(coordinator).post(at("name-decide", interview, version=2), {"do": "all:place:kept"})

    place.refresh_from_db()
    assert (place.decision, place.decided_by) == (NameDecision.KEPT, coordinator)
    assert interview.name_keys.filter(decision=NameDecision.PROPOSED).count() == 1


def test_name_that_was_missed_is_added(login, coordinator, interview, raw):
    data = {"original": "Piet Bakker", "pseudonym": "[buurman]", "kind": "person"}

    login(coordinator).post(at("name-add", interview, version=2), data)

    assert interview.name_keys.get().decision == NameDecision.REPLACED


def test_pseudonym_that_holds_the_name_is_refused(login, coordinator, interview, raw):
    NameKeyFactory(interview=interview, original="Piet", pseudonym="broer van Piet")

    response = login(coordinator).post(at("name-decide", interview, version=2), {"do": "finish"}, follow=True)

    assert "Piet" in str(next(iter(response.context["messages"])))
    raw.transcript.refresh_from_db()
    assert raw.transcript.state == TextState.RAW


def test_text_with_excerpts_is_not_made_again(login, coordinator, interview, raw, farmer):
    actions.pseudonymise(transcript=raw.transcript)
    made = raw.transcript.text
    ExcerptFactory(transcript=raw.transcript, participant=farmer)
    NameKeyFactory(interview=interview, original="Piet Bakker", pseudonym="X")

    login(coordinator).post(at("name-decide", interview, version=2), {"do": "finish"})

    raw.transcript.refresh_from_db()
    assert raw.transcript.text == made, "the excerpts would point at other words"


def test_overlooked_name_goes_from_the_text_and_the_excerpts(login, coordinator, transcript, farmer):
    start = transcript.text.index("Niemand")
    excerpt = ExcerptFactory(transcript=transcript, participant=farmer, start=start, end=start + 7)

    data = {"original": "waterpeil", "pseudonym": "[iets]"}
    login(coordinator).post(at("name-hide", transcript.interview, version=1), data)

    excerpt.refresh_from_db()
    transcript.refresh_from_db()
    assert "waterpeil" not in transcript.text
    assert transcript.text[excerpt.start : excerpt.end] == excerpt.text == "Niemand"
