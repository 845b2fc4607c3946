"""The only ways to a collaboration: whoever may not come in gets a 404 that says nothing about whether it exists."""

from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.views.doors import open_area
from typology.gearbox.models import Collaboration

VIEW, CHANGE = "areas.view_pilotarea", "areas.change_pilotarea"


def open_collaboration(request: Request, slug: str, pk: int, permission: str = VIEW) -> Collaboration:
    """Return a collaboration with its area and version, when this user has the permission on the area."""
    area = open_area(request, slug, permission)
    found = get_object_or_404(Collaboration.objects.select_related("version", "updated_by"), pk=pk, area=area)
    found.area = area
    return found
