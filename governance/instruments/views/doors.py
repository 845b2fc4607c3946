"""The only ways to an area and its parts: whoever may not come in gets a 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Measure


def open_area(request: Request, slug: str, permission: str) -> PilotArea:
    """Return the area when this user has the permission on it."""
    areas = PilotArea.objects.visible_to(request.user).prefetch_related("members").without_shapes()
    area = get_object_or_404(areas, slug=slug)
    if not request.user.has_perm(permission, area):
        raise Http404
    return area


def open_measures(area: PilotArea) -> list[Measure]:
    """Return the measures of an area that were not dropped."""
    kept = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED)
    return list(kept.without_shapes().order_by("name", "pk"))
