"""What a partner is filling in: per question the answer with all that two devices and a bad network need.

Stored: `{question: {"value", "revision", "device", "seen", "rivals": [{"value", "device", "at"}]}}`. The rules about
late, double and rival messages are those of the intake (`pilots.intake.answers`).
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from pilots.intake.answers import Held
from pilots.intake.answers import Rival as HeldRival


@dataclass(frozen=True, slots=True)
class Rival:
    """An answer of another device that waits until somebody chooses. pk: its place in the list."""

    pk: int
    value: Any
    device: str
    at: datetime | None
    resolved_at: None = None


@dataclass(frozen=True, slots=True)
class Rivals:
    """The rivals of one answer, asked for as a page of the intake asks for its rows."""

    rows: tuple[Rival, ...]

    def all(self) -> tuple[Rival, ...]:
        """Return them, oldest first."""
        return self.rows


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """One answer as a page shows it."""

    value: Any
    revision: int
    conflicts: Rivals


def answers_of(draft: Mapping[str, Any], options: Mapping[str, Set[str]]) -> dict[str, DraftAnswer]:
    """Return every answer by question. options: of each question with a choice.

    A choice that another version of the typology offered shows as open, and stays kept until somebody chooses again.
    """
    found = {}
    for key, entry in draft.items():
        value = entry.get("value")
        shown = value if key not in options or value in options[key] else None
        found[key] = DraftAnswer(shown, entry.get("revision", 0), Rivals(_rivals(entry)))
    return found


def values_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values by question, without what was emptied."""
    return {key: entry["value"] for key, entry in draft.items() if entry.get("value") is not None}


def conflicts_in(draft: Mapping[str, Any]) -> list[str]:
    """Return the questions that have two answers."""
    return [key for key, entry in draft.items() if entry.get("rivals")]


def held(entry: Mapping[str, Any] | None) -> Held:
    """Return what is held of one question, in the form the rules want."""
    if not entry:
        return Held()
    rivals = tuple(HeldRival(one.value, one.device, 0) for one in _rivals(entry))
    return Held(entry.get("value"), entry.get("revision", 0), entry.get("device", ""), entry.get("seen", {}), rivals)


def entry_of(verdict: Held, before: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    """Return what to store. A rival keeps the moment it came, unless its value is another by now."""
    known = {one.device: one for one in _rivals(before or {})}
    rivals = []
    for rival in verdict.rivals:
        old = known.get(rival.device)
        at = old.at if old and old.value == rival.value and old.at else now
        rivals.append({"value": rival.value, "device": rival.device, "at": at.isoformat()})
    entry = {"value": verdict.value, "revision": verdict.revision, "device": verdict.device, "seen": dict(verdict.seen)}
    return entry | {"rivals": rivals}


def started(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a draft that starts from these values, such as what was sent before."""
    blank = {"revision": 1, "device": "", "seen": {}, "rivals": []}
    return {key: {"value": value, **blank} for key, value in values.items()}


def _rivals(entry: Mapping[str, Any]) -> tuple[Rival, ...]:
    return tuple(
        Rival(place, one["value"], one["device"], parse_datetime(one["at"]))
        for place, one in enumerate(entry.get("rivals", ()))
    )
