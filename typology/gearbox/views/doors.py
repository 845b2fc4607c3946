"""The only ways to a collaboration: whoever may not come in gets a 404 that says nothing about whether it exists."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.views.doors import open_area
from typology.gearbox.models import Collaboration, PartnerView

VIEW, CHANGE = "areas.view_pilotarea", "areas.change_pilotarea"


def open_collaboration(request: Request, slug: str, pk: int, permission: str = VIEW) -> Collaboration:
    """Return a collaboration with its area and version, when this user has the permission on the area."""
    area = open_area(request, slug, permission)
    found = get_object_or_404(Collaboration.objects.select_related("version", "updated_by"), pk=pk, area=area)
    found.area = area
    return found


def open_board(request: Request, slug: str, pk: int) -> Collaboration:
    """Return a collaboration whose board this user may read: the team always, who is involved once it is shared."""
    found = open_collaboration(request, slug, pk)
    may_change = request.user.has_perm(CHANGE, found.area)
    is_shown = found.is_board_shared and request.user.has_perm("areas.involve_pilotarea", found.area)
    if not (may_change or is_shown):
        raise Http404
    return found


def open_view(request: Request, slug: str, pk: int, view: int) -> PartnerView:
    """Return the own view of a partner, to mail or withdraw it, never to read it."""
    collaboration = open_collaboration(request, slug, pk, CHANGE)
    found = get_object_or_404(PartnerView.objects.with_names(), pk=view, collaboration=collaboration)
    found.collaboration = collaboration
    return found
