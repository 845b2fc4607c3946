"""The door out of the pre-exploration. The page of the phase belongs to the area and sends its form here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import Request
from core.access import opens
from governance.leidraad.pages import check_page
from governance.leidraad.phases import GateClosedError, start_exploration
from governance.leidraad.views.doors import own_area
from pilots.areas.actions import MoveError
from pilots.areas.enums import Phase


@opens("areas.change_pilotarea")
@require_POST
def phase_move(request: Request, slug: str) -> HttpResponse:
    """Move the area to the exploration, or say what keeps the gate closed, with a link to each reason."""
    area = own_area(request, slug)
    try:
        start_exploration(area=area, by=request.user)
    except GateClosedError:
        is_involved = request.user.has_perm("areas.involve_pilotarea", area)
        page = check_page(area, with_people=is_involved)
        return render(request, "leidraad/phase_closed.html", {"area": area, "page": page}, status=409)
    except MoveError as error:
        messages.error(request, str(error))
        return redirect("areas:area-phase", slug=slug)
    moved = Phase.EXPLORATION.label
    messages.success(request, _("The area is now in the phase “%(phase)s”.") % {"phase": moved})
    return redirect(area)
