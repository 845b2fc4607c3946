from hypothesis import given
from hypothesis import strategies as st

from pilots.goals.enums import PlaceKind
from pilots.goals.spatial import spatial_share


def test_spatial_share_without_goals_is_none():
    assert spatial_share([]).percentage is None


def test_spatial_share_is_only_a_hundred_when_nothing_is_missing():
    share = spatial_share(["drawn"] * 199 + ["none"])

    assert (share.percentage, share.missing) == (99, 1)


@given(st.lists(st.sampled_from(PlaceKind.values), min_size=1))
def test_spatial_share_counts_every_goal_once(kinds):
    share = spatial_share(kinds)

    assert share.placed + share.missing == len(kinds)
    assert 0 <= share.percentage <= 100
    assert (share.percentage == 100) == ("none" not in kinds)
