"""The trust pulse: what an area sees of it, and the two pages of somebody with a code.

The pages with a code know no account and no area, write no session, and the access log leaves them out.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import EVERYBODY, opens
from core.edits import lock
from governance.pulse import actions, tickets
from governance.pulse.actions import MOST_CODES, Refusal, RefusedError
from governance.pulse.forms import BallotForm, CodeForm, CodesForm, FollowUpForm, RoundForm
from governance.pulse.models import Round, newest_pack
from governance.pulse.pages import pulse_page
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area

READ, CHANGE = "areas.involve_pilotarea", "areas.change_pilotarea"


@opens(READ)
@require_safe
def pulse(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, READ)
    return render(request, "pulse/pulse.html", {"area": area, "page": pulse_page(area)})


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def round_create(request: Request, slug: str) -> HttpResponse:
    """Plan a round; an area has one at a time."""
    area, pack = open_area(request, slug, CHANGE), newest_pack()
    if pack is None:
        raise Http404
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(area=area, pack=pack, by=request.user, **form.cleaned_data)
            return redirect("pulse:codes", area.slug, made.pk)
        except IntegrityError:
            form.add_error(None, _("This area has a round that is not closed yet. Close it first."))
    intro = _("The same three questions each time, so that you see a trend. Two to four rounds a year is enough.")
    return _form(request, area, form, _("New round"), intro=intro)


@opens(CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def codes(request: Request, slug: str, pk: int) -> HttpResponse:
    """Make codes, and show them once, as slips to cut out."""
    area = open_area(request, slug, CHANGE)
    found = get_object_or_404(Round, pk=pk, area=area, closed_at=None)
    form = CodesForm(request.POST or None, most=MOST_CODES - found.codes)
    if request.method == "POST" and form.is_valid():
        made = actions.make_codes(round=found, number=form.cleaned_data["number"])
        address = f"{settings.SITE_URL}{reverse('pulse:code')}"
        context = {"area": area, "round": found, "codes": made, "address": address, "back": _home(area)}
        return render(request, "pulse/slips.html", context)
    intro = _(
        "The codes are shown once: print them and cut them into slips. Let everybody draw a slip, "
        "so that nobody knows who has which code."
    )
    return _form(request, area, form, _("Make codes"), intro=intro)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def round_close(request: Request, slug: str, pk: int) -> HttpResponse:
    """Close a round before its last day, after asking once more."""
    area = open_area(request, slug, CHANGE)
    found = get_object_or_404(Round, pk=pk, area=area, closed_at=None)
    if request.method == "POST":
        actions.close_round(round=found, by=request.user)
        messages.success(request, _("The round is closed."))
        return redirect("pulse:pulse", area.slug)
    return render(request, "pulse/close.html", {"area": area, "round": found, "back": _home(area)})


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
@transaction.atomic
def follow_up(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say what was done with the answers of a closed round."""
    area = open_area(request, slug, CHANGE)
    found = get_object_or_404(Round, pk=pk, area=area, closed_at__isnull=False)
    if request.method == "POST":
        lock(found)
    form = FollowUpForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).save(update_fields=form.stored_fields)
        messages.success(request, _("Saved."))
        return redirect("pulse:pulse", area.slug)
    return _form(request, area, form, _("What we did with it"))


# Somebody with a code -------------------------------------------------------------------------------------------------
@opens(EVERYBODY)
@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take a code in, and send on to the ballot with a ticket that has nothing to do with the code."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found, ticket = actions.exchange(code=form.cleaned_data["code"], today=timezone.localdate())
            return redirect("pulse:ballot", found.key, ticket)
        except RefusedError as refused:
            form.add_error("code", _refusals()[refused.reason])
    return render(request, "pulse/code.html", {"form": form}, status=422 if form.errors else 200)


@opens(EVERYBODY)
@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ballot(request: HttpRequest, key: Any, ticket: str) -> HttpResponse:
    """Ask the three questions, and count the answers."""
    found = get_object_or_404(Round.objects.select_related("pack", "area"), key=key)
    if not tickets.is_genuine(str(found.key), ticket):
        raise Http404
    form = BallotForm(request.POST or None, tables=found.pack.tables)
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_ballot(round=found, ticket=ticket, answers=form.answers(), today=timezone.localdate())
            return redirect("pulse:thanks")
        except RefusedError as refused:
            return render(
                request, "pulse/refused.html", {"text": _refusals(is_ballot=True)[refused.reason]}, status=409
            )
    context = {"form": form, "name": found.area.name}
    return render(request, "pulse/ballot.html", context, status=422 if form.errors else 200)


@opens(EVERYBODY)
@login_not_required
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "pulse/thanks.html")


def _refusals(*, is_ballot: bool = False) -> dict[Refusal, str]:
    if is_ballot:
        used = _("These answers were counted already. They count once.")
    else:
        used = _("This code was used already. Each code works once; ask the team of the area for another one.")
    return {
        Refusal.UNKNOWN: _("We do not know this code. Look once more at your slip."),
        Refusal.USED: used,
        Refusal.CLOSED: _("This round is not open: it has ended, or has not begun yet. Look at the days on your slip."),
    }


def _home(area: PilotArea) -> str:
    return reverse("pulse:pulse", args=[area.slug])


def _form(request: Request, area: PilotArea, form: BaseForm, title: str, *, intro: str = "") -> HttpResponse:
    context = {
        "area": area,
        "form": form,
        "title": title,
        "intro": intro,
        "sub": "pulse",
        "parent": _("Trust pulse"),
        "back": _home(area),
    }
    return render(request, "components/agreements_form.html", context, status=422 if form.errors else 200)
