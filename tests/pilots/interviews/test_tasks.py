"""Raw texts and lists of names are not kept longer than needed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pilots.interviews.actions import remove_expired
from pilots.interviews.actions.texts import keep_until
from pilots.interviews.models import NameKey, RawText, Transcript
from pilots.interviews.tasks import remove_raw_texts
from tests.factories.interviews import NameKeyFactory, RawTextFactory, TranscriptFactory

HELD = date(2024, 2, 29)


@pytest.fixture
def raw(interview):
    interview.held_on = HELD
    interview.save()
    NameKeyFactory(interview=interview)
    return RawTextFactory(transcript=TranscriptFactory(interview=interview))


def test_term_is_two_years():
    assert keep_until(HELD) == date(2026, 2, 28)
    assert keep_until(date(2024, 3, 1)) == date(2026, 3, 1)


def test_raw_text_is_kept_up_to_the_last_day(raw):
    assert remove_expired(today=date(2026, 2, 28)) == 0
    assert RawText.objects.exists()


def test_raw_text_and_names_are_removed_after_the_term_and_the_other_text_stays(raw):
    assert remove_expired(today=date(2026, 3, 1)) == 1
    assert not RawText.objects.exists()
    assert not NameKey.objects.exists()
    kept = Transcript.objects.get()
    assert kept.raw_removed_on == date(2026, 3, 1)
    assert kept.text
    assert remove_expired(today=date(2026, 3, 1)) == 0


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (31, False)])
def test_raw_text_of_an_archived_area_is_removed_after_a_month(raw, admin_user, days, is_kept):
    area = raw.transcript.interview.area
    area.archived_at, area.archived_by = timezone.now() - timedelta(days=days), admin_user
    area.save()

    remove_expired(today=date(2024, 6, 1))

    assert RawText.objects.exists() == is_kept


def test_task_removes_what_is_over(raw):
    remove_raw_texts()

    assert not RawText.objects.exists()
