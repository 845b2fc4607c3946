"""Excerpts of one person that become the same piece when a name is replaced: one stays, and loses nothing."""

import pytest
from django.urls import reverse

from pilots.findings.models import Evidence
from pilots.interviews import actions
from pilots.interviews.enums import ReleaseState
from pilots.interviews.models import Coding, Excerpt, Memo, Release, Withdrawal
from tests.factories.findings import EvidenceFactory, FindingFactory
from tests.factories.interviews import CodingFactory, ExcerptFactory, MemoFactory, ReleaseFactory

TEXT = "Veehouder A: Dat zei Jan de Boer mij. Jan de Boer weet het."


@pytest.fixture
def pieces(transcript, farmer):
    """Two pieces that differ in how much of a name they hold: "Jan de Boer mij" and "de Boer mij"."""
    transcript.text = TEXT
    transcript.save()
    end = TEXT.index(" mij.") + 4
    whole = ExcerptFactory(transcript=transcript, participant=farmer, start=TEXT.index("Jan"), end=end)
    part = ExcerptFactory(transcript=transcript, participant=farmer, start=TEXT.index("de Boer"), end=end)
    return whole, part


def hide(transcript, by):
    return actions.hide_name(transcript=transcript, original="Jan de Boer", pseudonym="[de oude buurman]", by=by)


def test_same_pieces_become_one_with_all_codes_and_memos(pieces, transcript, coordinator, officer):
    whole, part = pieces
    CodingFactory(excerpt=whole, theme="mistrust")
    same = CodingFactory(excerpt=part, theme="mistrust")
    CodingFactory(excerpt=part, theme="context", created_by=officer)
    MemoFactory(interview=transcript.interview, excerpt=part)

    assert hide(transcript, coordinator) == 2

    left = Excerpt.objects.get()
    assert (left.pk, left.text) == (whole.pk, "[de oude buurman] mij")
    assert set(left.codings.values_list("theme", "created_by")) == {
        ("mistrust", same.created_by_id),
        ("context", officer.pk),
    }
    assert Coding.objects.count() == 2
    assert Memo.objects.get().excerpt == left


def test_pieces_that_take_each_others_place_on_the_way_are_all_kept(transcript, farmer, coordinator):
    """The new place of the first is the old place of the second: no reason to refuse."""
    transcript.text = "Jan de Boer is aardig en Jan de Boer ook."
    transcript.save()
    grown = len("[de oude buurman]")
    ExcerptFactory(transcript=transcript, participant=farmer, start=0, end=11)
    ExcerptFactory(transcript=transcript, participant=farmer, start=0, end=grown)

    hide(transcript, coordinator)

    assert [one.text for one in Excerpt.objects.order_by("pk")] == ["[de oude buurman]", "[de oude buurman] is aa"]


def test_evidence_of_a_finding_moves_along_and_its_page_still_shows_the_quote(
    login, pieces, transcript, coordinator, area
):
    whole, part = pieces
    ReleaseFactory(excerpt=part)
    finding = FindingFactory(areas=[area])
    evidence = EvidenceFactory(finding=finding, excerpt=part)

    hide(transcript, coordinator)

    evidence.refresh_from_db()
    assert evidence.excerpt == whole
    page = login(coordinator).get(reverse("findings:finding-detail", args=[finding.pk])).content.decode()
    assert "[de oude buurman] mij" in page
    assert "Jan de Boer" not in page


@pytest.mark.parametrize("removed", ["kept", "gone", "none"])
def test_finding_with_both_pieces_keeps_the_evidence_that_counts(pieces, transcript, coordinator, removed):
    finding = FindingFactory()
    rows = [EvidenceFactory(finding=finding, excerpt=one) for one in pieces]
    taken = {"kept": rows[0], "gone": rows[1], "none": None}[removed]
    if taken:
        taken.removed_at = taken.added_at
        taken.save()

    hide(transcript, coordinator)

    left = Evidence.objects.get()
    assert (left.excerpt, left.removed_at) == (pieces[0], None)


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        (ReleaseState.RELEASED, ReleaseState.REFUSED, ReleaseState.REFUSED),
        (ReleaseState.REFUSED, ReleaseState.RELEASED, ReleaseState.REFUSED),
        (ReleaseState.RELEASED, ReleaseState.REWORDED, ReleaseState.REWORDED),
        (ReleaseState.PROPOSED, ReleaseState.RELEASED, ReleaseState.RELEASED),
        (None, ReleaseState.RELEASED, ReleaseState.RELEASED),
    ],
)
def test_strictest_decision_of_the_interviewee_stands(pieces, transcript, coordinator, first, second, left):
    for excerpt, state in zip(pieces, (first, second), strict=True):
        if state == ReleaseState.PROPOSED:
            ReleaseFactory(excerpt=excerpt, state=state, decided_at=None)
        elif state:
            ReleaseFactory(excerpt=excerpt, state=state, wording="Anders" if state == ReleaseState.REWORDED else "")

    hide(transcript, coordinator)

    assert Release.objects.get().state == left
    assert Release.objects.get().excerpt == Excerpt.objects.get()
    assert Excerpt.objects.quotable().exists() == (left != ReleaseState.REFUSED)
    assert Withdrawal.objects.get().area == transcript.interview.area, "papers made before hold the name"


def test_quotes_without_the_name_leave_older_papers_as_they_are(transcript, farmer, coordinator):
    transcript.text = TEXT
    transcript.save()
    ReleaseFactory(excerpt=ExcerptFactory(transcript=transcript, participant=farmer, start=0, end=10))

    hide(transcript, coordinator)

    assert not Withdrawal.objects.exists()
