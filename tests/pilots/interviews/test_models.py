"""Consent is in the QuerySets: each test holds a quote that would leak without it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from pilots.areas.enums import Visibility
from pilots.interviews.enums import Purpose, ReleaseState, TextState
from pilots.interviews.models import Excerpt, Interview, Transcript
from tests.factories.interviews import (
    ConsentFactory,
    ExcerptFactory,
    InterviewFactory,
    ParticipantFactory,
    TranscriptFactory,
    agree,
    quote,
)

NOBODY = AnonymousUser()


@pytest.fixture
def open_area(area):
    area.visibility = Visibility.PUBLIC
    area.save()
    return area


def in_area(area) -> dict:
    return {"transcript__interview__area": area}


@pytest.mark.parametrize("purpose", Purpose)
def test_excerpt_is_usable_for_what_its_speaker_agreed_to(area, purpose):
    excerpt = ExcerptFactory(**in_area(area))
    agree(excerpt.participant, *{Purpose.ANALYSIS, purpose})

    usable = {one for one in Purpose if Excerpt.objects.usable_for(one).exists()}

    assert usable == {Purpose.ANALYSIS, purpose}


def test_excerpt_without_internal_analysis_is_usable_for_nothing(area):
    quote(Purpose.QUOTE, Purpose.NAMED_QUOTE, Purpose.PUBLICATION, **in_area(area))

    assert not any(Excerpt.objects.usable_for(purpose).exists() for purpose in Purpose)
    assert not Excerpt.objects.quotable().exists()


@pytest.mark.parametrize("fields", [{"is_given": False}, {"given_on": timezone.localdate() + timedelta(days=2)}])
def test_excerpt_with_consent_refused_or_not_yet_given_is_not_usable(area, fields):
    excerpt = ExcerptFactory(**in_area(area))
    ConsentFactory(participant=excerpt.participant, **fields)

    assert not Excerpt.objects.usable_for(Purpose.ANALYSIS).exists()


def test_excerpt_is_usable_until_the_moment_of_withdrawal(area):
    now = timezone.now()
    excerpt = ExcerptFactory(**in_area(area))
    ConsentFactory(participant=excerpt.participant, withdrawn_at=now)

    assert Excerpt.objects.usable_for(Purpose.ANALYSIS, now - timedelta(seconds=1)).exists()
    assert not Excerpt.objects.usable_for(Purpose.ANALYSIS, now).exists()


def test_excerpt_needs_the_consent_of_who_said_it_and_not_of_another(area):
    excerpt = ExcerptFactory(**in_area(area))
    agree(ParticipantFactory(interview=excerpt.transcript.interview))

    assert not Excerpt.objects.usable_for(Purpose.ANALYSIS).exists()


@pytest.mark.parametrize("state", ReleaseState)
def test_excerpt_is_quotable_once_its_speaker_released_it(area, state):
    quote(state=state, **in_area(area))

    assert Excerpt.objects.quotable().exists() == (state in {ReleaseState.RELEASED, ReleaseState.REWORDED})


def test_excerpt_that_was_never_proposed_is_not_quotable(area):
    agree(ExcerptFactory(**in_area(area)).participant)

    assert not Excerpt.objects.quotable().exists()


def test_excerpt_in_the_words_of_the_interviewee(area):
    assert quote(state=ReleaseState.REWORDED, **in_area(area)).wording == "In my own words."
    assert quote(**in_area(area)).wording == "Het waterpeil is hier het grote punt."


@pytest.mark.parametrize(
    ("purposes", "readers"),
    [
        ([], {"officer", "coordinator", "partner", "administrator", "curator", "nobody"}),
        ([Purpose.ANALYSIS, Purpose.QUOTE], {"officer", "coordinator", "partner", "administrator"}),
        ([Purpose.ANALYSIS], {"officer", "coordinator"}),
        ([Purpose.QUOTE, Purpose.PUBLICATION], set()),
    ],
)
def test_excerpt_is_visible_to_whom_its_speaker_allows(open_area, request, purposes, readers):
    quote(*purposes, **in_area(open_area))
    names = ["officer", "coordinator", "partner", "administrator", "curator"]
    people = {name: request.getfixturevalue(name) for name in names} | {"nobody": NOBODY}

    assert {name for name, user in people.items() if Excerpt.objects.visible_to(user).exists()} == readers


def test_excerpt_of_an_internal_area_stays_there_whatever_its_speaker_allows(area, officer, stranger, partner):
    quote(**in_area(area))

    assert Excerpt.objects.visible_to(officer).exists()
    assert not any(Excerpt.objects.visible_to(user).exists() for user in (stranger, partner, NOBODY))


def test_excerpt_says_whether_the_name_may_stand_under_it(area):
    quote(**in_area(area))
    quote(Purpose.ANALYSIS, Purpose.QUOTE, **in_area(area))

    quote(state=ReleaseState.REFUSED, **in_area(area))
    quote(Purpose.ANALYSIS, Purpose.NAMED_QUOTE, **in_area(area))

    assert sorted(excerpt.is_named for excerpt in Excerpt.objects.with_named()) == [False, False, False, True]


# Texts ----------------------------------------------------------------------------------------------------------------
def test_transcript_opens_once_everybody_in_it_agrees(area, officer):
    transcript = TranscriptFactory(interview__area=area)
    first, second = (ParticipantFactory(interview=transcript.interview) for _ in range(2))
    agree(first, Purpose.ANALYSIS)
    assert not Transcript.objects.open_for_coding(officer).exists()

    agree(second, Purpose.ANALYSIS)
    assert Transcript.objects.open_for_coding(officer).exists()


def test_transcript_without_participants_does_not_open(area, officer):
    TranscriptFactory(interview__area=area)

    assert not Transcript.objects.open_for_coding(officer).exists()


def test_transcript_with_names_in_it_does_not_open(area, officer):
    transcript = TranscriptFactory(interview__area=area, state=TextState.RAW, text="")
    agree(ParticipantFactory(interview=transcript.interview))

    assert not Transcript.objects.open_for_coding(officer).exists()


def test_transcript_of_another_province_does_not_open(area, stranger):
    transcript = TranscriptFactory(interview__area=area)
    agree(ParticipantFactory(interview=transcript.interview))

    assert not Transcript.objects.open_for_coding(stranger).exists()


# Interviews -----------------------------------------------------------------------------------------------------------
PEOPLE = [
    "officer", "stranger", "coordinator", "partner", "administrator", "curator", "ambassador", "admin_user",
    "privacy_officer",
]  # fmt: skip


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("who", PEOPLE)
def test_interview_list_and_page_agree(area, request, who, visibility):
    area.visibility = visibility
    area.save()
    interview = InterviewFactory(area=area)
    user = request.getfixturevalue(who)

    listed = Interview.objects.visible_to(user).exists()

    assert listed == user.has_perm("interviews.view_interview", interview)
    assert listed == (who in {"officer", "coordinator", "admin_user"})


@pytest.mark.parametrize("who", PEOPLE)
def test_raw_text_is_for_the_interviewer_and_the_coordinator_only(area, request, who):
    user = request.getfixturevalue(who)

    assert user.has_perm("interviews.read_raw_interview", InterviewFactory(area=area)) == (who == "coordinator")


def test_raw_text_is_closed_for_an_interviewer_who_left_the_area(area, officer, stranger):
    assert officer.has_perm("interviews.read_raw_interview", InterviewFactory(area=area, interviewer=officer))
    assert not stranger.has_perm("interviews.read_raw_interview", InterviewFactory(area=area, interviewer=stranger))
