"""The only ways to an area: whoever may not come in gets a 404 that says nothing about whether it exists."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.models import AreaMember, PilotArea


def open_area(request: Request, slug: str, permission: str, *, with_shapes: bool = False) -> PilotArea:
    """Return the area with its coordinator and members when this user has the permission on it. Runs two queries."""
    members = Prefetch("members", AreaMember.objects.select_related("user"))
    areas = PilotArea.objects.visible_to(request.user).select_related("coordinator").prefetch_related(members)
    area = get_object_or_404(areas if with_shapes else areas.without_shapes(), slug=slug)
    if not request.user.has_perm(permission, area):
        raise Http404
    return enter(request, area)


def enter(request: Request, area: PilotArea) -> PilotArea:
    """Note that this reader may see the area, so that the page shows its notices. Doors of other rooms call this."""
    request.area = area
    return area
