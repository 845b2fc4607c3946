"""Saving goals, measures and initiatives with what follows from their place, and the signs of an area."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import pghistory
from django.db import models, transaction
from django.utils.translation import gettext as _
from shapely.geometry import shape

from accounts.models import User
from core import geo
from core.locks import take_turns
from pilots.areas.models import Natura2000Site, PilotArea
from pilots.goals.enums import PlaceKind, Position, Sign, Track
from pilots.goals.models import (
    Effect,
    Goal,
    Measure,
    Placed,
    Pressure,
    ReferenceVersion,
    Score,
    SignOverride,
    TrackNote,
)
from pilots.goals.position import measure_position
from pilots.goals.tables import PRESSURES, TASKS, pressure_kinds, task_tables

CENT = Decimal("0.01")
AnyPlaced = TypeVar("AnyPlaced", bound=Placed)
AnyRow = TypeVar("AnyRow", bound=models.Model)


class EditConflictError(Exception):
    """Somebody else saved the same row in the meantime. saved: the row as it is now."""

    def __init__(self, saved: Placed) -> None:
        super().__init__(_("Somebody else saved this in the meantime."))
        self.saved = saved


@transaction.atomic
def add_placed(model: type[AnyPlaced], *, by: User, **values: Any) -> AnyPlaced:
    """Make a goal, measure or initiative, with what follows from its place."""
    with pghistory.context(user=by.pk):
        row = model(**_with_place(values))
        _measure_against_sites(row)
        row.save(force_insert=True)
    return row


@transaction.atomic
def change_placed(row: AnyPlaced, *, by: User, version: int, **values: Any) -> AnyPlaced:
    """Save an edit that started from `version`. Raises EditConflictError when somebody saved a later one."""
    saved: AnyPlaced = type(row).objects.select_for_update().get(pk=row.pk)  # type: ignore[attr-defined]
    if saved.version != version:
        raise EditConflictError(saved)
    before = saved.place
    with pghistory.context(user=by.pk):
        for name, value in _with_place(values).items():
            setattr(saved, name, value)
        saved.version += 1
        if saved.place != before:
            _measure_against_sites(saved)
        saved.save()
    return saved


@transaction.atomic
def save_row(row: AnyRow, *, by: User) -> AnyRow:
    """Save one row in the name of this user."""
    with pghistory.context(user=by.pk):
        row.save()
    return row


@transaction.atomic
def remove(row: Goal | Measure | Pressure | Effect | Score | TrackNote | Placed, *, by: User) -> None:
    """Remove one row and what hangs on it; its history stays."""
    with pghistory.context(user=by.pk):
        row.delete()


def _with_place(values: Mapping[str, Any]) -> dict[str, Any]:
    """Add what follows from the place: outline, box and hectares. Without a place there is none."""
    complete = dict(values)
    if "place" not in complete:
        return complete
    place = complete["place"]
    if place is None:
        nothing = dict.fromkeys(("outline", "bbox", "area_ha", "certainty"))
        return complete | nothing | {"place_kind": PlaceKind.NONE}
    if complete.get("place_kind", PlaceKind.NONE) == PlaceKind.NONE:
        complete["place_kind"] = PlaceKind.DRAWN
    if complete["place_kind"] != PlaceKind.SEARCH_AREA:
        complete["certainty"] = None
    rd = geo.load(place)
    complete["outline"] = geo.outline(rd)
    complete["bbox"] = geo.bbox(geo.polygonal(shape(place)))
    complete["area_ha"] = Decimal(geo.area_ha(rd)).quantize(CENT)
    return complete


def _measure_against_sites(row: Placed) -> None:
    """Fill in where a measure lies against the sites of its area. Runs one query."""
    if not isinstance(row, Measure):
        return
    if row.place is None:
        row.position, row.nearest_site, row.distance_m, row.overlap_ha = Position.UNKNOWN, None, None, None
        return
    sites = dict(Natura2000Site.objects.filter(areas=row.area_id).values_list("pk", "boundary"))
    measured = measure_position(geo.load(row.place), {key: geo.load(boundary) for key, boundary in sites.items()})
    row.position = measured.position
    row.nearest_site_id = measured.nearest
    row.distance_m = measured.distance_m
    row.overlap_ha = Decimal(measured.overlap_ha).quantize(CENT) if measured.overlap_ha is not None else None


@transaction.atomic
def measure_again(*, area: PilotArea, by: User) -> int:
    """Measure every placed measure of an area against its sites as they are now; says how many changed."""
    changed = 0
    with pghistory.context(user=by.pk):
        for measure in Measure.objects.select_for_update().filter(area=area).exclude(place=None):
            before = (measure.position, measure.nearest_site_id, measure.distance_m, measure.overlap_ha)
            _measure_against_sites(measure)
            if before != (measure.position, measure.nearest_site_id, measure.distance_m, measure.overlap_ha):
                measure.save()
                changed += 1
    return changed


# Effects, pressures and tracks ---------------------------------------------------------------------------------------


@transaction.atomic
def serve_goals(*, measure: Measure, goals: Iterable[Goal], by: User) -> None:
    """Let a measure serve exactly these goals; what was already expected for a goal stays."""
    chosen = {goal.pk: goal for goal in goals}
    with pghistory.context(user=by.pk):
        for effect in measure.effects.exclude(goal__in=chosen):
            effect.delete()
        served = set(measure.effects.values_list("goal_id", flat=True))
        for key, goal in chosen.items():
            if key not in served:
                Effect.objects.create(measure=measure, goal=goal, unit=goal.unit)


@transaction.atomic
def save_pressure(pressure: Pressure, *, goals: Iterable[Goal], by: User) -> Pressure:
    """Save one pressure with the track it belongs to and the goals it presses on."""
    kinds = pressure_kinds(pressure.reference.content)
    pressure.track = kinds[pressure.kind].track
    with pghistory.context(user=by.pk):
        pressure.save()
        pressure.goals.set(goals)
    return pressure


def new_pressure(area: PilotArea) -> Pressure:
    """Return an unsaved pressure of this area, pinned to the newest list."""
    return Pressure(area=area, reference=ReferenceVersion.objects.newest_of(PRESSURES))


@transaction.atomic
def note_track(*, area: PilotArea, track: Track, by: User, **values: str) -> TrackNote | None:
    """Write down what is arranged elsewhere for a track; an empty text takes it away."""
    with pghistory.context(user=by.pk):
        note = TrackNote.objects.select_for_update().filter(area=area, track=track).first()
        if not values["text"]:
            if note:
                note.delete()
            return None
        note = note or TrackNote(area=area, track=track)
        for name, value in values.items():
            setattr(note, name, value)
        note.save()
    return note


# Signs on other tasks -----------------------------------------------------------------------------------------------


@transaction.atomic
def replace_sign(*, area: PilotArea, measure: str, task: str, sign: Sign, reason: str, by: User) -> SignOverride:
    """Say that a type of measure works out differently in this area, and why."""
    reference = ReferenceVersion.objects.newest_of(TASKS)
    usual = task_tables(reference.content).interactions.get((measure, task))
    take_turns(f"sign {area.pk} {measure} {task}")
    with pghistory.context(user=by.pk):
        override = SignOverride.objects.filter(area=area, measure=measure, task=task).first()
        override = override or SignOverride(area=area, measure=measure, task=task)
        override.reference, override.replaced = reference, usual.sign if usual else Sign.UNKNOWN
        override.sign, override.reason, override.by = sign, reason, by
        override.save()
    return override


@transaction.atomic
def restore_sign(*, area: PilotArea, measure: str, task: str, by: User) -> None:
    """Go back to the sign of the list; what the area said stays in its history."""
    with pghistory.context(user=by.pk):
        SignOverride.objects.filter(area=area, measure=measure, task=task).delete()
