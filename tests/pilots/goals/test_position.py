import pytest
from shapely.geometry import box

from pilots.goals.enums import Position
from pilots.goals.position import measure_position

SITE = box(0, 0, 1000, 1000)


@pytest.mark.parametrize(
    ("place", "position", "distance", "overlap"),
    [
        (box(100, 100, 200, 200), Position.INSIDE, 0, 1.0),
        (box(900, 0, 1100, 100), Position.PARTLY, 0, 1.0),
        (box(1000, 0, 1100, 100), Position.OUTSIDE, 0, 0.0),
        (box(1250, 0, 1350, 100), Position.OUTSIDE, 250, 0.0),
        (box(0, 0, 1000.5, 1000), Position.INSIDE, 0, 100.0),
    ],
)
def test_measure_position_against_one_site(place, position, distance, overlap):
    found = measure_position(place, {7: SITE})

    assert (found.position, found.nearest, found.distance_m, found.overlap_ha) == (position, 7, distance, overlap)


def test_measure_position_counts_what_sites_share_once():
    found = measure_position(box(0, 0, 100, 100), {1: SITE, 2: SITE})

    assert (found.overlap_ha, found.position) == (1.0, Position.INSIDE)


def test_measure_position_names_the_nearest_site():
    assert measure_position(box(1300, 0, 1400, 100), {1: SITE, 2: box(1500, 0, 2500, 1000)}).nearest == 2


def test_measure_position_without_sites_is_not_known():
    assert measure_position(SITE, {}).position == Position.UNKNOWN
