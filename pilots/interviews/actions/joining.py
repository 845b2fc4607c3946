"""Joining excerpts that became the same piece, because a name in them was replaced.

Every row of any room that points at the one that goes moves along, found through the relations of the model: a finding
keeps its evidence, and this room needs not know of findings.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from django.db.models import Model

from core.relations import pointing_at, twin_of
from pilots.interviews.enums import ReleaseState
from pilots.interviews.models import Excerpt, Release

# Of two decisions about what are the same words now, the one that gives away least stands; none made yet gives way.
_STRICTEST: Final = (ReleaseState.REFUSED, ReleaseState.REWORDED, ReleaseState.RELEASED, ReleaseState.PROPOSED)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


def join_same(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """Join those of one person with the same place, which need not be saved yet; returns the ones that stay."""
    kept: dict[tuple[int, int, int], Excerpt] = {}
    for excerpt in excerpts:
        first = kept.setdefault((excerpt.participant_id, excerpt.start, excerpt.end), excerpt)
        if first is not excerpt:
            _join(first, excerpt)
    return list(kept.values())


def _join(kept: Excerpt, gone: Excerpt) -> None:
    _join_releases(kept, gone)
    for relation in pointing_at(Excerpt):
        for row in relation.related_model._base_manager.filter(**{relation.field.name: gone}).order_by("pk"):
            _move(row, relation.field.name, kept)
    gone.delete()  # nothing points at it any more, except what stands with the one that stays too


def _move(row: Model, field: str, kept: Excerpt) -> None:
    twin = twin_of(row, field, kept)
    if twin is not None and (getattr(row, "removed_at", None) or not getattr(twin, "removed_at", None)):
        return
    if twin is not None:  # taken away there, and still in use here
        twin.delete()
    type(row)._base_manager.filter(pk=row.pk).update(**{field: kept})


def _join_releases(kept: Excerpt, gone: Excerpt) -> None:
    """Leave one decision: the strictest, and of two equal ones the last."""
    rows = list(Release.objects.filter(excerpt__in=[kept, gone]))
    if len(rows) < 2:
        return
    rows.sort(key=lambda row: row.decided_at or _NEVER, reverse=True)
    rows.sort(key=lambda row: _STRICTEST.index(ReleaseState(row.state)))
    stays, goes = rows
    goes.delete()
    Release.objects.filter(pk=stays.pk).update(excerpt=kept)
