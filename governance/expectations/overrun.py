"""Is something on time? From what was planned, what happened, and what day it is."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

from governance.expectations.enums import State

SOON: Final = 30  # days before the last day of what is planned


@dataclass(frozen=True, slots=True)
class Timing:
    """How far something is. days: until the last day, or too late when overrun or done late; 0 without a date."""

    state: State
    days: int = 0

    @property
    def is_late(self) -> bool:
        """Whether it is, or was, later than planned."""
        return self.state in {State.OVERRUN, State.DONE_LATE}


def judge(planned_on: date | None, happened_on: date | None, today: date) -> Timing:
    """Say how far it is. planned_on: the last day of the period it is planned in; happened_on: None until it happened.

    The last day itself is still on time. What happened without a plan is done.
    """
    if happened_on is not None:
        late = (happened_on - planned_on).days if planned_on else 0
        return Timing(State.DONE_LATE, late) if late > 0 else Timing(State.DONE)
    if planned_on is None:
        return Timing(State.UNPLANNED)
    left = (planned_on - today).days
    if left < 0:
        return Timing(State.OVERRUN, -left)
    return Timing(State.DUE_SOON if left <= SOON else State.ON_TIME, left)


def end_of(started_on: date | None, months: int | None) -> date | None:
    """Return the day on which a duration is over; None when the start or the duration is not known.

    A month that is shorter ends on its last day: 31 January plus one month is 28 or 29 February.
    """
    if started_on is None or not months:
        return None
    years, month = divmod(started_on.month - 1 + months, 12)
    year = started_on.year + years
    if year > date.max.year:
        return None
    return date(year, month + 1, min(started_on.day, calendar.monthrange(year, month + 1)[1]))
