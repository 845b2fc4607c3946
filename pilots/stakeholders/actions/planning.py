"""What a merge would do, found by reading only: which rows move, which are joined, and what stands in the way.

What moves is found through the relations of the model, so a room above this one needs to do nothing. Where both have a
row that may exist once (both take part in the same area) the rows of this room are merged in turn. Of another room
(both judged the same measure) whoever merges says what happens: the duplicate keeps its row, or loses it for a day.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import UniqueConstraint

from accounts.models import User
from pilots.stakeholders.actions.clashes import Clash, clash_of, relations
from pilots.stakeholders.enums import Doubles
from pilots.stakeholders.models import Person

FILLED = {
    "organisation": ("place", "email", "phone", "website", "note", "source"),
    "person": ("email", "phone", "function", "user"),
    "partner": ("level", "level_version", "influence", "interest", "land_ha", "role", "wish", "since_on"),
}
OWN = "stakeholders"


@dataclass(frozen=True, slots=True)
class Shift:
    """Rows of one model whose `field` is going to point at `target`."""

    model: type[models.Model]
    field: str
    target: models.Model
    rows: tuple[models.Model, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """A row that goes, because its twin makes it superfluous; that gets what it lacks when `is_filled`."""

    row: models.Model
    twin: models.Model
    is_filled: bool


@dataclass(slots=True)
class Plan:
    """Everything a merge does, in order. clashes: what has to be settled or decided about first."""

    by: User
    doubles: Doubles | None
    steps: list[Shift | Join] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    @property
    def shifts(self) -> list[Shift]:
        return [step for step in self.steps if isinstance(step, Shift)]

    @property
    def joins(self) -> list[Join]:
        return [step for step in self.steps if isinstance(step, Join)]


def plan(*, keep: models.Model, drop: models.Model, by: User, doubles: Doubles | None) -> Plan:
    """Say what merging `drop` into `keep` does. Writes nothing."""
    made = Plan(by, doubles)
    _shift_all(keep, drop, made)
    return made


def _shift_all(kept: models.Model, dropped: models.Model, made: Plan) -> None:
    for relation in relations(type(kept)):
        name, model = relation.field.name, relation.related_model
        rows = model._base_manager.filter(**{name: dropped}).order_by("pk")
        moving = tuple(row for row in rows if _is_moving(row, name, kept, made))
        if moving:
            made.steps.append(Shift(model, name, kept, moving))


def _is_moving(row: models.Model, name: str, kept: models.Model, made: Plan) -> bool:
    """Say whether a row moves; when such a row is there already, plan what happens with both."""
    twin = _twin(row, name, kept)
    if twin is None:
        return True
    if row._meta.app_label == OWN and not isinstance(row, Person):
        _shift_all(twin, row, made)
        made.steps.append(Join(row, twin, is_filled=True))
        return False
    clash = clash_of(row, name, twin, made.by)
    if clash.is_blocking or made.doubles is None or (made.doubles == Doubles.REMOVE and not clash.is_removable):
        made.clashes.append(clash)
    elif made.doubles == Doubles.REMOVE:
        made.steps.append(Join(row, twin, is_filled=False))
    return False


def _twin(row: models.Model, field: str, kept: models.Model) -> models.Model | None:
    """Return the row of `kept` that this one would clash with, None when there is none."""
    sets = [(one.fields, one.condition) for one in row._meta.constraints if isinstance(one, UniqueConstraint)]
    sets += [(names, None) for names in row._meta.unique_together]
    sets += [((field,), None)] if field_of(row, field).unique else []
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


def lacking(kept: models.Model, dropped: models.Model) -> dict[str, Any]:
    """Return the fields that `kept` lacks and `dropped` has, with what stands there now."""
    names = FILLED.get(str(kept._meta.model_name), ())
    fields = {name: field_of(kept, name).attname for name in names}
    return {
        name: getattr(kept, column)
        for name, column in fields.items()
        if getattr(kept, column) in ("", None) and getattr(dropped, column) not in ("", None)
    }


def field_of(row: models.Model | type[models.Model], name: str) -> Any:
    """Return a field of a model by its name."""
    return row._meta.get_field(name)
