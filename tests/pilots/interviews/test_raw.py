"""Raw texts: closed the moment somebody takes consent back, and removed at once when asked."""

import pytest
from django.urls import reverse

from accounts.models import ViewLog
from pilots.interviews import actions
from pilots.interviews.enums import Purpose
from pilots.interviews.models import NameKey, RawText
from tests.factories.interviews import NameKeyFactory, ParticipantFactory, RawTextFactory
from tests.pilots.interviews.addresses import at

NAMES = {"raw-text": {"version": 2}, "name-list": {"version": 2}, "raw-open": {"version": 2, "what": "ruw"}}


@pytest.fixture
def raw(interview, transcript):
    NameKeyFactory(interview=interview)
    return RawTextFactory(transcript__interview=interview, transcript__version=2)


@pytest.fixture
def reader(login, coordinator, interview, raw):
    """The interviewer, who said just now why they read the raw text."""
    client = login(coordinator)
    client.post(at("raw-open", interview, version=2, what="ruw"), {"reason": "Check a quote"})
    assert client.get(at("raw-text", interview, version=2)).status_code == 200
    return client


@pytest.mark.parametrize("by_link", [True, False])
def test_withdrawn_analysis_closes_both_texts_at_once(reader, coordinator, interview, farmer, by_link):
    actions.withdraw(participant=farmer, purpose=Purpose.ANALYSIS, by=None if by_link else coordinator)

    assert {name: reader.get(at(name, interview, **more)).status_code for name, more in NAMES.items()} == dict.fromkeys(
        NAMES, 404
    )
    assert reader.get(at("transcript-code", interview, version=1)).status_code == 404
    assert reader.post(at("name-decide", interview, version=2), {"do": "finish"}).status_code == 404
    assert reader.post(at("transcript-create", interview), {"text": "More words."}).url == interview.get_absolute_url()
    assert RawText.objects.count() == 1
    page = reader.get(interview.get_absolute_url()).content.decode()
    assert at("raw-remove", interview) in page
    assert at("raw-text", interview, version=2) not in page
    assert ViewLog.objects.count() == 1


def test_other_purposes_leave_the_raw_text_open(reader, interview, farmer):
    actions.withdraw(participant=farmer, purpose=Purpose.QUOTE, by=None)

    assert reader.get(at("raw-text", interview, version=2)).status_code == 200


def test_who_was_not_asked_yet_does_not_close_the_raw_text(reader, interview):
    ParticipantFactory(interview=interview)

    assert reader.get(at("raw-text", interview, version=2)).status_code == 200


def test_withdrawal_by_the_team_offers_to_remove_the_raw_text(reader, interview, farmer):
    url = at("consent-withdraw", interview, participant=farmer.pk, purpose=Purpose.ANALYSIS)

    asked = reader.post(url, {"reason": "Asked by telephone"})

    assert asked.url == at("raw-remove", interview)
    assert reader.get(asked.url).status_code == 200
    assert RawText.objects.exists(), "only after a yes"
    reader.post(asked.url)
    assert not RawText.objects.exists()
    assert not NameKey.objects.exists()
    assert reader.get(interview.get_absolute_url()).status_code == 200


def test_removing_is_for_who_may_read_names(client, login, officer, stranger, interview, raw):
    url = at("raw-remove", interview)

    assert client.post(url).url.startswith(reverse("account_login"))
    for who in (officer, stranger):
        assert login(who).post(url).status_code == 404
    assert login(interview.interviewer).delete(url).status_code == 405
    assert RawText.objects.exists()
