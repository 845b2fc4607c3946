from hypothesis import given
from hypothesis import strategies as st

from governance.instruments.budget import Cost, Cover, Flag, Planned, Remark, reckon
from governance.instruments.enums import BudgetState, CoverStatus

years = st.integers(2020, 2030)
amounts = st.integers(0, 10_000_000_000)
periods = st.tuples(years, years).map(sorted)


@st.composite
def costs(draw):
    first, last = draw(periods)
    return Cost(draw(st.sampled_from([None, 1, 2])), first, last, draw(amounts))


@st.composite
def covers(draw):
    first, last = draw(periods)
    status = draw(st.sampled_from(CoverStatus))
    return Cover("bron", status, draw(st.sampled_from([None, 1, 2])), first, last, draw(amounts))


def cover(status, amount, **values):
    base = {"name": "SPUK", "measure": None, "first_year": 2027, "last_year": 2027}
    return Cover(status=status, amount=amount, **base | values)


PROCESS = Cost(None, 2027, 2027, 100)


def flags(budget):
    return [remark.flag for remark in budget.remarks]


def test_reckon_nothing_has_no_years_and_no_remarks():
    budget = reckon([], [], [])

    assert (budget.state, budget.years, budget.remarks) == (BudgetState.NOTHING, (), ())


def test_reckon_sets_each_status_apart_in_its_year():
    lines = [cover(status, 10 * place) for place, status in enumerate(CoverStatus, 1)]
    [year] = reckon([PROCESS], lines, []).years

    assert (year.need, year.idea, year.requested, year.pledged, year.secured) == (100, 10, 20, 30, 40)
    assert (year.missing, year.unsure) == (30, 60)


def test_reckon_money_of_a_rich_year_does_not_fill_a_poor_one():
    budget = reckon([Cost(None, 2027, 2028, 100)], [cover(CoverStatus.SECURED, 200)], [])

    assert (budget.state, budget.need, budget.secured, budget.missing) == (BudgetState.GAP, 200, 200, 100)
    assert Remark(Flag.MORE_THAN_NEEDED, number=2027) in budget.remarks


def test_reckon_pledged_money_covers_but_is_not_secured():
    assert reckon([PROCESS], [cover(CoverStatus.PLEDGED, 100)], []).state == BudgetState.PLEDGED
    assert reckon([PROCESS], [cover(CoverStatus.SECURED, 100)], []).state == BudgetState.SECURED


def test_reckon_requested_money_and_ideas_cover_nothing():
    lines = [cover(CoverStatus.REQUESTED, 100), cover(CoverStatus.IDEA, 100)]

    assert reckon([PROCESS], lines, []).state == BudgetState.GAP


def test_reckon_years_in_between_are_shown_too():
    budget = reckon([Cost(None, 2026, 2026, 1), Cost(None, 2028, 2028, 1)], [], [])

    assert [(year.year, year.need) for year in budget.years] == [(2026, 1), (2027, 0), (2028, 1)]


def test_reckon_names_a_measure_without_costs_and_a_year_without_costs():
    measures = [Planned(1, "Sloten dempen", 2027, 2028), Planned(2, "Bufferzone", None, None)]
    budget = reckon([PROCESS, Cost(1, 2027, 2027, 5)], [], measures)

    assert budget.remarks == (
        Remark(Flag.YEAR_WITHOUT_COSTS, "Sloten dempen", 2028),
        Remark(Flag.MEASURE_WITHOUT_COSTS, "Bufferzone"),
    )


def test_reckon_without_money_for_the_process_says_so():
    assert flags(reckon([Cost(1, 2027, 2027, 5)], [], [])) == [Flag.NO_PROCESS_MONEY]


def test_reckon_share_of_the_costs_of_its_own_measure_counts():
    costs_of_two = [PROCESS, Cost(1, 2027, 2028, 100), Cost(2, 2027, 2027, 1000)]

    exact = cover(CoverStatus.SECURED, 100, measure=1, max_share=50)
    above = cover(CoverStatus.SECURED, 101, measure=1, max_share=50)

    assert Flag.SHARE_TOO_LARGE not in flags(reckon(costs_of_two, [exact], []))
    assert Remark(Flag.SHARE_TOO_LARGE, "SPUK", 50) in reckon(costs_of_two, [above], []).remarks


@given(st.lists(costs(), max_size=6), st.lists(covers(), max_size=6))
def test_reckon_loses_no_euro_and_state_follows_the_years(cost_lines, cover_lines):
    budget = reckon(cost_lines, cover_lines, [])
    total = sum(line.amount * (line.last_year - line.first_year + 1) for line in cost_lines)
    given = sum(line.amount * (line.last_year - line.first_year + 1) for line in cover_lines)

    assert budget.need == total
    assert budget.secured + budget.pledged + budget.requested + budget.idea == given
    assert (budget.state == BudgetState.NOTHING) == (total == 0)
    assert (budget.state == BudgetState.GAP) == (budget.missing > 0)


@given(st.lists(costs(), max_size=6), st.lists(covers(), max_size=6), covers())
def test_reckon_more_money_never_makes_more_missing(cost_lines, cover_lines, more):
    assert reckon(cost_lines, [*cover_lines, more], []).missing <= reckon(cost_lines, cover_lines, []).missing
