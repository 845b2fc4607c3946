"""Which toolbox items fit an area, and why: the same reasons and weights on every screen and in every PDF.

Pure: codes in, codes with their weight out; `toolbox.pages` puts them into words. The weights are our own proposal
(docs/domain.md): they set the order, and nobody gets to see a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Because(Enum):
    """Why an item fits, the most telling reason first."""

    ARRANGE = "arrange"  # it is about a dial on which something is left to arrange
    CONDITION = "condition"  # it helps with a condition that is open
    GEAR = "gear"  # it belongs to the gear that is needed
    MEASURE = "measure"  # it is about a type of measure that the area takes
    LANDSCAPE = "landscape"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class Weight:
    """What the first code of a reason weighs, and each further one: an item about everything fits nothing best."""

    first: int
    further: int


WEIGHTS: Final[Mapping[Because, Weight]] = {
    Because.ARRANGE: Weight(4, 1),
    Because.CONDITION: Weight(3, 1),
    Because.GEAR: Weight(2, 0),
    Because.MEASURE: Weight(2, 1),
    Because.LANDSCAPE: Weight(1, 0),
    Because.PHASE: Weight(1, 0),
}
# Reasons that can stand alone. The same landscape or phase makes a good example better, and is no reason by itself.
GROUNDS: Final = frozenset({Because.ARRANGE, Because.CONDITION, Because.GEAR, Because.MEASURE})

Codes = Mapping[Because, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One toolbox item: its key, its title and its codes per kind of reason."""

    key: int
    title: str
    codes: Mapping[Because, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an item fits: its kind, and the code of what it fits."""

    because: Because
    code: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an item fits, with every reason; without reasons it does not fit."""

    key: int
    title: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """What its reasons weigh together."""
        return sum(_weight(because, self.reasons) for because in Because)


def fit(item: Item, wanted: Codes) -> Fit:
    """Say why an item fits what is wanted. wanted: per kind of reason the codes, the most important first."""
    found = tuple(
        Reason(because, code)
        for because in Because
        for code in dict.fromkeys(wanted.get(because, ()))
        if code in item.codes.get(because, frozenset())
    )
    has_ground = any(reason.because in GROUNDS for reason in found)
    return Fit(item.key, item.title, found if has_ground else ())


def best(items: Iterable[Item], wanted: Codes) -> tuple[Fit, ...]:
    """Return the items that fit, the best first, and those that fit as well in the order of their titles."""
    fits = (fit(item, wanted) for item in items)
    return tuple(sorted((each for each in fits if each.reasons), key=_order))


def _order(found: Fit) -> tuple[int, str, int]:
    return -found.score, found.title.casefold(), found.key


def _weight(because: Because, reasons: tuple[Reason, ...]) -> int:
    count = sum(reason.because is because for reason in reasons)
    return WEIGHTS[because].first + (count - 1) * WEIGHTS[because].further if count else 0
