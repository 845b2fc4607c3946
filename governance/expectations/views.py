"""The timeline of an area: reading it, and changing what is expected."""

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import opens
from core.edits import lock
from governance.bodies.models import Body
from governance.expectations import actions
from governance.expectations.forms import ExpectationForm, ProgressForm
from governance.expectations.models import Expectation, Progress
from governance.expectations.pages import timeline_page
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area

READ, CHANGE = "areas.involve_pilotarea", "areas.change_pilotarea"


@opens(READ)
@require_safe
def timeline(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, READ)
    return render(request, "expectations/timeline.html", {"area": area, "page": timeline_page(area)})


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def expectation_create(request: Request, slug: str) -> HttpResponse:
    """Add an expectation. The address may name a body, whose decision it then is."""
    area = open_area(request, slug, CHANGE)
    form = ExpectationForm(request.POST or None, instance=Expectation(area=area), initial=_start(request, area))
    if request.method == "POST" and form.is_valid():
        actions.add_expectation(expectation=form.save(commit=False), by=request.user)
        return _saved(request, area)
    return _form(request, area, form, _("New expectation"))


def _start(request: Request, area: PilotArea) -> dict[str, object]:
    named = request.GET.get("overleg", "")
    body = Body.objects.filter(area=area, pk=int(named)).first() if named.isdecimal() and len(named) < 12 else None
    return {"body": body.pk, "title": _("Decision by %(body)s") % {"body": body.name}} if body else {}


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
@transaction.atomic
def expectation_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    row = get_object_or_404(Expectation, pk=pk, area=area)
    if request.method == "POST":
        lock(row)
    form = ExpectationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).save(update_fields=form.stored_fields)
        return _saved(request, area)
    remove = reverse("expectations:expectation-delete", args=[area.slug, pk])
    return _form(request, area, form, _("Change expectation"), remove=remove)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def expectation_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    row = get_object_or_404(Expectation, pk=pk, area=area)
    back = reverse("expectations:timeline", args=[area.slug])
    if request.method == "POST":
        actions.remove_expectation(expectation=row, by=request.user)
        messages.success(request, _("Removed. It stays in the history."))
        return redirect(back)
    text = _("People may have counted on it. Tell them when it is off.")
    context = {"area": area, "named": row.title, "text": text, "parent": _("Expectations"), "back": back}
    return render(request, "components/agreements_removal.html", context)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def progress_edit(request: Request, slug: str) -> HttpResponse:
    """Say when the process started, and when its first result and its end came."""
    area = open_area(request, slug, CHANGE)
    progress = Progress.objects.filter(area=area).first() or Progress(area=area)
    form = ProgressForm(request.POST or None, instance=progress)
    if request.method == "POST" and form.is_valid():
        actions.save_progress(progress=form.save(commit=False), by=request.user)
        return _saved(request, area)
    intro = _("What is planned stands with the area itself: the day of the first result and the maximum duration.")
    return _form(request, area, form, _("Start, first result and end"), intro=intro)


def _saved(request: Request, area: PilotArea) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("expectations:timeline", area.slug)


def _form(
    request: Request, area: PilotArea, form: BaseForm, title: str, *, remove: str = "", intro: str = ""
) -> HttpResponse:
    context = {
        "area": area,
        "form": form,
        "title": title,
        "intro": intro,
        "sub": "timeline",
        "parent": _("Expectations"),
        "back": reverse("expectations:timeline", args=[area.slug]),
        "remove": remove,
    }
    return render(request, "components/agreements_form.html", context, status=422 if form.errors else 200)
