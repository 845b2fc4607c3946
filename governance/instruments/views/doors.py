"""Which measures the pages of an area work with."""

from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Measure


def open_measures(area: PilotArea) -> list[Measure]:
    """Return the measures of an area that were not dropped."""
    kept = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED)
    return list(kept.without_shapes().order_by("name", "pk"))
