"""Merging duplicates. Every row of any room that points at the duplicate moves along; for a day it can be undone.

What moves is found through the relations of the model, so a room above this one needs to do nothing. Where both have a
row that may exist once (both take part in the same area) the rows of this room are merged in turn. Of another room
(both judged the same measure) whoever merges says what happens: the duplicate keeps its row, or loses it for a day.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.apps import apps
from django.core import serializers
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from pilots.stakeholders.actions.clashes import Clash, clash_of, is_referred, relations
from pilots.stakeholders.enums import Doubles
from pilots.stakeholders.models import Merge, Organisation, Person

Row = TypeVar("Row", Organisation, Person)
FILLED = {
    "organisation": ("place", "email", "phone", "website", "note", "source"),
    "person": ("email", "phone", "function", "user"),
    "partner": ("level", "level_version", "influence", "interest", "land_ha", "role", "wish", "since_on"),
}
OWN = "stakeholders"


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


@dataclass(slots=True)
class _Work:
    """A merge that is under way. payload: what undoing it needs; clashes: found so far; doubles: what to do then."""

    by: User
    doubles: Doubles | None
    payload: dict[str, Any] = field(default_factory=lambda: {"moved": [], "filled": {}, "removed": []})
    clashes: list[Clash] = field(default_factory=list)


class _TrialEndError(Exception):
    """Ends a trial, so that nothing of it stays."""


def preview(*, keep: Row, drop: Row, by: User, doubles: Doubles | None = None) -> Preview:
    """Try the merge, look at what it did, and leave everything as it was."""
    try:
        with transaction.atomic():
            payload = merge(keep=keep, drop=drop, by=by, doubles=doubles).payload
            raise _TrialEndError
    except DoublesError as error:
        if any(clash.is_blocking for clash in error.clashes):
            return Preview(clashes=error.clashes)
        return replace(preview(keep=keep, drop=drop, by=by, doubles=Doubles.LEAVE), clashes=error.clashes)
    except MergeError as error:
        return Preview(problem=str(error))
    except _TrialEndError:
        pass
    names: dict[str, int] = {}
    for move in payload["moved"]:
        kind = str(_model(move["model"])._meta.verbose_name_plural)
        names[kind] = names.get(kind, 0) + len(move["pks"])
    filled = tuple(str(_field(keep, name).verbose_name) for name in payload["filled"])
    return Preview(tuple(Move(*item) for item in sorted(names.items())), filled, len(payload["removed"]))


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
    work = _Work(by, doubles)
    with pghistory.context(user=by.pk):
        dropped.merged_into = kept  # first: rules that count only current rows then count one
        dropped.save(update_fields=["merged_into"])
        _move_all(kept, dropped, work)
        if work.clashes:
            raise DoublesError(work.clashes)
        work.payload["filled"] = _fill(kept, dropped)
        name = model._meta.model_name
        return Merge.objects.create(
            **{f"kept_{name}": kept, f"dropped_{name}": dropped},
            label=dropped.name if isinstance(dropped, Organisation) else "",
            payload=work.payload,
            moved=sum(len(move["pks"]) for move in work.payload["moved"]),
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


# Moving ----------------------------------------------------------------------------------------------------------


def _move_all(kept: models.Model, dropped: models.Model, work: _Work) -> None:
    for relation in relations(type(kept)):
        field, model = relation.field.name, relation.related_model
        moved = [
            row.pk
            for row in model._base_manager.filter(**{field: dropped}).order_by("pk")
            if _move(row, field, kept, work)
        ]
        if moved:
            work.payload["moved"].append({"model": model._meta.label, "field": field, "pks": moved})


def _move(row: models.Model, field: str, kept: models.Model, work: _Work) -> bool:
    """Point one row at `kept`; when such a row is there already, settle that. Says whether it moved."""
    twin = _twin(row, field, kept)
    if twin is None:
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**{field: kept})
        except DatabaseError as error:
            raise MergeError(_conflict(row)) from error
        return True
    if row._meta.app_label == OWN and not isinstance(row, Person):
        _move_all(twin, row, work)
        _remove(row, twin, _fill(twin, row), work)
        return False
    clash = clash_of(row, field, twin, work.by)
    if clash.is_blocking or work.doubles is None or (work.doubles == Doubles.REMOVE and not clash.is_removable):
        work.clashes.append(clash)
    elif work.doubles == Doubles.REMOVE:
        _remove(row, twin, {}, work)
    return False


def _remove(row: models.Model, twin: models.Model, filled: dict[str, Any], work: _Work) -> None:
    """Take a row away that its twin makes superfluous, and keep what bringing it back needs."""
    kept = {"row": serializers.serialize("json", [row]), "twin": twin.pk, "filled": filled, "model": row._meta.label}
    work.payload["removed"].append(kept)
    row.delete()


def _conflict(row: models.Model) -> str:
    kind = row._meta.verbose_name
    return _("Both have a row of the kind “%(kind)s” that may exist only once. Settle that one first.") % {"kind": kind}


def _twin(row: models.Model, field: str, kept: models.Model) -> models.Model | None:
    """Return the row of `kept` that this one would clash with, None when there is none."""
    sets = [(one.fields, one.condition) for one in row._meta.constraints if isinstance(one, UniqueConstraint)]
    sets += [(names, None) for names in row._meta.unique_together]
    sets += [((field,), None)] if _field(row, field).unique else []
    rows = type(row)._base_manager.all()
    for names, condition in sets:
        values = {name: kept if name == field else getattr(row, name) for name in names}
        if field not in names or None in values.values():
            continue
        counting = rows.filter(condition) if condition else rows
        found = counting.filter(**values).exclude(pk=row.pk).first()
        if found is not None and counting.filter(pk=row.pk).exists():
            return found
    return None


def _fill(kept: models.Model, dropped: models.Model) -> dict[str, Any]:
    """Give `kept` what it lacks; returns the names of the fields that got a value."""
    filled = {}
    for name in FILLED.get(str(kept._meta.model_name), ()):
        field = _field(kept, name)
        if getattr(kept, field.attname) in ("", None) and getattr(dropped, field.attname) not in ("", None):
            filled[name] = getattr(kept, field.attname)
            setattr(kept, field.attname, getattr(dropped, field.attname))
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
        target = _field(model, move["field"]).remote_field.model
        rows = model._base_manager.filter(pk__in=move["pks"])
        if isinstance(kept, target):
            rows.filter(**{move["field"]: kept}).update(**{move["field"]: dropped})
            continue
        for (label, twin), back in twins.items():
            if label == target._meta.label:
                rows.filter(**{move["field"]: twin}).update(**{move["field"]: back})


def _empty(row: models.Model, filled: dict[str, Any]) -> None:
    for name, value in filled.items():
        setattr(row, _field(row, name).attname, value)
    if filled:
        row.save(update_fields=list(filled))


def _model(name: str) -> Any:
    return apps.get_model(name)


def _field(row: models.Model | type[models.Model], name: str) -> Any:
    return row._meta.get_field(name)


@transaction.atomic
def tidy_merges(*, now: datetime) -> int:
    """Throw away duplicates that can no longer be brought back, and what that would have needed. Returns how many.

    A duplicate that kept rows of its own (`Doubles.LEAVE`) stays behind them, out of sight.
    """
    finished = list(Merge.objects.finished(now).select_for_update())
    for merged in finished:
        dropped = merged.dropped_organisation or merged.dropped_person
        merged.payload, merged.label, merged.tidied_at = {}, merged.label, now
        merged.dropped_organisation = merged.dropped_person = None
        merged.save()
        if dropped is not None and not is_referred(dropped):
            dropped.delete()
    return len(finished)
