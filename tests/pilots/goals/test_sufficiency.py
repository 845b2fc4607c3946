from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.goals.enums import Enough
from pilots.goals.sufficiency import Expected, Gap, amount, judge

pytestmark = pytest.mark.usefixtures("in_english")
RANK = list(Enough)
numbers = st.decimals(min_value=0, max_value=10_000, places=2)
maybe = st.none() | numbers
units = st.sampled_from(["ha", "km", "individuals", "", "onzin"])


def expected(measure, low, high, unit="ha", **more):
    low, high = (None if value is None else Decimal(value) for value in (low, high))
    return Expected(measure, f"Maatregel {measure}", low, high, unit, **more)


def gap(low, high, unit="ha"):
    return Gap(Decimal(low), Decimal(high), unit)


@st.composite
def ranges(draw):
    low, high = sorted((draw(numbers), draw(numbers)))
    return low, high


@st.composite
def effects(draw, unit=units):
    low, high = draw(ranges())
    is_known = draw(st.booleans())
    return Expected(
        draw(st.integers(0, 5)),
        "Maatregel",
        low if is_known else None,
        high if is_known else None,
        draw(unit),
        draw(st.booleans()),
        draw(st.booleans()),
    )


@pytest.mark.parametrize(
    ("lacking", "brought", "state"),
    [
        ((4, 6), [(6, 8)], Enough.ENOUGH),
        ((4, 6), [(3, 4), (3, 4)], Enough.ENOUGH),
        ((4, 6), [(4, 7)], Enough.LIKELY),
        ((4, 6), [(4, 6)], Enough.LIKELY),
        ((4, 6), [(3, 6)], Enough.NOT_YET),
        ((4, 6), [(0, 0)], Enough.NOT_YET),
        ((4, 6), [], Enough.UNKNOWN),
        ((0, 0), [], Enough.ENOUGH),
    ],
)
def test_judge_compares_the_sum_with_what_is_lacking(lacking, brought, state):
    outcome = judge(gap(*lacking), [expected(key, *pair) for key, pair in enumerate(brought)])

    assert outcome.state == state


def test_judge_says_why_in_sentences():
    outcome = judge(
        gap(4, 6),
        [expected(1, 1, 2, is_sure=True), expected(2, 1, 1), expected(3, 5, 9, "km"), expected(4, None, None)],
    )

    assert outcome.state == Enough.NOT_YET
    assert outcome.reasons == (
        "What is lacking: 4 to 6 ha.",
        "2 measures together are expected to bring 2 to 3 ha.",
        "Even so, 1 to 4 ha is still lacking.",
        "“Maatregel 3” is not added: it counts in km and the goal in ha.",
        "“Maatregel 4” does not count yet: its effect is not known.",
    )
    assert outcome.to_know == ("Estimate what “Maatregel 3” brings in ha.", "Estimate what “Maatregel 4” brings.")
    assert (outcome.sure_low, outcome.sure_high) == (1, 2)
    assert not outcome.is_complete


def test_judge_without_a_gap_says_what_would_make_it_known():
    outcome = judge(Gap(None, None, ""), [expected(1, 1, 2)])

    assert outcome.state == Enough.UNKNOWN
    assert outcome.reasons[0] == "It has not been written down how much is lacking."
    assert outcome.to_know == ("Write down with the goal how much is lacking, with its unit.",)


def test_judge_without_measures_asks_for_them():
    assert judge(gap(1, 1), []).to_know == (
        "Say with a measure which goals it serves, and what it is expected to bring.",
    )


def test_judge_leaves_out_what_was_dropped():
    outcome = judge(gap(1, 1), [expected(1, 9, 9, is_dropped=True)])

    assert (outcome.state, outcome.counted, outcome.high) == (Enough.UNKNOWN, (), 0)


def test_judge_counts_a_measure_that_is_stated_twice_once_with_the_least():
    outcome = judge(gap(4, 4), [expected(1, 3, 5), expected(1, 2, 9)])

    assert (outcome.low, outcome.high, outcome.counted) == (2, 5, (1,))


def test_amount_writes_one_number_when_both_ends_are_the_same():
    assert amount(Decimal("4.00"), Decimal("4"), "ha") == "4 ha"
    assert amount(Decimal("0.50"), Decimal("12500"), "km") == "0.5 to 12,500 km"


@given(low=maybe, high=maybe, unit=units, listed=st.lists(effects(), max_size=6))
def test_judge_takes_any_input_and_always_gives_a_reason(low, high, unit, listed):
    outcome = judge(Gap(low, high, unit), listed)

    assert outcome.state in Enough
    assert outcome.reasons
    assert all(text.strip() for text in (*outcome.reasons, *outcome.to_know))
    assert outcome.state != Enough.UNKNOWN or outcome.to_know


@given(lacking=ranges(), listed=st.lists(effects(), max_size=6), more=effects())
def test_judge_never_gets_worse_by_one_more_measure(lacking, listed, more):
    more = Expected(99, more.name, more.low, more.high, more.unit, more.is_sure, more.is_dropped)

    before = judge(Gap(*lacking, "ha"), listed)
    after = judge(Gap(*lacking, "ha"), [*listed, more])

    assert RANK.index(after.state) >= RANK.index(before.state)
    assert after.low >= before.low
    assert after.high >= before.high


@given(lacking=ranges(), listed=st.lists(effects(), max_size=6), extra=numbers)
def test_judge_never_gets_better_by_a_larger_gap(lacking, listed, extra):
    before = judge(Gap(*lacking, "ha"), listed)
    after = judge(Gap(lacking[0] + extra, lacking[1] + extra, "ha"), listed)

    assert RANK.index(after.state) <= RANK.index(before.state)


@given(lacking=ranges(), listed=st.lists(effects(), max_size=6))
def test_judge_does_not_depend_on_the_order(lacking, listed):
    one, other = judge(Gap(*lacking, "ha"), listed), judge(Gap(*lacking, "ha"), listed[::-1])

    assert (one.state, one.low, one.high, one.sure_low) == (other.state, other.low, other.high, other.sure_low)


@given(lacking=ranges(), listed=st.lists(effects(), max_size=6))
def test_judge_adds_only_the_unit_of_the_goal_and_each_measure_once(lacking, listed):
    outcome = judge(Gap(*lacking, "ha"), listed)
    fitting = [one for one in listed if one.unit == "ha" and not one.is_dropped and one.low is not None]

    assert len(set(outcome.counted)) == len(outcome.counted)
    assert set(outcome.counted) == {one.measure for one in fitting}
    assert outcome.low <= outcome.high
    assert outcome.low <= sum(max(one.low for one in fitting if one.measure == key) for key in outcome.counted)


def test_judge_every_small_combination_follows_the_definition():
    for low, high, brought_low, brought_high in product(range(4), repeat=4):
        if low > high or brought_low > brought_high:
            continue
        outcome = judge(gap(low, high), [expected(1, brought_low, brought_high)])
        is_enough, is_likely = brought_low >= high, brought_low + brought_high >= low + high
        assert outcome.state == (Enough.ENOUGH if is_enough else Enough.LIKELY if is_likely else Enough.NOT_YET)
