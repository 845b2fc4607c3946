from itertools import product

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests.factories.accounts import UserFactory
from tests.factories.toolbox import PracticeFactory
from toolbox.actions import MoveRefusedError, move_practice, write_practice
from toolbox.enums import PRACTICE_MOVES, Criterion, PracticeState
from toolbox.models import Practice, PracticeEvent


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "to"), list(product(PracticeState, PracticeState)))
def test_move_every_pair_of_states_follows_the_table(start, to, curator):
    practice = PracticeFactory(state=start, reason="Because.")

    def move():
        return move_practice(practice=practice, to=to, by=curator, reason="Unclear.", criteria=Criterion.values)

    if to in PRACTICE_MOVES[start]:
        assert move().state == to
    else:
        with pytest.raises(MoveRefusedError):
            move()
        assert Practice.objects.get().state == start


@pytest.fixture
def in_review(db):
    return PracticeFactory(state=PracticeState.REVIEW, submitted_by=UserFactory(language="en", email="s@example.nl"))


def test_publish_stamps_the_curator_and_mails_the_submitter(in_review, curator):
    moved = move_practice(practice=in_review, to=PracticeState.PUBLISHED, by=curator, criteria=Criterion.values)

    assert (moved.reviewed_by, moved.criteria_met) == (curator, Criterion.values)
    assert moved.reviewed_at
    assert moved.reviewed_on
    assert [message.to for message in mail.outbox] == [["s@example.nl"]]
    assert moved.get_absolute_url() in mail.outbox[0].body
    assert "Published" in mail.outbox[0].subject


def test_refuse_mails_the_reason(in_review, curator):
    moved = move_practice(practice=in_review, to=PracticeState.REFUSED, by=curator, reason=" No <source>. ")

    assert moved.reason == "No <source>."
    assert "No <source>." in mail.outbox[0].body


@pytest.mark.parametrize(
    ("to", "extra"),
    [
        (PracticeState.REFUSED, {"reason": "  "}),
        (PracticeState.PUBLISHED, {"criteria": [Criterion.RELEVANT, Criterion.EFFECTIVE]}),
        (PracticeState.PUBLISHED, {"criteria": ["relevant", "relevant", "nonsense"]}),
    ],
)
def test_move_without_what_it_needs_changes_nothing_and_mails_nobody(in_review, curator, to, extra):
    with pytest.raises(MoveRefusedError):
        move_practice(practice=in_review, to=to, by=curator, **extra)

    assert Practice.objects.get().state == PracticeState.REVIEW
    assert mail.outbox == []


def test_send_in_without_a_source_is_refused(db):
    practice = PracticeFactory(sources=[])

    with pytest.raises(MoveRefusedError):
        move_practice(practice=practice, to=PracticeState.REVIEW, by=practice.submitted_by)


def test_send_in_own_item_mails_nobody(db):
    practice = PracticeFactory()

    move_practice(practice=practice, to=PracticeState.REVIEW, by=practice.submitted_by)

    assert mail.outbox == []


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PracticeState.PUBLISHED, "sources": []},
        {"state": PracticeState.REFUSED, "reason": ""},
        {"reviewed_at": "2026-11-23T12:00Z"},
    ],
)
def test_database_keeps_what_must_always_hold(db, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeFactory(**fields)


def test_write_new_items_with_one_title_get_addresses_of_their_own(officer):
    slugs = [
        write_practice(practice=Practice(title="Bijdragen", what_was_done="x"), sources=[], by=officer).slug
        for _ in range(3)
    ]

    assert slugs == ["bijdragen-2", "bijdragen-3", "bijdragen-4"]
    assert set(Practice.objects.values_list("submitted_by", flat=True)) == {officer.pk}


def test_history_keeps_every_step(in_review, curator):
    move_practice(practice=in_review, to=PracticeState.PUBLISHED, by=curator, criteria=Criterion.values)

    states = PracticeEvent.objects.order_by("pgh_id").values_list("state", flat=True)
    assert list(states) == ["review", "published"]


def test_write_an_item_that_was_judged_meanwhile_is_refused(in_review, curator):
    mine = Practice.objects.get()
    move_practice(practice=in_review, to=PracticeState.REFUSED, by=curator, reason="No source.")

    with pytest.raises(MoveRefusedError):
        write_practice(practice=mine, sources=mine.sources, by=mine.submitted_by)

    assert Practice.objects.get().state == PracticeState.REFUSED
