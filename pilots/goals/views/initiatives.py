"""The radar of other initiatives."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import opens
from pilots.areas.models import PilotArea
from pilots.goals import exports, pages
from pilots.goals.forms import InitiativeForm
from pilots.goals.models import Initiative
from pilots.goals.views.doors import for_readers, map_answer, open_for_change
from pilots.goals.views.saving import confirm_removal, is_valid, placed_form, save_placed


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def initiative_list(request: Request, area: PilotArea) -> HttpResponse:
    return render(request, "goals/initiative_list.html", {"area": area, "page": pages.radar_page(area)})


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@gzip_page
@for_readers
def initiative_map(request: Request, area: PilotArea) -> HttpResponse:
    return map_answer(exports.initiatives_on_map(area, Initiative.objects.filter(area=area), _back(area)))


def _back(area: PilotArea) -> str:
    return reverse("goals:initiative-list", args=[area.slug])


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def initiative_create(request: Request, slug: str) -> HttpResponse:
    area = open_for_change(request, slug)
    return _initiative(request, area, Initiative(area=area), _("New initiative"))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def initiative_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    return _initiative(request, area, get_object_or_404(Initiative, area=area, pk=pk), _("Edit initiative"))


def _initiative(request: Request, area: PilotArea, row: Initiative, title: str) -> HttpResponse:
    form = InitiativeForm(request.POST or None, instance=row)
    if is_valid(request, form) and save_placed(request, form, Initiative, area=area):
        messages.success(request, _("The initiative has been saved."))
        return redirect(_back(area))
    remove = reverse("goals:initiative-delete", args=[area.slug, row.pk]) if row.pk else ""
    texts = {"title": title, "current": "initiatives", "back": _back(area), "remove": remove}
    return placed_form(request, area, form, texts)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def initiative_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    row = get_object_or_404(Initiative.objects.without_shapes(), area=area, pk=pk)
    return confirm_removal(request, area, row, {"name": row.name, "text": "", "back": _back(area)})
