"""How far a round is: who was invited, who answered, and when."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.charts import Bar, BarChart, Figure, GroupedChart, Stack, figure
from pilots.intake.enums import InvitationState
from pilots.intake.models import Invitation
from pilots.intake.results import share

MOST_WEEKS = 16  # longer rounds are told per four weeks


@dataclass(frozen=True)
class ResponseOverview:
    """How many people were invited and how far they are. invited: without who was withdrawn.

    share: percentage that answered, None when nobody was invited. over_time: None until somebody was invited.
    """

    invited: int
    answered: int
    declined: int
    share: float | None
    states: Figure
    over_time: Figure | None


Moments = tuple[datetime.datetime | None, ...]


def response_overview(invitations: QuerySet[Invitation]) -> ResponseOverview:
    """Count invitations by state and by week. Runs one query."""
    rows = list(
        invitations.order_by().values_list("state", "invited_at", "response__started_at", "response__submitted_at")
    )
    states = Counter(state for state, *_moments in rows)
    invited = len(rows) - states[InvitationState.REVOKED]
    bars = tuple(
        Bar(str(state.label), states[state]) for state in InvitationState if states[state] or state not in _RARE
    )
    chart = BarChart(_("How far people are"), _("People"), bars, label_head=_("State"))
    return ResponseOverview(
        invited=invited,
        answered=states[InvitationState.SENT],
        declined=states[InvitationState.DECLINED],
        share=share(states[InvitationState.SENT], invited),
        states=figure(chart, "respons-stand"),
        over_time=_over_time([moments for state, *moments in rows if state != InvitationState.REVOKED]),
    )


_RARE = frozenset({InvitationState.EXPIRED, InvitationState.REVOKED})


def _over_time(rows: Iterable[Iterable[datetime.datetime | None]]) -> Figure | None:
    """Count per period how many people were invited, started and answered."""
    columns = [[timezone.localdate(moment) for moment in column if moment] for column in zip(*rows, strict=True)]
    days = [day for column in columns for day in column]
    if not days:
        return None
    starts = _periods(min(days), max(days))
    length = (starts[1] - starts[0]).days if len(starts) > 1 else 7
    counts = [Counter((day - starts[0]).days // length for day in column) for column in columns]
    rows_ = tuple(
        Stack(_label(start, starts[place - 1] if place else None), tuple(count[place] for count in counts))
        for place, start in enumerate(starts)
    )
    series = (_("Invited"), _("Started"), _("Answered for the first time"))
    head = _("Week from") if length == 7 else _("Four weeks from")
    return figure(GroupedChart(_("Response over time"), _("People"), series, rows_, label_head=head), "respons-verloop")


def _label(start: datetime.date, before: datetime.date | None) -> str:
    """Return the day a period starts; the year only where it is new."""
    return date_format(start, "j F" if before and before.year == start.year else "j F Y")


def _periods(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return the Mondays on which a period starts."""
    monday = first - datetime.timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    step = 1 if weeks <= MOST_WEEKS else 4
    return [monday + datetime.timedelta(weeks=week) for week in range(0, weeks, step)]
