from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from governance.signing.delegating import Link, closes_circle, places_of

FIRST = date(2026, 1, 1)
DAYS = 6


@st.composite
def links(draw):
    giver, taker = draw(st.lists(st.integers(1, 4), min_size=2, max_size=2, unique=True))
    start, end = sorted(draw(st.lists(st.integers(0, DAYS - 1), min_size=2, max_size=2)))
    return Link(giver, taker, FIRST + timedelta(start), FIRST + timedelta(end))


def has_circle(accepted, day):
    """Whether somebody signs in their own place on a day, found by walking: the slow way to see the same."""
    steps = {(link.giver, link.taker) for link in accepted if link.starts_on <= day <= link.ends_on}
    reached = set(steps)
    for _ in range(4):
        reached |= {(one, three) for one, two in reached for start, three in steps if start == two}
    return any(one == two for one, two in reached)


@given(st.lists(links(), max_size=9))
def test_circles_are_refused_on_exactly_the_days_they_would_exist(asked):
    accepted = []

    for link in asked:
        would = any(has_circle([*accepted, link], FIRST + timedelta(day)) for day in range(DAYS))
        assert closes_circle(link, accepted) == would
        if not would:
            accepted.append(link)


@given(st.lists(links(), max_size=9), st.integers(1, 4), st.integers(0, DAYS - 1))
def test_places_are_those_from_which_delegations_lead_here(given_links, taker, day):
    at = FIRST + timedelta(day)
    found = places_of(taker, given_links, at)

    assert taker not in found
    for link in given_links:
        if link.starts_on <= at <= link.ends_on and link.taker in found | {taker}:
            assert link.giver in found | {taker}
    assert places_of(taker, [], at) == frozenset()
