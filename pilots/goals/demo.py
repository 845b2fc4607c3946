"""Goals, measures, pressures and initiatives of four demo areas: `content/demo/goals.yaml`.

What a public page names carries that page as source; amounts, places and judgements are made up and marked so.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from django.conf import settings

from accounts.enums import Role
from accounts.models import User
from pilots.areas.models import Natura2000Site, PilotArea
from pilots.goals import actions
from pilots.goals.enums import PlaceKind, Sign, Track
from pilots.goals.models import Effect, Goal, Initiative, Measure, ReferenceVersion, Score
from pilots.goals.tables import HABITATS, MEASURES
from pilots.stakeholders.models import Organisation

SCORED_ON = date(2026, 11, 2)


def load() -> None:
    """Load what is missing: an area that has goals already is left alone."""
    by = User.objects.filter(role=Role.ADMIN).order_by("pk").first()
    if by is None:
        raise RuntimeError("Load the demo accounts first: they make the goals.")
    path = settings.CONTENT_DIR / "demo" / "goals.yaml"
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        area = PilotArea.objects.filter(slug=entry["area"]).first()
        if area and not Goal.objects.filter(area=area).exists():
            _load_area(area, entry, by)


def _load_area(area: PilotArea, entry: dict[str, Any], by: User) -> None:
    goals = {row["key"]: _goal(area, row, by) for row in entry["goals"]}
    for row in entry.get("measures", []):
        _measure(area, row, goals, by)
    for row in entry.get("pressures", []):
        _pressure(area, row, goals, by)
    for track, values in entry.get("elsewhere", {}).items():
        actions.note_track(area=area, track=Track(track), by=by, **values)
    for row in entry.get("signs", []):
        actions.replace_sign(area=area, by=by, **{**row, "sign": Sign(row["sign"])})
    for row in entry.get("initiatives", []):
        values = _plain(row, "is_fact")
        actions.add_placed(Initiative, by=by, area=area, is_fictional=not row.get("is_fact", False), **values)


def _plain(row: dict[str, Any], *left_out: str) -> dict[str, Any]:
    """Return the fields of a row with a place; without one it is not on the map yet."""
    values = {name: value for name, value in row.items() if name not in {"key", "place", "certainty", *left_out}}
    if "place" not in row:
        return {**values, "place": None}
    kind = PlaceKind.SEARCH_AREA if "certainty" in row else PlaceKind.DRAWN
    place = {"type": "Polygon", "coordinates": [row["place"]]}
    return {**values, "place": place, "place_kind": kind, "certainty": row.get("certainty")}


def _goal(area: PilotArea, row: dict[str, Any], by: User) -> Goal:
    low, high = row.get("gap", (None, None))
    values = _plain(row, "gap", "site")
    return actions.add_placed(
        Goal,
        by=by,
        area=area,
        reference=ReferenceVersion.objects.newest_of(HABITATS),
        site=Natura2000Site.objects.filter(number=row["site"]).first() if "site" in row else None,
        gap_low=Decimal(low) if low else None,
        gap_high=Decimal(high) if high else None,
        is_fictional=True,
        **values,
    )


def _measure(area: PilotArea, row: dict[str, Any], goals: dict[str, Goal], by: User) -> None:
    low, high = row.get("costs", (None, None))
    owners = Organisation.objects.current().filter(partners__area=area, kind=row.get("owner", "")).order_by("pk")
    measure = actions.add_placed(
        Measure,
        by=by,
        area=area,
        reference=ReferenceVersion.objects.newest_of(MEASURES),
        owner=owners.first(),
        cost_low=low,
        cost_high=high,
        cost_source="Raming voor de demo (fictief)" if low else "",
        is_fictional=True,
        **_plain(row, "costs", "owner", "effects", "scores"),
    )
    for key, amount in row.get("effects", {}).items():
        actions.save_row(Effect(measure=measure, goal=goals[key], **_amount(amount)), by=by)
    for group, steps in row.get("scores", {}).items():
        actions.save_row(Score(measure=measure, group=group, scored_on=SCORED_ON, **steps), by=by)


def _amount(amount: list[str] | None) -> dict[str, Any]:
    if amount is None:
        return {}
    low, high, unit = amount
    return {"low": Decimal(low), "high": Decimal(high), "unit": unit, "source": "Schatting voor de demo (fictief)"}


def _pressure(area: PilotArea, row: dict[str, Any], goals: dict[str, Goal], by: User) -> None:
    pressure = actions.new_pressure(area)
    for name, value in row.items():
        if name != "goals":
            setattr(pressure, name, value)
    actions.save_pressure(pressure, goals=[goals[key] for key in row.get("goals", [])], by=by)
