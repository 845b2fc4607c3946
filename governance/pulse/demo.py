"""Rounds of the trust pulse in the demo areas: `content/demo/pulse.yaml`, all of it made up."""

from datetime import datetime, time, timedelta
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from governance.pulse.models import PulsePack, Round, Tally, newest_pack
from pilots.areas.models import PilotArea


def load() -> None:
    """Load what the areas lack; an area that has a round already is left alone."""
    pack = newest_pack()
    if pack is None:
        raise RuntimeError("Load the content packs first: the demo asks their questions.")
    text = (settings.CONTENT_DIR / "demo" / "pulse.yaml").read_text(encoding="utf-8")
    for slug, entries in yaml.safe_load(text).items():
        area = PilotArea.objects.get(slug=slug)
        if not Round.objects.filter(area=area).exists():
            for entry in entries:
                _load_round(area, pack, entry)


def _load_round(area: PilotArea, pack: PulsePack, entry: dict[str, Any]) -> None:
    today = timezone.localdate()
    last = today + timedelta(days=entry["closes"])
    is_closed = last < today
    made = Round.objects.create(
        area=area,
        pack=pack,
        opens_on=today + timedelta(days=entry["opens"]),
        closes_on=last,
        closed_at=timezone.make_aware(datetime.combine(last + timedelta(days=1), time())) if is_closed else None,
        codes=entry.get("codes", 0),
        follow_up=entry.get("follow_up", ""),
        is_fictional=True,
    )
    rows = entry.get("counts") or entry.get("open")
    Tally.objects.create(round=made, counts=[count for row in rows for count in row] if rows else None)
