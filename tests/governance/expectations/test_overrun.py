from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from core.timecharts import Span, TimeChart, figure
from governance.expectations.enums import State
from governance.expectations.overrun import SOON, end_of, judge

TODAY = date(2026, 11, 24)


def test_every_combination_of_plan_and_outcome_has_its_state():
    offsets = (None, -400, -1, 0, 1, SOON, SOON + 1, 400)
    for planned, happened in product(offsets, offsets):
        plan, outcome = (None if days is None else TODAY + timedelta(days=days) for days in (planned, happened))
        timing = judge(plan, outcome, TODAY)

        if outcome is not None:
            late = (outcome - plan).days if plan else 0
            expected = (State.DONE_LATE, late) if late > 0 else (State.DONE, 0)
        elif plan is None:
            expected = (State.UNPLANNED, 0)
        elif plan < TODAY:
            expected = (State.OVERRUN, -planned)
        else:
            expected = (State.DUE_SOON if planned <= SOON else State.ON_TIME, planned)
        assert (timing.state, timing.days) == expected
        assert timing.is_late == (timing.state in {State.OVERRUN, State.DONE_LATE})


@given(st.dates(max_value=date(2990, 1, 1)), st.integers(1, 600))
def test_end_of_a_duration_is_so_many_months_later(start, months):
    end = end_of(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
    assert end_of(None, months) is end_of(start, None) is end_of(date(9990, 1, 1), 600) is None


DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(st.lists(st.tuples(st.none() | DAYS, DAYS, st.none() | DAYS), min_size=1, max_size=6), DAYS)
def test_chart_of_time_stays_inside_its_drawing_and_says_all_in_its_table(rows, today):
    spans = tuple(
        Span(f"Besluit <{n}>", min(begin, end) if begin else None, end, done, "te laat", "2027")
        for n, (begin, end, done) in enumerate(rows)
    )
    drawn = figure(TimeChart("Wanneer", today, spans), "tijd")

    assert len(drawn.rows) == len(rows)
    assert "Besluit &lt;0&gt;" in drawn.svg
    assert 'width="-' not in drawn.svg
    assert 'x="-' not in drawn.svg
