from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from pilots.goals.radar import Blip, meet, meetings, months_together

YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
dates = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def square(x, size=1000):
    return box(x, 0, x + size, size)


def test_meet_gives_hectares_share_and_months():
    one = Blip(1, square(0), **YEAR)
    other = Blip(2, square(500), date(2026, 7, 1), date(2027, 6, 30))

    found = meet(one, other)

    assert (found.overlap_ha, found.share, found.months) == (50.0, 50.0, 6.0)
    assert found.is_certain


@pytest.mark.parametrize(
    ("other", "is_certain", "is_possible"),
    [
        (Blip(2, square(500), **YEAR), True, False),
        (Blip(2, square(5000), **YEAR), False, False),
        (Blip(2, square(500), date(2030, 1, 1), date(2031, 1, 1)), False, False),
        (Blip(2, square(500)), False, True),
        (Blip(2, None, **YEAR), False, True),
        (Blip(2), False, True),
        (Blip(2, square(5000)), False, False),
    ],
)
def test_meet_tells_certain_from_possible(other, is_certain, is_possible):
    found = meet(Blip(1, square(0), **YEAR), other)

    assert (found.is_certain, found.is_possible) == (is_certain, is_possible)


def test_meetings_give_each_pair_once_with_the_largest_overlap_first():
    blips = [Blip(1, square(0), **YEAR), Blip(2, square(900), **YEAR), Blip(3, square(100), **YEAR)]

    assert [(found.one, found.other) for found in meetings(blips)] == [(1, 3), (2, 3), (1, 2)]


def test_meet_shapes_that_only_touch_do_not_overlap():
    assert meet(Blip(1, square(0), **YEAR), Blip(2, square(1000), **YEAR)).overlap_ha == 0


@given(one=dates, long=st.integers(0, 3000), other=dates, other_long=st.integers(0, 3000))
def test_months_together_is_the_same_both_ways_and_never_negative(one, long, other, other_long):
    first = Blip(1, None, one, one + timedelta(days=long))
    second = Blip(2, None, other, other + timedelta(days=other_long))

    months = months_together(first, second)

    assert months == months_together(second, first)
    assert 0 <= months <= months_together(first, first)
