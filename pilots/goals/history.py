"""The history of goals, measures, pressures, judgements, signs and initiatives of an area, as people read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.changes import FieldWords, compare
from pilots.areas.history import Entry
from pilots.areas.models import PilotArea
from pilots.goals.enums import Track
from pilots.goals.models import Effect, Goal, Initiative, Measure, Pressure, Score, SignOverride, TrackNote
from pilots.goals.tables import OTHER
from pilots.goals.texts import Library

Row = Mapping[str, Any]
HIDDEN = frozenset({"id", "area", "reference", "place", "version", "is_fictional", "replaced", "by", "at", "measure"})


@dataclass(frozen=True)
class Told:
    """How to tell about one model. area: the path from a row to its area; name: what a row is called."""

    model: type[Model]
    area: str
    titles: tuple[str, str, str]
    name: Callable[[Row], str]


def goals_history(area: PilotArea) -> list[Entry]:
    """Return everything that happened to the goals and measures of an area, the latest first."""
    told = _told(area, Library())
    rows = {each.model: _events(each.model, area, each.area) for each in told}
    who = {user for group in rows.values() for row in group if (user := _user(row)) is not None}
    names = dict(User.objects.filter(pk__in=who).values_list("pk", "name"))
    entries = [entry for each in told for entry in _entries(each, rows[each.model], names)]
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def _told(area: PilotArea, library: Library) -> list[Told]:
    measures = dict(Measure.objects.filter(area=area).values_list("pk", "name"))
    of_measure = partial(_name_of_measure, measures)
    effect = (_("Expected effect added"), _("Expected effect changed"), _("Expected effect removed"))
    score = (_("Judgement added"), _("Judgement changed"), _("Judgement removed"))
    initiative = (_("Initiative added"), _("Initiative changed"), _("Initiative removed"))
    track = (_("Arranged elsewhere: added"), _("Arranged elsewhere: changed"), _("Arranged elsewhere: removed"))
    sign = (_("Sign replaced"), _("Sign changed"), _("Sign of the list restored"))
    pressure = (_("Pressure added"), _("Pressure changed"), _("Pressure removed"))
    measure = (_("Measure added"), _("Measure changed"), _("Measure removed"))
    return [
        Told(Goal, "area", (_("Goal added"), _("Goal changed"), _("Goal removed")), partial(_name_of_goal, library)),
        Told(Measure, "area", measure, _own_name),
        Told(Effect, "measure__area", effect, of_measure),
        Told(Score, "measure__area", score, of_measure),
        Told(Pressure, "area", pressure, partial(_name_of_pressure, library)),
        Told(TrackNote, "area", track, lambda row: str(Track(row["track"]).label)),
        Told(SignOverride, "area", sign, partial(_name_of_sign, library)),
        Told(Initiative, "area", initiative, _own_name),
    ]


def _own_name(row: Row) -> str:
    return str(row["name"])


def _name_of_goal(library: Library, row: Row) -> str:
    if row["subject"] == OTHER:
        return f"{row['other_code']} {row['other_name']}".strip()
    found = library.subjects().get(row["subject"])
    return found.label if found else str(row["subject"])


def _name_of_measure(measures: Mapping[int, str], row: Row) -> str:
    return measures.get(row["measure_id"], _("a measure that was removed"))


def _name_of_pressure(library: Library, row: Row) -> str:
    found = library.pressure_kinds().get(row["kind"])
    return found.name if found else str(row["kind"])


def _name_of_sign(library: Library, row: Row) -> str:
    found = library.measure_types().get(row["measure"])
    task = library.tasks().tasks.get(row["task"], row["task"])
    return f"{found.name if found else row['measure']} × {task}"


def _events(model: type[Model], area: PilotArea, path: str) -> list[dict[str, Any]]:
    """Return the events of a model, oldest first. Of what was removed with its measure only the measure is told."""
    table = apps.get_model("goals", f"{model.__name__}Event")
    fields = [field.attname for field in table._meta.concrete_fields if field.attname not in {"place", "outline"}]
    found = table.objects.filter(**{path: area}).order_by("pgh_id")
    return list(found.values(*fields, "pgh_context__metadata"))


def _user(row: Row) -> int | None:
    return (row["pgh_context__metadata"] or {}).get("user")


def _entries(told: Told, rows: list[dict[str, Any]], names: Mapping[int, str]) -> list[Entry]:
    words = _words(told.model)
    titles = dict(zip(("insert", "update", "delete"), told.titles, strict=True))
    entries: list[Entry] = []
    previous: dict[int, Row] = {}
    for row in rows:
        before = previous.get(row["pgh_obj_id"])
        previous[row["pgh_obj_id"]] = row
        changes = compare(words, before, row) if before and row["pgh_label"] == "update" else ()
        what = f"{titles[row['pgh_label']]}: {told.name(row)}"
        entries.append(Entry(row["pgh_created_at"], names.get(_user(row) or 0, ""), what, changes))
    return entries


def _words(model: type[Model]) -> list[FieldWords]:
    """Say the plain fields of a model; what stands for another row or a shape is left out."""
    fields = [field for field in model._meta.concrete_fields if field.name not in HIDDEN and not field.is_relation]
    return [
        FieldWords(field.attname, str(field.verbose_name), dict(field.flatchoices) if field.choices else None)
        for field in fields
        if field.attname not in {"outline", "bbox", "created_at", "updated_at"}
    ]
