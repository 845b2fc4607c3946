"""Is it enough? Adds up what measures are expected to do for one goal and compares that with what is lacking.

Both are ranges. Amounts in another unit than that of the goal are named but never added, and a measure that is stated
twice counts once, with the least of what was stated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilots.goals.enums import Enough, Unit

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Gap:
    """What is lacking. low, high: None when it is not known; unit: "" idem."""

    low: Decimal | None
    high: Decimal | None
    unit: str

    @property
    def is_known(self) -> bool:
        return self.low is not None and self.high is not None and bool(self.unit)


@dataclass(frozen=True)
class Expected:
    """What one measure is expected to do for the goal. low, high: None when not known.

    is_sure: it is agreed, under way or done. is_dropped: it will not happen, so it does not count.
    """

    measure: int
    name: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    is_sure: bool = False
    is_dropped: bool = False


@dataclass(frozen=True)
class Sufficiency:
    """The outcome for one goal. reasons: sentences; to_know: what would make it (better) known.

    low, high: the sum that counts; sure_low, sure_high: the part of it that is agreed. counted: keys of the measures.
    """

    state: Enough
    low: Decimal
    high: Decimal
    sure_low: Decimal
    sure_high: Decimal
    unit: str
    counted: tuple[int, ...]
    reasons: tuple[str, ...]
    to_know: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Nothing is left to find out."""
        return not self.to_know


def judge(gap: Gap, effects: Iterable[Expected]) -> Sufficiency:
    """Say whether these effects close the gap, why, and what is still to find out. Total: it takes any input."""
    planned = [effect for effect in effects if not effect.is_dropped]
    counted = _once([effect for effect in planned if _counts(effect, gap.unit)])
    known = {effect.measure for effect in counted}
    low, high = _sum(counted)
    sure_low, sure_high = _sum([effect for effect in counted if effect.is_sure])
    state = _state(gap, low, high, bool(counted))
    left_out = [effect for effect in planned if effect.measure not in known]
    return Sufficiency(
        state,
        low,
        high,
        sure_low,
        sure_high,
        gap.unit,
        tuple(effect.measure for effect in counted),
        tuple(_reasons(gap, counted, left_out, state)),
        tuple(_to_know(gap, planned, left_out)),
    )


def _counts(effect: Expected, unit: str) -> bool:
    return effect.low is not None and effect.high is not None and bool(unit) and effect.unit == unit


def _once(effects: Sequence[Expected]) -> list[Expected]:
    """Keep one entry per measure, with the least of what was stated for it."""
    found: dict[int, Expected] = {}
    for effect in effects:
        other = found.setdefault(effect.measure, effect)
        low, high = min(_low(effect), _low(other)), min(_high(effect), _high(other))
        is_sure = effect.is_sure and other.is_sure
        found[effect.measure] = Expected(effect.measure, other.name, low, high, effect.unit, is_sure)
    return list(found.values())


def _low(effect: Expected) -> Decimal:
    return effect.low or NOTHING


def _high(effect: Expected) -> Decimal:
    return effect.high or NOTHING


def _sum(effects: Iterable[Expected]) -> tuple[Decimal, Decimal]:
    listed = list(effects)
    return sum(map(_low, listed), NOTHING), sum(map(_high, listed), NOTHING)


def _state(gap: Gap, low: Decimal, high: Decimal, has_effects: bool) -> Enough:
    if gap.low is None or gap.high is None or not gap.unit:
        return Enough.UNKNOWN
    if low >= gap.high:
        return Enough.ENOUGH
    if not has_effects:
        return Enough.UNKNOWN
    return Enough.LIKELY if low + high >= gap.low + gap.high else Enough.NOT_YET


# In words ------------------------------------------------------------------------------------------------------------


def amount(low: Decimal, high: Decimal, unit: str) -> str:
    """Write a range with its unit: “3 to 5 ha”, or “4 ha” when both ends are the same."""
    label = str(Unit(unit).label) if unit in Unit.values else unit
    if low == high:
        return f"{plain(low)} {label}".strip()
    return _("%(low)s to %(high)s %(unit)s") % {"low": plain(low), "high": plain(high), "unit": label}


def plain(value: Decimal) -> str:
    """Write a number without zeros at the end."""
    text = f"{value:f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return str(number_format(short, force_grouping=abs(value) >= 10_000))


def _reasons(gap: Gap, counted: Sequence[Expected], left_out: Sequence[Expected], state: Enough) -> list[str]:
    reasons = [_gap_in_words(gap)]
    if counted:
        low, high = _sum(counted)
        text = ngettext(
            "%(number)d measure is expected to bring %(amount)s.",
            "%(number)d measures together are expected to bring %(amount)s.",
            len(counted),
        )
        reasons.append(text % {"number": len(counted), "amount": amount(low, high, gap.unit)})
    elif gap.is_known and gap.high:
        reasons.append(_("No measure with an expected effect in this unit serves this goal."))
    if gap.is_known and (counted or not gap.high):
        reasons.append(_verdict(gap, counted, state))
    reasons += [_left_out(effect, gap) for effect in left_out]
    return reasons


def _gap_in_words(gap: Gap) -> str:
    if gap.low is None or gap.high is None or not gap.unit:
        return _("It has not been written down how much is lacking.")
    if not gap.high:
        return _("Nothing is lacking.")
    return _("What is lacking: %(amount)s.") % {"amount": amount(gap.low, gap.high, gap.unit)}


def _verdict(gap: Gap, counted: Sequence[Expected], state: Enough) -> str:
    low, high = _sum(counted)
    short = amount(max(NOTHING, (gap.low or NOTHING) - high), max(NOTHING, (gap.high or NOTHING) - low), gap.unit)
    if state == Enough.ENOUGH:
        return _("Even the lowest estimate closes the gap.")
    if state == Enough.LIKELY:
        return _("The middle estimate closes the gap, the lowest does not: %(amount)s may still be lacking.") % {
            "amount": short
        }
    return _("Even so, %(amount)s is still lacking.") % {"amount": short}


def _left_out(effect: Expected, gap: Gap) -> str:
    values = {"measure": effect.name}
    if effect.low is None or effect.high is None:
        return _("“%(measure)s” does not count yet: its effect is not known.") % values
    units = {"unit": _unit(effect.unit), "other": _unit(gap.unit)}
    if not gap.unit:
        return _("“%(measure)s” does not count yet: the goal has no unit.") % values
    return _("“%(measure)s” is not added: it counts in %(unit)s and the goal in %(other)s.") % {**values, **units}


def _unit(unit: str) -> str:
    return str(Unit(unit).label) if unit in Unit.values else _("no unit")


def _to_know(gap: Gap, planned: Sequence[Expected], left_out: Sequence[Expected]) -> list[str]:
    found = []
    if not gap.is_known:
        found.append(_("Write down with the goal how much is lacking, with its unit."))
    elif gap.high and not planned:
        found.append(_("Say with a measure which goals it serves, and what it is expected to bring."))
    for effect in left_out:
        if effect.low is None or effect.high is None:
            found.append(_("Estimate what “%(measure)s” brings.") % {"measure": effect.name})
        elif gap.unit and effect.unit != gap.unit:
            values = {"measure": effect.name, "unit": _unit(gap.unit)}
            found.append(_("Estimate what “%(measure)s” brings in %(unit)s.") % values)
    return found
