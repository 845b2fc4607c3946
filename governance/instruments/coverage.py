"""The coverage matrix: goals against what has to be known before the start. Pure and total: tables over outcomes.

Deck, chapter 7: what must be reached and where, which obligation, which instruments, which budget.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from governance.instruments.enums import Aspect, BudgetState, Clarity, Coverage, MixState
from pilots.goals.enums import Enough, PlaceKind

PLACES: Final[Mapping[PlaceKind, Coverage]] = MappingProxyType({
    PlaceKind.NONE: Coverage.MISSING,
    PlaceKind.SEARCH_AREA: Coverage.PARTLY,
    PlaceKind.DRAWN: Coverage.DONE,
})  # fmt: skip
OBLIGATIONS: Final[Mapping[Clarity, Coverage]] = MappingProxyType({
    Clarity.NONE: Coverage.MISSING,
    Clarity.LAPSED: Coverage.MISSING,
    Clarity.PARTLY: Coverage.PARTLY,
    Clarity.CLEAR: Coverage.DONE,
})  # fmt: skip
# With measures of which nobody knows yet whether they are enough, something was arranged: partly.
MEASURES: Final[Mapping[Enough, Coverage]] = MappingProxyType({
    Enough.UNKNOWN: Coverage.PARTLY,
    Enough.NOT_YET: Coverage.PARTLY,
    Enough.LIKELY: Coverage.DONE,
    Enough.ENOUGH: Coverage.DONE,
})  # fmt: skip
INSTRUMENTS: Final[Mapping[MixState, Coverage]] = MappingProxyType({
    MixState.NOTHING: Coverage.MISSING,
    MixState.GAPS: Coverage.PARTLY,
    MixState.VOLUNTARY: Coverage.PARTLY,
    MixState.DOUBTFUL: Coverage.PARTLY,
    MixState.FIRM: Coverage.DONE,
})  # fmt: skip
BUDGETS: Final[Mapping[BudgetState, Coverage]] = MappingProxyType({
    BudgetState.NOTHING: Coverage.MISSING,
    BudgetState.GAP: Coverage.PARTLY,
    BudgetState.PLEDGED: Coverage.PARTLY,
    BudgetState.SECURED: Coverage.DONE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the other modules found about one goal. has_measures: at least one serves it.

    has_costs: each measure that serves it has a cost line; budget: of the whole area, where money is found together.
    """

    place: PlaceKind
    clarity: Clarity
    has_measures: bool
    enough: Enough
    mix: MixState
    has_costs: bool
    budget: BudgetState


def cover(outcomes: Outcomes) -> dict[Aspect, Coverage]:
    """Return how far each aspect of one goal is."""
    return {
        Aspect.PLACE: PLACES[outcomes.place],
        Aspect.OBLIGATION: OBLIGATIONS[outcomes.clarity],
        Aspect.MEASURES: MEASURES[outcomes.enough] if outcomes.has_measures else Coverage.MISSING,
        Aspect.INSTRUMENTS: INSTRUMENTS[outcomes.mix] if outcomes.has_measures else Coverage.MISSING,
        Aspect.BUDGET: _budget(outcomes),
    }


def _budget(outcomes: Outcomes) -> Coverage:
    """A goal without measures has nothing to pay for yet; a measure without costs leaves the budget unknown."""
    if not outcomes.has_measures:
        return Coverage.MISSING
    found = BUDGETS[outcomes.budget]
    return found if outcomes.has_costs or found == Coverage.MISSING else Coverage.PARTLY
