"""Measures: as a list, on the map, one by one, what they bring, and how parties judge them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from core.tabular import csv_response
from pilots.areas.models import PilotArea
from pilots.goals import actions, exports, pages
from pilots.goals.filters import MeasureFilter
from pilots.goals.forms import EffectForm, MeasureForm, ScoreForm
from pilots.goals.models import Effect, Goal, Measure, Score
from pilots.goals.tables import MEASURES
from pilots.goals.texts import Library
from pilots.goals.views.doors import Answer, for_readers, is_involved, map_answer, open_for_change
from pilots.goals.views.saving import confirm_removal, is_valid, keep, placed_form, plain_form, save_placed


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def measure_list(request: Request, area: PilotArea) -> HttpResponse:
    found = MeasureFilter(request.GET, area)
    context = {
        "area": area,
        "filter": found,
        "rows": pages.measure_rows(found.qs, is_involved=is_involved(request, area)),
        "query": request.GET.urlencode(),
        "is_involved": is_involved(request, area),
    }
    return render_part(request, "goals/measure_list.html", "results", context)


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@gzip_page
@for_readers
def measure_map(request: Request, area: PilotArea) -> HttpResponse:
    return map_answer(exports.measures_on_map(area, MeasureFilter(request.GET, area).qs))


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def measure_export(request: Request, area: PilotArea) -> Answer:
    rows = pages.measure_rows(MeasureFilter(request.GET, area).qs, is_involved=is_involved(request, area))
    cells = exports.measure_cells(rows, settings.SITE_URL)
    return csv_response(f"maatregelen-{area.slug}.csv", exports.measure_header(), cells)


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@for_readers
def measure_detail(request: Request, area: PilotArea, pk: int) -> HttpResponse:
    measure = get_object_or_404(Measure.objects.without_shapes(), area=area, pk=pk)
    involved = is_involved(request, area)
    with_names = request.user.has_perm("areas.work_pilotarea", area)
    page = pages.measure_page(measure, is_involved=involved, with_names=with_names)
    return render(request, "goals/measure_detail.html", {"area": area, "page": page, "is_involved": involved})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def measure_create(request: Request, slug: str) -> HttpResponse:
    area = open_for_change(request, slug)
    return _measure(request, area, Measure(area=area), _texts(area, _("New measure")))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def measure_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    measure = get_object_or_404(Measure, area=area, pk=pk)
    return _measure(request, area, measure, _texts(area, _("Edit measure"), measure.get_absolute_url()))


def _texts(area: PilotArea, title: str, back: str = "") -> dict[str, str]:
    return {"title": title, "current": "measures", "back": back or reverse("goals:measure-list", args=[area.slug])}


def _measure(request: Request, area: PilotArea, measure: Measure, texts: dict[str, str]) -> HttpResponse:
    pinned = set(Goal.objects.filter(area=area).values_list("reference_id", flat=True))
    library = Library(pinned | ({measure.reference_id} if measure.pk else set()))
    form = MeasureForm(request.POST or None, instance=measure, area=area, library=library)
    if is_valid(request, form):
        saved = save_placed(request, form, Measure, area=area, reference=library.newest(MEASURES))
        if saved:
            actions.serve_goals(measure=saved, goals=form.cleaned_data["goals"], by=request.user)
            messages.success(request, _("The measure has been saved."))
            return redirect(saved)
    return placed_form(request, area, form, texts)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def measure_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    measure = get_object_or_404(Measure.objects.without_shapes(), area=area, pk=pk)
    text = _(
        "What it is expected to bring and how parties judged it go with it. Choose the status “Dropped” to keep them."
    )
    back = reverse("goals:measure-list", args=[slug])
    return confirm_removal(request, area, measure, {"name": measure.name, "text": text, "back": back})


@opens("areas.change_pilotarea")
@require_POST
def measure_again(request: Request, slug: str) -> HttpResponse:
    area = open_for_change(request, slug)
    number = actions.measure_again(area=area, by=request.user)
    messages.success(request, _("Measured again: %(number)d changed.") % {"number": number})
    return redirect("goals:measure-list", slug=slug)


# What it brings, and how parties judge it ----------------------------------------------------------------------------


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def effect_edit(request: Request, slug: str, pk: int, effect: int) -> HttpResponse:
    area = open_for_change(request, slug)
    row = get_object_or_404(Effect.objects.select_related("goal"), pk=effect, measure=pk, measure__area=area)
    measure = get_object_or_404(Measure.objects.select_related("area").without_shapes(), pk=pk)
    form = EffectForm(request.POST or None, instance=row)
    if is_valid(request, form):
        keep(form.save(commit=False), request, _("Saved what it is expected to bring."))
        if row.low is not None and row.goal.unit and row.unit != row.goal.unit:
            messages.warning(request, _("It counts in another unit than the goal, so it is not added up."))
        return redirect(measure)
    goal = Library({row.goal.reference_id}).goal_name(row.goal)
    title = _("What does “%(measure)s” bring to %(goal)s?") % {"measure": measure.name, "goal": goal}
    return plain_form(request, area, form, _texts(area, title, measure.get_absolute_url()))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def score_create(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_for_change(request, slug)
    measure = get_object_or_404(Measure.objects.select_related("area").without_shapes(), area=area, pk=pk)
    score = Score(measure=measure, scored_on=timezone.localdate())
    return _score(request, area, score, _("New judgement of “%(measure)s”"))


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def score_edit(request: Request, slug: str, pk: int, score: int) -> HttpResponse:
    area = open_for_change(request, slug)
    return _score(request, area, _open_score(area, pk, score), _("Edit judgement of “%(measure)s”"))


def _open_score(area: PilotArea, pk: int, score: int) -> Score:
    scores = Score.objects.select_related("measure__area", "organisation")
    return get_object_or_404(scores, pk=score, measure=pk, measure__area=area)


def _score(request: Request, area: PilotArea, score: Score, title: str) -> HttpResponse:
    form = ScoreForm(request.POST or None, instance=score, area=area)
    measure = score.measure
    if is_valid(request, form):
        keep(form.save(commit=False), request, _("The judgement has been saved."))
        return redirect(measure)
    texts = _texts(area, title % {"measure": measure.name}, measure.get_absolute_url())
    remove = reverse("goals:score-delete", args=[area.slug, measure.pk, score.pk]) if score.pk else ""
    return plain_form(request, area, form, {**texts, "remove": remove})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def score_delete(request: Request, slug: str, pk: int, score: int) -> HttpResponse:
    area = open_for_change(request, slug)
    row = _open_score(area, pk, score)
    name = pages.party(row, with_names=True)
    back = row.measure.get_absolute_url()
    return confirm_removal(request, area, row, {"name": name, "text": "", "back": back})
