from datetime import timedelta

import pytest

from reports.retries import MAX_ATTEMPTS, pause_after


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 15), (2, 60)])
def test_pause_grows_with_every_attempt(attempt, seconds):
    assert pause_after(attempt) == timedelta(seconds=seconds)


@pytest.mark.parametrize("attempt", [MAX_ATTEMPTS, MAX_ATTEMPTS + 1])
def test_pause_after_the_last_attempt_is_none(attempt):
    assert pause_after(attempt) is None
