"""Asking partners for their own view: who was asked and how far they are, inviting, reminding, withdrawing."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from typology.gearbox import actions
from typology.gearbox.models import Collaboration, PartnerView
from typology.gearbox.pages.inviting import Candidate, candidates, views_page
from typology.gearbox.views.doors import CHANGE, open_collaboration, open_view


@opens(CHANGE)
@require_safe
def view_list(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, CHANGE)
    context = {"area": found.area, "collaboration": found, "page": views_page(found)}
    return render(request, "typology/view_list.html", context)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def invite(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, CHANGE)
    rows = candidates(found)
    if request.method == "POST":
        return _invite(request, found, rows)
    return render(request, "typology/view_invite.html", {"area": found.area, "collaboration": found, "rows": rows})


def _invite(request: Request, found: Collaboration, rows: Sequence[Candidate]) -> HttpResponse:
    chosen = [row for row in rows if str(row.person.pk) in request.POST.getlist("wie") and not row.is_asked]
    if not chosen:
        messages.error(request, _("Choose at least one person."))
        return redirect("typology:view-invite", found.area.slug, found.pk)
    people = [row.person for row in chosen]
    try:
        made = actions.invite(collaboration=found, people=people, by=request.user)
    except actions.MoveError as error:
        messages.error(request, str(error))
        return redirect(found)
    words = ngettext("%(number)d person was asked.", "%(number)d people were asked.", len(made))
    messages.success(request, words % {"number": len(made)})
    if any(not view.address for view in made):
        messages.info(request, _("Who has no e-mail address gets no mail: hand over a link."))
    return redirect("typology:view-list", found.area.slug, found.pk)


@opens(CHANGE)
@require_POST
def remind(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, CHANGE)
    made = actions.remind(collaboration=found, by=request.user)
    words = ngettext("%(number)d person got a reminder.", "%(number)d people got a reminder.", len(made))
    messages.success(request, words % {"number": len(made)})
    return redirect("typology:view-list", slug, pk)


@opens(CHANGE)
@require_POST
def view_act(request: Request, slug: str, pk: int, view: int) -> HttpResponse:
    """Mail one invitation again, or withdraw it."""
    found = open_view(request, slug, pk, view)
    try:
        messages.success(request, _act(request, found))
    except actions.MoveError as error:
        messages.error(request, str(error))
    return redirect("typology:view-list", slug, pk)


def _act(request: Request, view: PartnerView) -> str:
    """Carry out one act; returns what to say about it. Raises MoveError, or Http404 for an unknown act."""
    act = request.POST.get("act", "")
    if act == "resend":
        actions.resend(view=view, by=request.user)
        return _("The invitation is being mailed.")
    if act == "withdraw":
        actions.withdraw(view=view, by=request.user)
        return _("The invitation has been withdrawn. Its links no longer work.")
    raise Http404


@opens(CHANGE)
@never_cache
@require_POST
def hand_over(request: Request, slug: str, pk: int, view: int) -> HttpResponse:
    """Make a link to hand over, shown once."""
    found = open_view(request, slug, pk, view)
    try:
        secret = actions.make_link(view=found, by=request.user)
    except actions.MoveError as error:
        messages.error(request, str(error))
        return redirect("typology:view-list", slug, pk)
    address = f"{settings.SITE_URL}{reverse('typology:view-start', args=[secret])}"
    context = {"area": found.collaboration.area, "collaboration": found.collaboration, "view": found}
    return render(request, "typology/view_link.html", context | {"address": address})
