"""Obligations, instruments and budget of the demo areas: `content/demo/instruments.yaml`, all of it made up."""

from typing import Any

import yaml
from django.conf import settings

from governance.instruments.models import (
    Catalogue,
    Choice,
    CostLine,
    CoverLine,
    Obligation,
    newest_catalogue,
    newest_funds,
)
from pilots.areas.models import PilotArea
from pilots.goals.models import Goal, Measure


def load() -> None:
    """Load what the areas lack; an area that has something already is left alone."""
    catalogue, funds = newest_catalogue(), newest_funds()
    if catalogue is None or funds is None:
        raise RuntimeError("Load the content packs first: the demo chooses instruments and sources of money from them.")
    text = (settings.CONTENT_DIR / "demo" / "instruments.yaml").read_text(encoding="utf-8")
    for entry in yaml.safe_load(text):
        area = PilotArea.objects.get(slug=entry["area"])
        if not CostLine.objects.filter(area=area).exists():
            _load_area(area, entry, catalogue, funds)


def _load_area(area: PilotArea, entry: dict[str, Any], catalogue: Catalogue, funds: Catalogue) -> None:
    goals = {goal.subject: goal for goal in Goal.objects.filter(area=area).without_shapes()}
    measures = {measure.name: measure for measure in Measure.objects.filter(area=area).without_shapes()}
    for values in entry["obligations"]:
        Obligation.objects.create(is_fictional=True, **{**values, "goal": goals[values["goal"]]})
    for values in entry["choices"]:
        named = {**values, "measure": measures[values["measure"]]}
        Choice.objects.create(is_fictional=True, catalogue=catalogue, **named)
    for values in entry["costs"]:
        CostLine.objects.create(is_fictional=True, area=area, **_for_measure(values, measures))
    for values in entry["covers"]:
        line = _for_measure(values, measures)
        CoverLine.objects.create(is_fictional=True, area=area, catalogue=funds, **line)


def _for_measure(values: dict[str, Any], measures: dict[str, Measure]) -> dict[str, Any]:
    return {**values, "measure": measures[values["measure"]]} if "measure" in values else values
