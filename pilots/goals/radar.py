"""What happens in the same place at the same time: overlap in hectares, share and months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from core import geo

DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True)
class Blip:
    """One thing on the radar. shape: in RD New, None when not known; starts_on, ends_on: None when open."""

    key: int
    shape: geo.Shape | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Meeting:
    """How two things meet. overlap_ha, share (percentage of the first one): None when a place is not known.

    months: None when a period is not known; 0 when they do not meet in time.
    """

    one: int
    other: int
    overlap_ha: float | None
    share: float | None
    months: float | None

    @property
    def is_certain(self) -> bool:
        """They meet in place and in time, as far as can be known."""
        return bool(self.overlap_ha) and bool(self.months)

    @property
    def is_possible(self) -> bool:
        """Nothing rules it out, but a place or a period is missing."""
        known = [value for value in (self.overlap_ha, self.months) if value is not None]
        return len(known) < 2 and all(known)


def meet(one: Blip, other: Blip) -> Meeting:
    """Compute how two things meet in place and in time."""
    overlap, share = _overlap(one.shape, other.shape)
    return Meeting(one.key, other.key, overlap, share, months_together(one, other))


def meetings(blips: Sequence[Blip]) -> list[Meeting]:
    """Return each pair that meets or may meet, the largest overlap first."""
    found = [meet(one, other) for one, other in combinations(blips, 2)]
    kept = [meeting for meeting in found if meeting.is_certain or meeting.is_possible]
    return sorted(kept, key=lambda meeting: (-(meeting.overlap_ha or 0), -(meeting.months or 0), meeting.one))


def months_together(one: Blip, other: Blip) -> float | None:
    """Return how many months two periods share, in tenths; None when one of them has no start or no end."""
    if one.starts_on is None or one.ends_on is None or other.starts_on is None or other.ends_on is None:
        return None
    days = (min(one.ends_on, other.ends_on) - max(one.starts_on, other.starts_on)).days + 1
    return round(max(0, days) / DAYS_PER_MONTH, 1)


def _overlap(one: geo.Shape | None, other: geo.Shape | None) -> tuple[float | None, float | None]:
    if one is None or other is None:
        return None, None
    hectares = geo.overlap_ha(one, other) if one.intersects(other) else 0.0
    share = 100 * hectares / geo.area_ha(one) if one.area else 0.0
    return round(hectares, 1), round(min(share, 100.0), 1)
