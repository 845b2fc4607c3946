"""The stack of other tasks: the matrix, one sign of it, and the measures on the map by their sign."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from pilots.areas.models import PilotArea
from pilots.goals import actions, exports, pages
from pilots.goals.enums import MeasureStatus, Sign
from pilots.goals.forms import SignForm
from pilots.goals.models import Measure, SignOverride
from pilots.goals.texts import Library
from pilots.goals.views.doors import for_readers, is_involved, map_answer, open_for_change
from pilots.goals.views.saving import is_valid, plain_form


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def task_list(request: Request, area: PilotArea) -> HttpResponse:
    page = pages.tasks_page(area, is_involved=is_involved(request, area))
    codes = [code for code, _name in page.tasks]
    chosen = request.GET.get("opgave", "")
    chosen = chosen if chosen in codes else codes[0]
    return render(request, "goals/task_list.html", {"area": area, "page": page, "chosen": chosen})


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@gzip_page
@for_readers
def task_map(request: Request, area: PilotArea, task: str) -> HttpResponse:
    measures = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED)
    return map_answer(exports.measures_on_map(area, measures, pages.signs_of_task(area, task)))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def sign_edit(request: Request, slug: str) -> HttpResponse:
    area = open_for_change(request, slug)
    measure, task = _chosen(request)
    title, default = _cell(Library(), measure, task)
    own = SignOverride.objects.filter(area=area, measure=measure, task=task).first()
    form = SignForm(request.POST or None, instance=own)
    if is_valid(request, form):
        sign, reason = Sign(form.cleaned_data["sign"]), form.cleaned_data["reason"]
        actions.replace_sign(area=area, measure=measure, task=task, sign=sign, reason=reason, by=request.user)
        messages.success(request, _("Saved how it works out in this area."))
        return redirect("goals:task-list", slug=slug)
    restore = pages.sign_url("goals:sign-restore", area, measure, task) if own else ""
    back = reverse("goals:task-list", args=[slug])
    intro = _("The list says: %(sign)s. Replace it only with a reason: everybody who may see the area reads it.")
    texts = {"title": title, "current": "tasks", "back": back, "restore": restore}
    return plain_form(request, area, form, {**texts, "intro": intro % {"sign": default.label}})


def _chosen(request: Request) -> tuple[str, str]:
    return request.GET.get("maatregel", ""), request.GET.get("opgave", "")


def _cell(library: Library, measure: str, task: str) -> tuple[str, Sign]:
    types, tables = library.measure_types(), library.tasks()
    if measure not in types or task not in tables.tasks:
        raise Http404
    usual = tables.interactions.get((measure, task))
    return f"{types[measure].name} × {tables.tasks[task]}", usual.sign if usual else Sign.UNKNOWN


@opens("areas.change_pilotarea")
@require_POST
def sign_restore(request: Request, slug: str) -> HttpResponse:
    area = open_for_change(request, slug)
    measure, task = _chosen(request)
    actions.restore_sign(area=area, measure=measure, task=task, by=request.user)
    messages.success(request, _("The sign of the list is back. The reason stays in the history."))
    return redirect("goals:task-list", slug=slug)
