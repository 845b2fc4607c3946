from hypothesis import given
from hypothesis import strategies as st

from pilots.goals.enums import Criterion
from pilots.goals.scoring import spreads

steps = st.none() | st.integers(1, 5)
judgement = st.fixed_dictionaries(dict.fromkeys(Criterion.values, steps))


def test_spreads_show_who_disagrees_instead_of_a_mean():
    found = spreads([("Boeren", {"feasibility": 1}), ("Natuur", {"feasibility": 5}), ("Water", {"feasibility": 3})])

    first = found[0]
    assert first.criterion == Criterion.FEASIBILITY
    assert (first.low, first.middle, first.high) == (1, 3.0, 5)
    assert first.is_divided
    assert (first.lowest, first.highest) == (("Boeren",), ("Natuur",))


def test_spreads_one_step_apart_is_no_disagreement():
    first = spreads([("Boeren", {"feasibility": 3}), ("Natuur", {"feasibility": 4})])[0]

    assert not first.is_divided
    assert first.lowest == ()


@given(
    st.lists(st.tuples(st.text(max_size=5), st.fixed_dictionaries(dict.fromkeys(Criterion.values, steps))), max_size=5)
)
def test_spreads_have_every_criterion_and_every_voice(scores):
    found = spreads(scores)

    assert [spread.criterion for spread in found] == list(Criterion)
    for spread in found:
        assert len(spread.voices) == sum(given[spread.criterion.value] is not None for _party, given in scores)
        assert (spread.low is None) == (not spread.voices)
        assert spread.low is None or spread.low <= spread.middle <= spread.high
