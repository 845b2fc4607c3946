"""Expectations of the demo areas: `content/demo/expectations.yaml`, all of it made up."""

from datetime import date, timedelta
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from governance.bodies.models import Body
from governance.expectations.models import Expectation, Progress
from pilots.areas.models import PilotArea

DAYS = {"from": "planned_from", "planned": "planned_on", "first": "first_planned_on", "done": "happened_on"}


def load() -> None:
    """Load what the areas lack; an area that has expectations already is left alone."""
    text = (settings.CONTENT_DIR / "demo" / "expectations.yaml").read_text(encoding="utf-8")
    for slug, entry in yaml.safe_load(text).items():
        area = PilotArea.objects.get(slug=slug)
        if not Expectation.objects.filter(area=area).exists():
            _load_area(area, entry)


def _load_area(area: PilotArea, entry: dict[str, Any]) -> None:
    bodies = {body.name: body for body in Body.objects.filter(area=area)}
    first = _day(entry["first_result"]) if "first_result" in entry else None
    Progress.objects.get_or_create(
        area=area, defaults={"started_on": _day(entry["started"]), "first_result_on": first, "is_fictional": True}
    )
    for values in entry["expectations"]:
        days = {field: _day(values[key]) for key, field in DAYS.items() if key in values}
        Expectation.objects.create(
            area=area,
            body=bodies[values["body"]] if "body" in values else None,
            title=values["title"],
            kind=values.get("kind", "decision"),
            audience=values.get("audience", "all"),
            note=values.get("note", ""),
            is_fictional=True,
            **{"first_planned_on": days["planned_on"], **days},
        )


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
