"""After filling in an own view: what was given, the shared board, taking it back; and the way in with an account."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import ACCOUNT, EVERYBODY, opens
from typology.gearbox import actions
from typology.gearbox.models import PartnerView
from typology.gearbox.pages.board import Order, board_page
from typology.gearbox.sections import summary_of
from typology.gearbox.views.visits import Visit, closed_page, lasting_view_link, view_link


@opens(EVERYBODY)
@login_not_required
@require_safe
@view_link
def given(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what somebody filled in, and whether it counts."""
    page = summary_of(visit.questionnaire, visit.answers)
    return render(request, "typology/fill/given.html", {"visit": visit, "page": page})


@opens(EVERYBODY)
@login_not_required
@require_safe
@view_link
def shared_board(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the board to a partner, once it is shared."""
    collaboration = visit.view.collaboration
    if not collaboration.is_board_shared or visit.view.has_partner_left:
        raise Http404
    board = board_page(collaboration, visit.view, order=Order.read(request.GET.get("volgorde", "")))
    return render(request, "typology/fill/board.html", {"visit": visit, "page": board, "area": visit.area})


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@lasting_view_link
def take_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Remove everything somebody filled in, also after the link stopped."""
    if request.method == "POST":
        actions.take_back(view=visit.view)
        return render(request, "typology/fill/taken_back.html", {"visit": visit})
    if visit.is_shut and not visit.view.has_content:
        return closed_page(request, visit)
    return render(request, "typology/fill/take_back.html", {"visit": visit})


# With an account ------------------------------------------------------------------------------------------------------


@opens(ACCOUNT)
@require_safe
def own_list(request: Request) -> HttpResponse:
    """List the own views of the person this account belongs to."""
    rows = PartnerView.objects.owned_by(request.user).with_names().order_by("-invited_at", "-pk")
    return render(request, "typology/own_list.html", {"rows": list(rows)})


@opens(ACCOUNT)
@require_POST
def own_open(request: Request, pk: int) -> HttpResponse:
    """Go to an own view, by a new link: the old ones are known as a hash only."""
    view = get_object_or_404(PartnerView.objects.owned_by(request.user), pk=pk)
    secret = actions.own_link(view=view)
    if secret is None:
        notes.info(request, _("This invitation was withdrawn, so it cannot be opened."))
        return redirect("typology:own-list")
    return redirect("typology:view-start", secret)
