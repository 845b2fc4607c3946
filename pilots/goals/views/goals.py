"""The doelkaart: goals as a list, on the map, one by one, and whether the measures are enough."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core import markdown
from core.access import opens
from core.htmx import render_part
from core.tabular import csv_response
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area
from pilots.goals import exports, pages
from pilots.goals.filters import GoalFilter
from pilots.goals.forms import GoalForm
from pilots.goals.history import goals_history
from pilots.goals.models import Goal
from pilots.goals.spatial import spatial_share
from pilots.goals.tables import HABITATS
from pilots.goals.texts import Library
from pilots.goals.views.doors import Answer, for_readers, map_answer, open_for_change
from pilots.goals.views.saving import confirm_removal, is_valid, placed_form, save_placed


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def goal_list(request: Request, area: PilotArea) -> HttpResponse:
    found = GoalFilter(request.GET, area)
    context = {
        "area": area,
        "filter": found,
        "rows": pages.goal_rows(found.qs),
        "share": spatial_share(Goal.objects.filter(area=area).values_list("place_kind", flat=True)),
        "query": request.GET.urlencode(),
    }
    return render_part(request, "goals/goal_list.html", "results", context)


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def goal_summary(request: Request, area: PilotArea) -> HttpResponse:
    context = {"area": area, "page": pages.goals_page(area), "tracks": pages.tracks_page(area)}
    return render(request, "goals/goal_summary.html", context)


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@gzip_page
@for_readers
def goal_map(request: Request, area: PilotArea) -> HttpResponse:
    return map_answer(exports.goals_on_map(area, GoalFilter(request.GET, area).qs))


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def goal_export(request: Request, area: PilotArea) -> Answer:
    rows = pages.goal_rows(GoalFilter(request.GET, area).qs)
    return csv_response(f"doelen-{area.slug}.csv", exports.goal_header(), exports.goal_cells(rows, settings.SITE_URL))


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def goal_detail(request: Request, area: PilotArea, pk: int) -> HttpResponse:
    (row,) = pages.goal_rows(Goal.objects.filter(area=area, pk=pk)) or (None,)
    if row is None:
        raise Http404
    goal = Goal.objects.only("note", "openness_note").get(pk=pk)
    texts = {"note": markdown.render(goal.note), "openness_note": markdown.render(goal.openness_note)}
    return render(request, "goals/goal_detail.html", {"area": area, "row": row, **texts})


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def goal_enough(request: Request, area: PilotArea) -> HttpResponse:
    context = {"area": area, "page": pages.goals_page(area), "doubles": pages.shared_hectares(area)}
    return render(request, "goals/goal_enough.html", context)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def goal_create(request: Request, slug: str) -> HttpResponse:
    area = open_for_change(request, slug)
    library = Library()
    form = GoalForm(request.POST or None, area=area, library=library)
    if is_valid(request, form):
        goal = save_placed(request, form, Goal, area=area, reference=library.newest(HABITATS))
        messages.success(request, _("The goal has been added."))
        return redirect(goal or area)
    return placed_form(request, area, form, _texts(area, _("New goal")))


def _texts(area: PilotArea, title: str, back: str = "") -> dict[str, str]:
    return {"title": title, "current": "goals", "back": back or reverse("goals:goal-list", args=[area.slug])}


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def goal_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    goal = get_object_or_404(Goal, area=area, pk=pk)
    form = GoalForm(request.POST or None, instance=goal, area=area, library=Library({goal.reference_id}))
    if is_valid(request, form) and save_placed(request, form, Goal):
        messages.success(request, _("The goal has been saved."))
        return redirect("goals:goal-detail", slug=slug, pk=pk)
    return placed_form(request, area, form, _texts(area, _("Edit goal"), goal.get_absolute_url()))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def goal_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    goal = get_object_or_404(Goal.objects.without_shapes(), area=area, pk=pk)
    name = Library({goal.reference_id}).goal_name(goal)
    text = _("What measures are expected to bring to this goal goes with it. The measures themselves stay.")
    back = reverse("goals:goal-list", args=[slug])
    return confirm_removal(request, area, goal, {"name": name, "text": text, "back": back})


@opens("areas.involve_pilotarea")
@require_safe
def goal_history(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.involve_pilotarea")
    page = Paginator(goals_history(area), 50).get_page(request.GET.get("page"))
    return render(request, "goals/goal_history.html", {"area": area, "page": page})
