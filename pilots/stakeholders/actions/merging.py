"""Merging duplicates. Every row of any room that points at the duplicate moves along; for a day it can be undone.

What a merge does is planned first (`planning`), so that looking at it writes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import pghistory
import pghistory.models
import structlog
from django.apps import apps
from django.core import serializers
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from pilots.stakeholders.actions.clashes import Clash, is_referred
from pilots.stakeholders.actions.planning import Join, Plan, Shift, field_of, lacking, plan
from pilots.stakeholders.enums import Doubles
from pilots.stakeholders.models import Merge, Organisation, Person

log = structlog.get_logger(__name__)

Row = TypeVar("Row", Organisation, Person)


class MergeError(Exception):
    """Two rows that cannot be merged, or not any more be taken apart. The message says why."""


class DoublesError(MergeError):
    """Both have rows that may exist only once, and nobody said yet what to do with them."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(_("Both have rows that may exist only once. Say what should happen with those."))
        self.clashes = tuple(clashes)


@dataclass(frozen=True, slots=True)
class Move:
    """Rows of one kind that a merge moves. kind: their name in the plural."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what a merge would do. filled: names of fields that get a value; problem: why it cannot be, or "".

    clashes: rows that both have and that may exist only once.
    """

    moves: tuple[Move, ...] = ()
    filled: tuple[str, ...] = ()
    joined: int = 0
    problem: str = ""
    clashes: tuple[Clash, ...] = ()

    @property
    def is_blocked(self) -> bool:
        return bool(self.problem) or any(clash.is_blocking for clash in self.clashes)

    @property
    def is_removable(self) -> bool:
        """Whether the rows of the duplicate may be removed: nothing hangs on any of them."""
        return all(clash.is_removable for clash in self.clashes)


def preview(*, keep: Row, drop: Row, by: User, doubles: Doubles | None = None) -> Preview:
    """Say what the merge would do, by reading only."""
    if keep.merged_into_id or drop.merged_into_id:
        return Preview(problem=_("One of the two was merged already."))
    try:
        _must_be_allowed(keep, drop, by)
    except MergeError as error:
        return Preview(problem=str(error))
    planned = plan(keep=keep, drop=drop, by=by, doubles=doubles)
    if planned.clashes:
        if any(clash.is_blocking for clash in planned.clashes):
            return Preview(clashes=tuple(planned.clashes))
        return replace(preview(keep=keep, drop=drop, by=by, doubles=Doubles.LEAVE), clashes=tuple(planned.clashes))
    names: dict[str, int] = {}
    for shift in planned.shifts:
        kind = str(shift.model._meta.verbose_name_plural)
        names[kind] = names.get(kind, 0) + len(shift.rows)
    filled = tuple(str(field_of(keep, name).verbose_name) for name in lacking(keep, drop))
    return Preview(tuple(Move(*item) for item in sorted(names.items())), filled, len(planned.joins))


@transaction.atomic
def merge(*, keep: Row, drop: Row, by: User, doubles: Doubles | None = None) -> Merge:
    """Move everything of `drop` to `keep`, fill in what that lacks, put `drop` out of sight. Raises MergeError.

    doubles: what to do with rows of other rooms that both have and that may exist only once; None when nobody said
    so: with such rows it raises DoublesError.
    """
    take_turns("stakeholders merge")
    model = type(keep)
    rows = {row.pk: row for row in model._default_manager.select_for_update().filter(pk__in=[keep.pk, drop.pk])}
    if len(rows) < 2 or any(row.merged_into_id for row in rows.values()):
        raise MergeError(_("One of the two was merged already."))
    kept, dropped = rows[keep.pk], rows[drop.pk]
    _must_be_allowed(kept, dropped, by)
    planned = plan(keep=kept, drop=dropped, by=by, doubles=doubles)
    if planned.clashes:
        raise DoublesError(planned.clashes)
    with pghistory.context(user=by.pk):
        dropped.merged_into = kept  # first: rules that count only current rows then count one
        dropped.save(update_fields=["merged_into"])
        payload = _carry_out(planned) | {"filled": _fill(kept, dropped)}
        name = model._meta.model_name
        return Merge.objects.create(
            **{f"kept_{name}": kept, f"dropped_{name}": dropped},
            label=dropped.name if isinstance(dropped, Organisation) else "",
            payload=payload,
            moved=sum(len(move["pks"]) for move in payload["moved"]),
            made_at=timezone.now(),
            made_by=by,
        )


def _must_be_allowed(kept: Organisation | Person, dropped: Organisation | Person, by: User) -> None:
    """Raise MergeError where a merge would make two accounts one, or let somebody read what another keeps private."""
    if isinstance(kept, Person) and isinstance(dropped, Person):
        accounts = {kept.user_id, dropped.user_id} - {None}
        if len(accounts) > 1:
            raise MergeError(_("Both persons have an account of their own. Take one of the two accounts away first."))
        if by.pk in accounts:
            raise MergeError(_("One of these persons is you. Ask a colleague to merge them."))
    elif Person.objects.current().filter(organisation__in=[kept.pk, dropped.pk], user=by).exists():
        raise MergeError(_("You speak for one of these parties yourself. Ask a colleague to merge them."))


# Carrying out ------------------------------------------------------------------------------------------------------


def _carry_out(planned: Plan) -> dict[str, Any]:
    """Do what was planned; returns what undoing it needs."""
    payload: dict[str, Any] = {"moved": [], "removed": []}
    for step in planned.steps:
        if isinstance(step, Shift):
            _shift(step)
            pks = [row.pk for row in step.rows]
            payload["moved"].append({"model": step.model._meta.label, "field": step.field, "pks": pks})
        else:
            payload["removed"].append(_join(step))
    return payload


def _shift(step: Shift) -> None:
    for row in step.rows:
        try:
            with transaction.atomic():
                step.model._base_manager.filter(pk=row.pk).update(**{step.field: step.target})
        except DatabaseError as error:
            raise MergeError(_conflict(row)) from error


def _join(step: Join) -> dict[str, Any]:
    """Take a row away that its twin makes superfluous; returns what bringing it back needs."""
    row, twin = step.row, step.twin
    filled = _fill(twin, row) if step.is_filled else {}
    kept = {"row": serializers.serialize("json", [row]), "twin": twin.pk, "filled": filled, "model": row._meta.label}
    row.delete()
    return kept


def _conflict(row: models.Model) -> str:
    kind = row._meta.verbose_name
    return _("Both have a row of the kind “%(kind)s” that may exist only once. Settle that one first.") % {"kind": kind}


def _fill(kept: models.Model, dropped: models.Model) -> dict[str, Any]:
    """Give `kept` what it lacks; returns the fields that got a value, with what stood there."""
    filled = lacking(kept, dropped)
    for name in filled:
        column = field_of(kept, name).attname
        setattr(kept, column, getattr(dropped, column))
    if filled:
        kept.save(update_fields=list(filled))
    return filled


# Undoing and tidying up ------------------------------------------------------------------------------------------


def undo_merge(*, merged: Merge, by: User, now: datetime | None = None) -> Merge:
    """Take the two apart again, within a day. What was moved on by hand in the meantime stays. Raises MergeError."""
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            saved = _undo(merged, by, now or timezone.now())
            connection.check_constraints()
    except IntegrityError as error:
        problem = _("What was removed cannot come back: what it belonged to is gone or was replaced.")
        raise MergeError(problem) from error
    return saved


def _undo(merged: Merge, by: User, now: datetime) -> Merge:
    saved = Merge.objects.select_for_update().get(pk=merged.pk)
    if not saved.is_undoable(now):
        raise MergeError(_("A merge can be undone for one day, and once."))
    kept = saved.kept_organisation or saved.kept_person
    dropped = saved.dropped_organisation or saved.dropped_person
    if kept is None or dropped is None:
        raise MergeError(_("One of the two is gone."))
    if kept.merged_into_id:
        raise MergeError(_("What was kept was merged itself later on. Undo that merge first."))
    _empty(kept, saved.payload["filled"])
    for removed in reversed(saved.payload["removed"]):
        for row in serializers.deserialize("json", removed["row"]):
            row.save(force_insert=True)
        twin = _model(removed["model"])._base_manager.filter(pk=removed["twin"]).first()
        if twin is not None:
            _empty(twin, removed["filled"])
    dropped.merged_into = None
    _return(saved.payload, kept, dropped)
    dropped.save(update_fields=["merged_into"])
    saved.undone_at, saved.undone_by, saved.payload = timezone.now(), by, {}
    saved.save()
    return saved


def _return(payload: dict[str, Any], kept: models.Model, dropped: models.Model) -> None:
    """Point what moved at where it pointed before; a row that points elsewhere by now is left alone."""
    twins = {}
    for removed in payload["removed"]:
        for row in serializers.deserialize("json", removed["row"]):
            twins[removed["model"], removed["twin"]] = row.object.pk
    for move in payload["moved"]:
        model = _model(move["model"])
        target = field_of(model, move["field"]).remote_field.model
        rows = model._base_manager.filter(pk__in=move["pks"])
        if isinstance(kept, target):
            rows.filter(**{move["field"]: kept}).update(**{move["field"]: dropped})
            continue
        for (label, twin), back in twins.items():
            if label == target._meta.label:
                rows.filter(**{move["field"]: twin}).update(**{move["field"]: back})


def _empty(row: models.Model, filled: dict[str, Any]) -> None:
    for name, value in filled.items():
        setattr(row, field_of(row, name).attname, value)
    if filled:
        row.save(update_fields=list(filled))


def _model(name: str) -> Any:
    return apps.get_model(name)


def tidy_merges(*, now: datetime) -> int:
    """Throw away duplicates that can no longer be brought back, and what that would have needed. Returns how many.

    A duplicate that kept rows of its own (`Doubles.LEAVE`) stays behind them, out of sight. One that something protects
    holds up nobody else: it is logged, and tried again next time.
    """
    keys = Merge.objects.finished(now).values_list("pk", flat=True)
    return sum(_tidy(key, now) for key in list(keys))


def _tidy(key: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            merged = Merge.objects.finished(now).select_for_update(skip_locked=True).filter(pk=key).first()
            if merged is None:
                return False
            dropped = merged.dropped_organisation or merged.dropped_person
            merged.payload, merged.tidied_at = {}, now
            merged.dropped_organisation = merged.dropped_person = None
            merged.save()
            if dropped is not None and not is_referred(dropped):
                dropped.delete()
    except IntegrityError:  # protected: something points at it that no relation told of, or just began to
        log.warning("merge not tidied", merge=key, exc_info=True)
        return False
    return True
