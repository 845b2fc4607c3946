from itertools import product

import pytest

from pilots.goals.enums import Track
from pilots.goals.tracks import TrackContent, judge_tracks

pytestmark = pytest.mark.usefixtures("in_english")
FULL = TrackContent(pressures=1, measures=1)


@pytest.mark.parametrize(
    ("contents", "conclusion"),
    [
        ({}, "Incomplete: neither the source nor the conditions in the area have content yet."),
        ({Track.LOCAL: FULL}, "Incomplete: the track “Source: less ammonia” lacks content."),
        ({Track.SOURCE: FULL}, "Incomplete: the track “Conditions in the area” lacks content."),
        ({Track.SOURCE: FULL, Track.LOCAL: FULL}, "Both tracks have content"),
    ],
)
def test_judge_tracks_asks_content_on_both(contents, conclusion):
    found = judge_tracks(contents)

    assert found.conclusion.startswith(conclusion)
    assert found.is_complete == conclusion.startswith("Both")


def test_judge_tracks_takes_what_is_arranged_elsewhere_instead_of_a_measure():
    elsewhere = TrackContent(pressures=1, is_arranged_elsewhere=True)

    assert judge_tracks({Track.SOURCE: elsewhere, Track.LOCAL: FULL}).is_complete


def test_judge_tracks_every_combination_says_what_is_lacking():
    for pressures, measures, is_elsewhere in product(range(2), range(2), (False, True)):
        found = judge_tracks({Track.SOURCE: TrackContent(pressures, measures, is_elsewhere)})
        state = found.states[0]
        assert len(state.lacking) == (not pressures) + (not measures and not is_elsewhere)
        assert state.is_complete == (not state.lacking)
