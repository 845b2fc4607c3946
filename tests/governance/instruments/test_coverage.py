from itertools import product

import pytest

from governance.instruments.coverage import BUDGETS, INSTRUMENTS, MEASURES, OBLIGATIONS, PLACES, Outcomes, cover
from governance.instruments.enums import Aspect, BudgetState, Clarity, Coverage, MixState
from pilots.goals.enums import Enough, PlaceKind


@pytest.mark.parametrize(
    ("table", "outcomes"),
    [(PLACES, PlaceKind), (OBLIGATIONS, Clarity), (MEASURES, Enough), (INSTRUMENTS, MixState), (BUDGETS, BudgetState)],
)
def test_tables_are_total(table, outcomes):
    assert set(table) == set(outcomes)


def test_cover_everything_arranged_is_done_everywhere():
    done = Outcomes(PlaceKind.DRAWN, Clarity.CLEAR, True, Enough.ENOUGH, MixState.FIRM, True, BudgetState.SECURED)

    assert set(cover(done).values()) == {Coverage.DONE}


def test_cover_over_every_combination_names_all_aspects_and_pays_nothing_without_measures():
    for place, clarity, has_measures, enough, mix, has_costs, budget in product(
        PlaceKind, Clarity, (False, True), Enough, MixState, (False, True), BudgetState
    ):
        found = cover(Outcomes(place, clarity, has_measures, enough, mix, has_costs, budget))

        assert list(found) == list(Aspect)
        if not has_measures:
            assert {found[Aspect.MEASURES], found[Aspect.INSTRUMENTS], found[Aspect.BUDGET]} == {Coverage.MISSING}
        if found[Aspect.BUDGET] == Coverage.DONE:
            assert has_measures
            assert has_costs
            assert budget == BudgetState.SECURED
