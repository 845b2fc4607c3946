"""How firm the instruments behind a goal are: pure, total, and each flag names the measure and the instrument.

Condition 4 of the deck (chapter 7): decide in advance which instruments are needed. Voluntary or not?
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from governance.instruments.enums import Availability, Force, MixState

RECHECK_AFTER = timedelta(days=365)  # policy moves: what nobody checked for a year is doubtful


class Flag(StrEnum):
    """What asks for attention."""

    NO_MEASURE = "no-measure"
    NO_INSTRUMENT = "no-instrument"
    VOLUNTARY_ONLY = "voluntary-only"
    ENDS_TOO_EARLY = "ends-too-early"
    NOT_AVAILABLE = "not-available"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One instrument chosen for a measure. ends_on: the last day it can be used, None when unknown.

    escalates_to: the force of what follows when it does not work; None when nothing was agreed.
    """

    name: str
    force: Force
    availability: Availability
    ends_on: date | None
    checked_on: date
    escalates_to: Force | None


@dataclass(frozen=True, slots=True)
class Served:
    """One measure that serves the goal, with the instruments chosen for it. ends_on: None when not planned."""

    name: str
    ends_on: date | None
    instruments: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One flag, and the measure and the instrument it is about ("" when it is about neither)."""

    flag: Flag
    measure: str = ""
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Mix:
    """How firm the instruments of one goal are, with what asks for attention."""

    state: MixState
    remarks: tuple[Remark, ...]


def judge(measures: Sequence[Served], today: date) -> Mix:
    """Judge the instruments behind one goal on this day."""
    remarks = tuple(_remarks(measures, today))
    found = {remark.flag for remark in remarks}
    if not any(measure.instruments for measure in measures):
        return Mix(MixState.NOTHING, remarks)
    if Flag.NO_INSTRUMENT in found:
        return Mix(MixState.GAPS, remarks)
    if Flag.VOLUNTARY_ONLY in found:
        return Mix(MixState.VOLUNTARY, remarks)
    return Mix(MixState.DOUBTFUL if remarks else MixState.FIRM, remarks)


def _remarks(measures: Sequence[Served], today: date) -> Iterator[Remark]:
    if not measures:
        yield Remark(Flag.NO_MEASURE)
    if _is_voluntary_only(measures):
        yield Remark(Flag.VOLUNTARY_ONLY)
    for measure in measures:
        if not measure.instruments:
            yield Remark(Flag.NO_INSTRUMENT, measure.name)
        for chosen in measure.instruments:
            yield from (Remark(flag, measure.name, chosen.name) for flag in flags(measure, chosen, today))


def _is_voluntary_only(measures: Sequence[Served]) -> bool:
    """Say whether every instrument leaves the owner free, now and after each agreed escalation."""
    chosen = [one for measure in measures for one in measure.instruments]
    return bool(chosen) and all({one.force, one.escalates_to} <= {Force.VOLUNTARY, None} for one in chosen)


def flags(measure: Served, chosen: Chosen, today: date) -> Iterator[Flag]:
    """Yield what asks for attention about one instrument of a measure."""
    if chosen.ends_on and chosen.ends_on < (measure.ends_on or today):
        yield Flag.ENDS_TOO_EARLY
    if chosen.availability == Availability.CLOSED:
        yield Flag.NOT_AVAILABLE
    if needs_check(chosen.checked_on, today):
        yield Flag.NOT_CHECKED


def needs_check(checked_on: date, today: date) -> bool:
    """Say whether nobody checked it for a year."""
    return today - checked_on > RECHECK_AFTER
