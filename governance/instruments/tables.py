"""The packs of instruments and of sources of money as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack
from governance.instruments.enums import Force

Text = Mapping[str, str]

INSTRUMENTS: Final = "instruments"
BUDGET: Final = "budget"
_DATES: Final = ("valid_from", "valid_to", "checked_on")
SHAPE = Shape(
    texts={"summary", "disclaimer"},
    children={
        "instruments": Shape(
            texts={"name", "summary", "conditions", "carried_out_by"},
            choices={"force": set(Force.values)},
            values={"checked_on": str},
            optional_values={"valid_from": str, "valid_to": str},
        )
    },
)


BUDGET_SHAPE = Shape(texts={"summary", "disclaimer"}, children={"funds": Shape(texts={"name"})})


@dataclass(frozen=True, slots=True)
class Source:
    """Where an instrument was described. kind: deck, public or proposal (still to be checked); url may be ""."""

    name: Text
    note: Text | None
    kind: str
    url: str

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.name)

    @property
    def remark(self) -> str:
        """What to know about the source, or ""."""
        return label(self.note) if self.note else ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument. valid_from and valid_to: None when no such day is known; both days are included."""

    code: str
    force: Force
    name: Text
    summary: Text
    conditions: Text
    carried_out_by: Text
    valid_from: date | None
    valid_to: date | None
    checked_on: date
    sources: tuple[Source, ...]

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.name)

    def is_valid_on(self, day: date) -> bool:
        """Say whether it can be used on this day, as far as its dates are known."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


def read_budget(folder: Path) -> Pack:
    """Read and check the pack of sources of money. Raises PackError."""
    return read_pack(folder, BUDGET_SHAPE)


def check(draft: Draft) -> None:
    """Report dates that are no dates, and an instrument that ends before it begins."""
    for place, entry in enumerate(draft.content["instruments"]):
        spot = ("instruments", place)
        days = {key: _day(entry[key]) for key in _DATES if entry.get(key)}
        for key in (key for key, day in days.items() if day is None):
            draft.report((*spot, key), _("“%(key)s” must be a date such as 2026-11-23") % {"key": key})
        begin, end = days.get("valid_from"), days.get("valid_to")
        if begin and end and end < begin:
            draft.report((*spot, "valid_to"), _("it ends before it begins"))


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def instruments(content: Mapping[str, Any]) -> tuple[Instrument, ...]:
    """Turn the content of a checked pack into instruments, in the order of the pack."""
    sources = {
        entry["code"]: Source(entry["name"], entry.get("note"), entry["kind"], entry.get("url", ""))
        for entry in content["sources"]
    }
    return tuple(_instrument(entry, sources) for entry in content["instruments"])


@dataclass(frozen=True, slots=True)
class Fund:
    """One source of money."""

    code: str
    name: Text

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.name)


def funds(content: Mapping[str, Any]) -> tuple[Fund, ...]:
    """Turn the content of a checked pack into sources of money, in the order of the pack."""
    return tuple(Fund(entry["code"], entry["name"]) for entry in content["funds"])


def _instrument(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Instrument:
    named = entry["source"] if isinstance(entry["source"], list) else [entry["source"]]
    return Instrument(
        code=entry["code"],
        force=Force(entry["force"]),
        name=entry["name"],
        summary=entry["summary"],
        conditions=entry["conditions"],
        carried_out_by=entry["carried_out_by"],
        valid_from=_day(entry.get("valid_from")),
        valid_to=_day(entry.get("valid_to")),
        checked_on=date.fromisoformat(entry["checked_on"]),
        sources=tuple(sources[code] for code in named),
    )
