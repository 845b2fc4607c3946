"""Areas like yours: how much two areas have in common, and in what. Pure; a likeness, never a place in a ranking.

The likeness is a weighted mean of what is known of both areas (the weights are our own proposal). What one of them did
not fill in does not count, and with fewer than three things known of both nothing is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pilots.areas.enums import Phase
from typology.gearbox.tables import HIGHEST, Typology

FEWEST_KNOWN: Final = 3
ALIKE: Final = 0.4  # a lower likeness helps nobody
NEAR: Final = 0.75  # from here dials, gears or phases count as a reason


class Aspect(StrEnum):
    """What two areas are compared on."""

    LANDSCAPE = "landscape"
    THEMES = "themes"
    KINDS = "kinds"
    PHASE = "phase"
    NEEDED = "needed"
    CURRENT = "current"
    DIALS = "dials"


WEIGHTS: Final[Mapping[Aspect, int]] = {
    Aspect.LANDSCAPE: 3,
    Aspect.THEMES: 3,
    Aspect.NEEDED: 3,
    Aspect.KINDS: 2,
    Aspect.DIALS: 2,
    Aspect.CURRENT: 1,
    Aspect.PHASE: 1,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of one area; an empty value is unknown.

    key: its slug. kinds: of its partners. themes: pressures or themes by code. current, needed: gear codes.
    levels: level (0 to 5) per dial code.
    """

    key: str
    landscape: str = ""
    phase: str = ""
    kinds: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    current: str = ""
    needed: str = ""
    levels: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in common. shared: what exactly, as codes: the landscape, the phase, kinds, themes, gear or dials."""

    aspect: Aspect
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """An area that resembles yours, 0 to 1, with what they have in common, the weightiest first."""

    key: str
    likeness: float
    reasons: tuple[Reason, ...]


def similar(tables: Typology, own: Context, others: Iterable[Context], limit: int = 3) -> tuple[Likeness, ...]:
    """Return the areas that resemble this one most; the same for any order of `others`."""
    order = [gear.code for gear in tables.steps]
    found = (compare(own, other, order) for other in others if other.key != own.key)
    alike = (each for each in found if each and each.likeness >= ALIKE and each.reasons)
    return tuple(sorted(alike, key=lambda each: (-each.likeness, each.key))[:limit])


def compare(own: Context, other: Context, order: Sequence[str]) -> Likeness | None:
    """Compare two areas; None when too little is known of both. order: codes of the gears that follow each other."""
    known = [reason for reason in _aspects(own, other, order) if reason]
    if len(known) < FEWEST_KNOWN:
        return None
    weight = sum(WEIGHTS[reason.aspect] for reason in known)
    likeness = round(sum(WEIGHTS[reason.aspect] * reason.likeness for reason in known) / weight, 2)
    reasons = sorted((reason for reason in known if reason.shared), key=lambda reason: -WEIGHTS[reason.aspect])
    return Likeness(other.key, likeness, tuple(reasons))


def _aspects(own: Context, other: Context, order: Sequence[str]) -> tuple[Reason | None, ...]:
    return (
        _same(Aspect.LANDSCAPE, own.landscape, other.landscape),
        _overlap(Aspect.THEMES, own.themes, other.themes),
        _overlap(Aspect.KINDS, own.kinds, other.kinds),
        _step(Aspect.PHASE, own.phase, other.phase, list(Phase)),
        _step(Aspect.NEEDED, own.needed, other.needed, order),
        _step(Aspect.CURRENT, own.current, other.current, order),
        _dials(dict(own.levels), dict(other.levels)),
    )


def _same(aspect: Aspect, own: str, other: str) -> Reason | None:
    if not own or not other:
        return None
    return Reason(aspect, 1.0, (own,)) if own == other else Reason(aspect, 0.0, ())


def _overlap(aspect: Aspect, own: frozenset[str], other: frozenset[str]) -> Reason | None:
    """What both have, as a share of what at least one has."""
    if not own or not other:
        return None
    return Reason(aspect, len(own & other) / len(own | other), tuple(sorted(own & other)))


def _step(aspect: Aspect, own: str, other: str, order: Sequence[str]) -> Reason | None:
    """1 for the same, less for each step between; 0 when one of them is outside the order, as gear R is."""
    if not own or not other or own == other or own not in order or other not in order:
        return _same(aspect, own, other)
    likeness = 1 - abs(order.index(own) - order.index(other)) / (len(order) - 1)
    return Reason(aspect, likeness, (other,) if likeness >= NEAR else ())


def _dials(own: Mapping[str, int], other: Mapping[str, int]) -> Reason | None:
    """1 for the same levels, less for each level between; the dials at the same level are what is shared."""
    dials = sorted(own.keys() & other.keys())
    if not dials:
        return None
    distance = sum(abs(own[dial] - other[dial]) for dial in dials) / len(dials)
    same = tuple(dial for dial in dials if own[dial] == other[dial])
    return Reason(Aspect.DIALS, 1 - distance / HIGHEST, same if 1 - distance / HIGHEST >= NEAR else ())
