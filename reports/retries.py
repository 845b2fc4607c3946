"""When a report that failed is tried again."""

from datetime import timedelta

MAX_ATTEMPTS = 3
FIRST_PAUSE = timedelta(seconds=15)


def pause_after(attempt: int) -> timedelta | None:
    """Return how long to wait after failed attempt number `attempt` (from 1), or None when it was the last one.

    Each pause is four times the one before: 15 seconds, 1 minute.
    """
    if attempt >= MAX_ATTEMPTS:
        return None
    return FIRST_PAUSE * 4 ** (attempt - 1)
