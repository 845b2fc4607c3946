"""The radar: other initiatives, how they meet the area and each other in place and time."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min

from core import geo
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Initiative, Measure
from pilots.goals.pages.goals import PlaceFacts, place_facts
from pilots.goals.radar import Blip, Meeting, meet, meetings

DAYS_PER_MONTH = 30.4375
AREA = 0  # the key of the area itself among the blips


@dataclass(frozen=True)
class InitiativeRow:
    """One initiative. overlap_ha, share: with the area, None when a place is not known; share: of the area.

    months: shared with the area's own period, None when a period is not known.
    """

    pk: int
    edit_url: str
    name: str
    level: str
    party: str
    place: PlaceFacts
    starts_on: date | None
    ends_on: date | None
    note: str
    url: str
    overlap_ha: float | None
    share: float | None
    months: float | None
    is_fictional: bool


@dataclass(frozen=True)
class MeetingRow:
    """Two initiatives that meet, or may meet when a place or period is still missing."""

    one: str
    other: str
    overlap_ha: float | None
    share: float | None
    months: float | None
    is_certain: bool


@dataclass(frozen=True)
class RadarPage:
    """All initiatives around one area. starts_on, ends_on: the period of the area, None when it is not known."""

    rows: tuple[InitiativeRow, ...]
    meetings: tuple[MeetingRow, ...]
    starts_on: date | None
    ends_on: date | None
    has_boundary: bool


def radar_page(area: PilotArea) -> RadarPage:
    """Gather the radar of an area (fetched with its shapes). Runs two queries."""
    listed = list(Initiative.objects.filter(area=area))
    for row in listed:
        row.area = area
    starts_on, ends_on = period_of(area)
    own = Blip(AREA, geo.load(area.boundary) if area.boundary else None, starts_on, ends_on)
    blips = [_blip(row) for row in listed]
    rows = tuple(_row(row, meet(own, blip)) for row, blip in zip(listed, blips, strict=True))
    names = {row.pk: row.name for row in listed}
    met = tuple(_meeting(meeting, names) for meeting in meetings(blips))
    return RadarPage(rows, met, starts_on, ends_on, area.boundary is not None)


def period_of(area: PilotArea) -> tuple[date | None, date | None]:
    """Return from when to when an area works: its longest duration, else from its first to its last measure."""
    if area.maximum_months is not None:
        starts_on = area.created_at.date()
        return starts_on, starts_on + timedelta(days=round(area.maximum_months * DAYS_PER_MONTH))
    planned = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED)
    period = planned.aggregate(first=Min("starts_on"), last=Max("ends_on"))
    return period["first"], period["last"]


def _blip(row: Initiative) -> Blip:
    return Blip(row.pk, geo.load(row.place) if row.place else None, row.starts_on, row.ends_on)


def _row(row: Initiative, met: Meeting) -> InitiativeRow:
    return InitiativeRow(
        pk=row.pk,
        edit_url=row.get_absolute_url(),
        name=row.name,
        level=row.get_level_display(),
        party=row.party,
        place=place_facts(row),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        note=row.note,
        url=row.url,
        overlap_ha=met.overlap_ha,
        share=met.share,
        months=met.months,
        is_fictional=row.is_fictional,
    )


def _meeting(meeting: Meeting, names: dict[int, str]) -> MeetingRow:
    return MeetingRow(
        names[meeting.one],
        names[meeting.other],
        meeting.overlap_ha,
        meeting.share,
        meeting.months,
        meeting.is_certain,
    )
