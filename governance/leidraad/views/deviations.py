"""Deliberate starts of an area: reading them, recording one in two steps, and ending one before its date."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import opens
from governance.leidraad import deviating
from governance.leidraad.forms import DeviationForm, EndingForm
from governance.leidraad.models import Deviation
from governance.leidraad.pages import check_page, deviation_page
from governance.leidraad.pages.deviations import OpenConditions, draft_notice, open_conditions
from governance.leidraad.views.doors import own_area, shown_area
from pilots.areas.models import PilotArea


@opens("areas.view_pilotarea")
@require_safe
def deviation_list(request: Request, slug: str) -> HttpResponse:
    area = shown_area(request, slug)
    with_people = request.user.has_perm("areas.involve_pilotarea", area)
    page = deviation_page(area, with_people=with_people)
    context = {"area": area, "page": page, "check": check_page(area, with_people=False)}
    return render(request, "leidraad/deviation_list.html", context)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def deviation_create(request: Request, slug: str) -> HttpResponse:
    """Record a decision: fill in, read it back as everybody will read it, confirm. A running one is followed by it."""
    area = own_area(request, slug)
    page = deviation_page(area)
    covers = open_conditions(area, page.running)
    if covers is None:
        raise Http404
    if not covers.frozen:
        messages.info(request, _("No hard condition is open: this area needs no deliberate start."))
        return redirect(page.url)
    form = DeviationForm(request.POST or None, today=timezone.localdate())
    context = {"area": area, "page": page, "covers": covers, "form": form, "is_changed": False}
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "leidraad/deviation_form.html", context, status=422 if form.errors else 200)
    if request.POST.get("seen") == covers.seen and "confirm" in request.POST:
        return _record(request, area, form, covers)
    context["is_changed"] = "confirm" in request.POST
    context["notice"] = draft_notice(area, **form.cleaned_data)
    return render(request, "leidraad/deviation_confirm.html", context, status=409 if context["is_changed"] else 200)


def _record(request: Request, area: PilotArea, form: DeviationForm, covers: OpenConditions) -> HttpResponse:
    extends = Deviation.objects.filter(pk=covers.running_pk or 0).first()
    try:
        deviation = deviating.record_deviation(
            area=area,
            covers=covers.frozen,
            guide_version=covers.version,
            extends=extends,
            by=request.user,
            **form.cleaned_data,
        )
    except deviating.DeviationChangedError:
        messages.error(request, _("Somebody else recorded or ended a decision just now. Read it first."))
        return redirect("leidraad:deviation-list", slug=area.slug)
    messages.success(request, _("The decision is recorded. Every page of this area says so from now on."))
    return redirect(deviation)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def deviation_end(request: Request, slug: str, pk: int) -> HttpResponse:
    area = own_area(request, slug)
    deviation = get_object_or_404(Deviation.objects.running(timezone.localdate()), area=area, pk=pk)
    form = EndingForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"area": area, "deviation": deviation, "form": form}
        return render(request, "leidraad/deviation_end.html", context, status=422 if form.errors else 200)
    try:
        deviating.end_deviation(deviation=deviation, reason=form.cleaned_data["reason"], by=request.user)
    except deviating.DeviationChangedError:
        messages.error(request, _("Somebody else recorded or ended a decision just now. Read it first."))
    else:
        messages.success(request, _("The deliberate start has ended."))
    return redirect(deviation)
