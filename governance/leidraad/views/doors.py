"""The only ways to the check of an area: whoever may not come in gets a 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from governance.leidraad.guide import Guide
from governance.leidraad.models import Check
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area


def shown_area(request: Request, slug: str) -> PilotArea:
    """Return the area when this user may read it."""
    return open_area(request, slug, "areas.view_pilotarea")


def own_area(request: Request, slug: str) -> PilotArea:
    """Return the area when this user may change it."""
    return open_area(request, slug, "areas.change_pilotarea")


def own_check(request: Request, slug: str) -> Check:
    """Return the check of an area that this user may change."""
    checks = Check.objects.select_related("version", "area__coordinator")
    return get_object_or_404(checks, area=own_area(request, slug))


def condition_code(check: Check, question: str) -> str:
    """Return the condition a question belongs to; 404 when this version does not ask it."""
    condition = Guide(check.version.content).condition_of(question)
    if condition is None:
        raise Http404
    return str(condition["code"])
