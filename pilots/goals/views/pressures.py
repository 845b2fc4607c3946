"""Pressures, and the two tracks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import opens
from pilots.areas.models import PilotArea
from pilots.goals import actions, pages
from pilots.goals.enums import Track
from pilots.goals.forms import PressureForm, TrackForm
from pilots.goals.models import Goal, Pressure, TrackNote
from pilots.goals.texts import Library
from pilots.goals.views.doors import for_readers, open_for_change
from pilots.goals.views.saving import confirm_removal, is_valid, plain_form


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def track_list(request: Request, area: PilotArea) -> HttpResponse:
    return render(request, "goals/track_list.html", {"area": area, "page": pages.tracks_page(area)})


def _texts(area: PilotArea, title: str, **more: str) -> dict[str, str]:
    return {"title": title, "current": "tracks", "back": reverse("goals:track-list", args=[area.slug]), **more}


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def track_edit(request: Request, slug: str, track: str) -> HttpResponse:
    area = open_for_change(request, slug)
    if track not in Track.values:
        raise Http404
    note = TrackNote.objects.filter(area=area, track=track).first() or TrackNote(area=area, track=track)
    form = TrackForm(request.POST or None, instance=note)
    if is_valid(request, form):
        actions.note_track(area=area, track=Track(track), by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("goals:track-list", slug=slug)
    title = _("Arranged elsewhere: %(track)s") % {"track": Track(track).label}
    return plain_form(request, area, form, _texts(area, title))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def pressure_create(request: Request, slug: str) -> HttpResponse:
    area = open_for_change(request, slug)
    return _pressure(request, area, actions.new_pressure(area), _texts(area, _("New pressure")))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def pressure_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    pressure = get_object_or_404(Pressure, area=area, pk=pk)
    return _pressure(request, area, pressure, _texts(area, _("Edit pressure")))


def _pressure(request: Request, area: PilotArea, pressure: Pressure, texts: dict[str, str]) -> HttpResponse:
    pinned = set(Goal.objects.filter(area=area).values_list("reference_id", flat=True))
    library = Library(pinned | {pressure.reference_id})
    form = PressureForm(request.POST or None, instance=pressure, area=area, library=library)
    if is_valid(request, form):
        actions.save_pressure(form.save(commit=False), goals=form.cleaned_data["goals"], by=request.user)
        messages.success(request, _("The pressure has been saved."))
        return redirect(texts["back"])
    return plain_form(request, area, form, texts)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def pressure_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    pressure = get_object_or_404(Pressure, area=area, pk=pk)
    name = Library({pressure.reference_id}).pressure_kinds(pressure.reference_id)[pressure.kind].name
    return confirm_removal(request, area, pressure, {"name": name, "text": "", "back": _texts(area, "")["back"]})
