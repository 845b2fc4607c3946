"""Editing obligations, chosen instruments, costs and cover."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import ModelForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from core.access import opens
from governance.instruments.forms import ChoiceForm, CostForm, CoverForm, ObligationForm
from governance.instruments.models import (
    Catalogue,
    Choice,
    CostLine,
    CoverLine,
    Obligation,
    newest_catalogue,
    newest_funds,
)
from governance.instruments.views.doors import open_measures
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area
from pilots.goals.models import Goal, Measure
from pilots.goals.texts import Library

CHANGE = "areas.change_pilotarea"


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def obligation_edit(request: Request, slug: str, goal: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    found = get_object_or_404(Goal.objects.filter(area=area).without_shapes(), pk=goal)
    obligation = Obligation.objects.filter(goal=found).first() or Obligation(goal=found)
    form = ObligationForm(request.POST or None, instance=obligation)
    title = _("Obligation of %(goal)s") % {"goal": Library({found.reference_id}).goal_name(found)}
    return _edit(request, form, area, "instruments:obligation-list", title)


def _edit(
    request: Request, form: "ModelForm[Any]", area: PilotArea, back: str, title: str, delete: str = ""
) -> HttpResponse:
    """Show the form, or save it and go back to its list. delete: name of the address to remove the row."""
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(back, slug=area.slug)
    context = {"area": area, "form": form, "title": title, "back": back, "delete": delete}
    return render(request, "instruments/line_form.html", context)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def choice_create(request: Request, slug: str, measure: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    found = _among(open_measures(area), measure)
    catalogue = _loaded(newest_catalogue())
    choice = Choice(measure=found, catalogue=catalogue)
    form = ChoiceForm(request.POST or None, instance=choice, instruments=catalogue.instruments)
    return _edit(request, form, area, "instruments:mix", _("Instrument for %(measure)s") % {"measure": found.name})


def _among(measures: list[Measure], key: int) -> Measure:
    for measure in measures:
        if measure.pk == key:
            return measure
    raise Http404


def _loaded(catalogue: Catalogue | None) -> Catalogue:
    if catalogue is None:
        raise Http404
    return catalogue


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def choice_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    choice = get_object_or_404(Choice.objects.select_related("measure", "catalogue"), pk=pk, measure__area=area)
    form = ChoiceForm(request.POST or None, instance=choice, instruments=choice.catalogue.instruments)
    title = _("Instrument for %(measure)s") % {"measure": choice.measure.name}
    return _edit(request, form, area, "instruments:mix", title, "instruments:choice-delete")


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def choice_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    choice = get_object_or_404(Choice.objects.select_related("measure", "catalogue"), pk=pk, measure__area=area)
    named = next(one.label for one in choice.catalogue.instruments if one.code == choice.instrument)
    return _delete(request, choice, area, "instruments:mix", f"{named} – {choice.measure.name}")


def _delete(request: Request, row: Model, area: PilotArea, back: str, named: str) -> HttpResponse:
    if request.method == "POST":
        row.delete()
        messages.success(request, _("Removed. It stays in the history."))
        return redirect(back, slug=area.slug)
    return render(request, "instruments/line_delete.html", {"area": area, "named": named, "back": back})


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def cost_create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    form = CostForm(request.POST or None, instance=CostLine(area=area), measures=open_measures(area))
    return _edit(request, form, area, "instruments:budget", _("Add costs"))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def cost_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    line = get_object_or_404(CostLine, pk=pk, area=area)
    form = CostForm(request.POST or None, instance=line, measures=open_measures(area))
    return _edit(request, form, area, "instruments:budget", _("Change costs"), "instruments:cost-delete")


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def cost_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    line = get_object_or_404(CostLine.objects.select_related("measure"), pk=pk, area=area)
    return _delete(request, line, area, "instruments:budget", str(line))


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def cover_create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    line = CoverLine(area=area, catalogue=_loaded(newest_funds()))
    return _edit(request, _cover_form(request, line, area), area, "instruments:budget", _("Add cover"))


def _cover_form(request: Request, line: CoverLine, area: PilotArea) -> CoverForm:
    funds = [(fund.code, fund.label) for fund in line.catalogue.funds]
    return CoverForm(request.POST or None, instance=line, measures=open_measures(area), funds=funds)


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def cover_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    line = get_object_or_404(CoverLine.objects.select_related("catalogue"), pk=pk, area=area)
    form = _cover_form(request, line, area)
    return _edit(request, form, area, "instruments:budget", _("Change cover"), "instruments:cover-delete")


@opens(CHANGE)
@require_http_methods(["GET", "POST"])
def cover_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    line = get_object_or_404(CoverLine, pk=pk, area=area)
    return _delete(request, line, area, "instruments:budget", str(line))
