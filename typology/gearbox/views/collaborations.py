"""Collaborations of an area: start, change, end, open again, and move to another version of the typology."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from core.access import opens
from pilots.areas.views.doors import open_area
from typology.gearbox import actions
from typology.gearbox.forms import CollaborationForm, EndForm, StartForm
from typology.gearbox.models import TypologyVersion
from typology.gearbox.pages.moving import move_page
from typology.gearbox.views.doors import CHANGE, open_collaboration


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    form = StartForm(request.POST if request.method == "POST" else None)
    if not form.has_versions:
        messages.error(request, _("There is no typology yet. Ask an admin to load the content packs."))
        return redirect("typology:assessment-detail", slug=slug)
    if request.method == "POST" and form.is_valid():
        started = actions.start_collaboration(area=area, by=request.user, **form.cleaned_data)
        messages.success(request, _("The collaboration is here. Answer the questions, or ask partners for their view."))
        return redirect(started)
    context = {"area": area, "form": form, "collaboration": None}
    return render(request, "typology/collaboration_form.html", context, status=422 if form.is_bound else 200)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, CHANGE)
    form = CollaborationForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        saved.updated_by = request.user
        saved.save(update_fields=["name", "about", "started_on", "updated_by", "updated_at"])
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"area": found.area, "form": form, "collaboration": found}
    return render(request, "typology/collaboration_form.html", context, status=422 if form.is_bound else 200)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def end(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, CHANGE)
    form = EndForm(request.POST if request.method == "POST" else None, collaboration=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_collaboration(collaboration=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("The collaboration has ended. Below you can undo that."))
        except actions.MoveError as error:
            messages.error(request, str(error))
        return redirect(found)
    context = {"area": found.area, "form": form, "collaboration": found}
    return render(request, "typology/collaboration_end.html", context, status=422 if form.is_bound else 200)


@opens(CHANGE)
@require_POST
def reopen(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, CHANGE)
    actions.reopen_collaboration(collaboration=found, by=request.user)
    messages.success(request, _("The collaboration runs again."))
    return redirect(found)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def move(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    """Show what another version adds, removes and keeps; move once that was seen."""
    found = open_collaboration(request, slug, pk, CHANGE)
    target = get_object_or_404(TypologyVersion, pk=version)
    if target.pk == found.version_id or found.ended_on:
        raise Http404
    if request.method == "POST":
        try:
            actions.move_collaboration(collaboration=found, to=target, by=request.user)
            messages.success(request, _("Moved to version %(version)s.") % {"version": target.version})
        except actions.MoveError as error:
            messages.error(request, str(error))
        return redirect(found)
    context = {"area": found.area, "collaboration": found, "page": move_page(found, target)}
    return render(request, "typology/collaboration_move.html", context)
