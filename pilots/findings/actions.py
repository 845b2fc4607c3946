"""Everything that changes a finding, its evidence and its recommendations."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.findings.enums import FINDING_MOVES, FindingStatus, RecommendationState, moves_of
from pilots.findings.models import Evidence, Finding, FindingArea, Recommendation
from pilots.intake.models import Answer
from pilots.interviews.models import Excerpt


class MoveError(ValueError):
    """A move that the state does not allow. The message says why, in words for the person who tried."""


class EditConflictError(Exception):
    """Somebody else saved the finding in the meantime. saved: the finding as it is now."""

    def __init__(self, saved: Finding) -> None:
        super().__init__(_("Somebody else saved this finding in the meantime."))
        self.saved = saved


@transaction.atomic
def write_finding(
    *,
    finding: Finding,
    areas: Iterable[PilotArea],
    by: User,
    version: int = 1,
    excerpt: Excerpt | None = None,
    answer: Answer | None = None,
) -> Finding:
    """Save what somebody wrote, with the areas it is about; a new finding is a concept of theirs.

    version: the version the writer started from. excerpt or answer: what a new finding was made from, its first
    evidence. Raises EditConflictError when somebody saved a later version.
    """
    with pghistory.context(user=by.pk):
        if finding.pk is None:
            finding.created_by = by
        else:
            saved = Finding.objects.select_for_update().get(pk=finding.pk)
            if saved.version != version:
                raise EditConflictError(saved)
            finding.version = saved.version + 1
            finding.status = saved.status
        finding.save()
        _set_areas(finding, {area.pk for area in areas})
    if excerpt is not None or answer is not None:
        add_evidence(finding=finding, by=by, excerpt=excerpt, answer=answer)
    return finding


def _set_areas(finding: Finding, wanted: set[int]) -> None:
    now = set(finding.area_links.values_list("area_id", flat=True))
    finding.area_links.exclude(area_id__in=wanted).delete()
    for area_id in sorted(wanted - now):
        FindingArea.objects.create(finding=finding, area_id=area_id)


@transaction.atomic
def move_finding(*, finding: Finding, to: FindingStatus, by: User) -> Finding:
    """Move a finding to another status. Raises MoveError when it stands elsewhere by now."""
    saved = Finding.objects.select_for_update().get(pk=finding.pk)
    if to not in FINDING_MOVES[FindingStatus(saved.status)]:
        raise MoveError(_("Somebody else has changed this finding in the meantime. Look at it again."))
    with pghistory.context(user=by.pk):
        saved.status = to
        saved.save(update_fields=["status", "updated_at"])
    return saved


# Evidence ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_evidence(
    *,
    finding: Finding,
    by: User,
    excerpt: Excerpt | None = None,
    answer: Answer | None = None,
    is_counter: bool = False,
    note: str = "",
) -> Evidence:
    """Let a finding rest on a quote or on an answer, or note that it contradicts the finding; one of both is given.

    What was taken away before comes back.
    """
    kept = {"is_counter": is_counter, "note": note, "added_by": by, "removed_at": None, "removed_by": None}
    with pghistory.context(user=by.pk):
        evidence, _made = Evidence.objects.update_or_create(
            finding=finding, excerpt=excerpt, answer=answer, defaults=kept
        )
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> Evidence:
    """Take evidence away from its finding; the row stays, so that this can be undone."""
    with pghistory.context(user=by.pk):
        evidence.removed_at, evidence.removed_by = timezone.now(), by
        evidence.save(update_fields=["removed_at", "removed_by"])
    return evidence


@transaction.atomic
def restore_evidence(*, evidence: Evidence, by: User) -> Evidence:
    """Put evidence back that was taken away."""
    with pghistory.context(user=by.pk):
        evidence.removed_at = evidence.removed_by = None
        evidence.save(update_fields=["removed_at", "removed_by"])
    return evidence


# Recommendations -----------------------------------------------------------------------------------------------------


@transaction.atomic
def write_recommendation(
    *, recommendation: Recommendation, by: User, fields: Iterable[str] = ("text", "condition", "addressee")
) -> Recommendation:
    """Save what somebody wrote; a new recommendation is a proposal of theirs. fields: what an edit may change."""
    with pghistory.context(user=by.pk):
        if recommendation.pk is None:
            recommendation.created_by = by
            recommendation.save()
        else:
            recommendation.save(update_fields=[*fields, "updated_at"])
    return recommendation


@transaction.atomic
def move_recommendation(
    *, recommendation: Recommendation, to: RecommendationState, by: User, **facts: Any
) -> Recommendation:
    """Move a recommendation to another state. Raises MoveError when its kind or state does not allow that.

    facts: for sent its `sent_on` and `answer_due_on`, for answered its `answer` and `answered_on`.
    """
    saved = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if to not in moves_of(saved.kind, saved.state):
        raise MoveError(_("Somebody else has changed this recommendation in the meantime. Look at it again."))
    if to == RecommendationState.SENT and saved.state == RecommendationState.PROPOSED:
        _note_sent(saved, facts["sent_on"], facts["answer_due_on"])
    saved.answer = facts["answer"] if to == RecommendationState.ANSWERED else ""
    saved.answered_on = facts["answered_on"] if to == RecommendationState.ANSWERED else None
    saved.state = to
    with pghistory.context(user=by.pk):
        saved.save()
    return saved


def _note_sent(signal: Recommendation, sent_on: date, answer_due_on: date) -> None:
    signal.sent_on, signal.answer_due_on = sent_on, answer_due_on
