"""Writing findings, moving them, and what should follow from them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from core.access import opens
from core.edits import lock
from pilots.areas.models import PilotArea
from pilots.findings import actions, weighing
from pilots.findings.enums import FindingStatus, RecommendationState, moves_of
from pilots.findings.forms import FORM_OF, FindingForm, MoveForm, RecommendationForm
from pilots.findings.models import Finding, Recommendation
from pilots.findings.views.doors import open_finding

# Moves that change what others read are asked once more.
ASKED_AGAIN = frozenset({FindingStatus.PUBLISHED, FindingStatus.WITHDRAWN})


@opens("findings.add_finding")
@require_http_methods(["GET", "HEAD", "POST"])
def finding_create(request: Request) -> HttpResponse:
    """Write a finding; `?antwoord=`, `?citaat=` and `?gebied=` say what it is made from."""
    areas = PilotArea.objects.changeable_by(request.user).current().without_shapes().order_by("name")
    if not areas:
        raise Http404
    origin = weighing.origin(request.user, request.GET)
    chosen = [origin.area] if origin else areas.filter(slug=request.GET.get("gebied", ""))
    initial = {"areas": [area.pk for area in chosen], "themes": origin.themes if origin else []}
    sources = [origin.area] if origin else []
    form = FindingForm(request.POST or None, areas=areas, sources=sources, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.write_finding(
            finding=form.save(),
            areas=form.cleaned_data["areas"],
            by=request.user,
            **(origin.evidence if origin else {}),
        )
        messages.success(request, _("The finding has been saved as a concept."))
        return redirect(made)
    return _form(request, form, {"origin": origin})


@opens("findings.change_finding")
@require_http_methods(["GET", "HEAD", "POST"])
def finding_edit(request: Request, pk: int) -> HttpResponse:
    finding = open_finding(request, pk, "findings.change_finding")
    areas = PilotArea.objects.changeable_by(request.user).without_shapes().order_by("name")
    sources = weighing.source_areas(finding)
    form = FindingForm(request.POST or None, instance=finding, areas=areas, sources=sources)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            saved = actions.write_finding(
                finding=form.save(), areas=form.cleaned_data["areas"], by=request.user, version=version
            )
        except actions.EditConflictError as conflict:
            data = request.POST.copy()
            data["version"] = str(conflict.saved.version)
            form = FindingForm(data, instance=conflict.saved, areas=areas, sources=sources)
            return _form(request, form, {"finding": finding, "theirs": conflict.saved}, status=409)
        messages.success(request, _("The finding has been saved."))
        return redirect(saved)
    return _form(request, form, {"finding": finding})


def _form(request: Request, form: FindingForm, context: dict[str, Any], status: int = 200) -> HttpResponse:
    known = {"finding": None, "origin": None, "theirs": None}
    if form.is_bound and status == 200:
        status = 422
    return render(request, "findings/finding_form.html", {**known, **context, "form": form}, status=status)


@opens("findings.change_finding")
@require_POST
def finding_move(request: Request, pk: int) -> HttpResponse:
    finding = open_finding(request, pk, "findings.change_finding")
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Http404
    to = FindingStatus(form.cleaned_data["to"])
    if to in ASKED_AGAIN and not form.cleaned_data["is_confirmed"]:
        return render(request, "findings/finding_move.html", {"finding": finding, "to": to})
    before = finding.status
    try:
        moved = actions.move_finding(finding=finding, to=to, by=request.user)
    except actions.MoveError as error:
        messages.error(request, str(error))
        return redirect(finding)
    messages.success(request, _("This finding is now: %(status)s.") % {"status": moved.get_status_display().lower()})
    return redirect(f"{moved.get_absolute_url()}?was={before}")


# Recommendations -----------------------------------------------------------------------------------------------------


@opens("findings.change_finding")
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_create(request: Request, pk: int) -> HttpResponse:
    finding = open_finding(request, pk, "findings.change_finding")
    return _recommend(request, finding, Recommendation(finding=finding))


@opens("findings.change_finding")
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_edit(request: Request, pk: int, recommendation: int) -> HttpResponse:
    finding = open_finding(request, pk, "findings.change_finding")
    return _recommend(request, finding, _recommendation(finding, recommendation))


def _recommendation(finding: Finding, pk: int) -> Recommendation:
    return get_object_or_404(Recommendation, finding=finding, pk=pk)


@transaction.atomic
def _recommend(request: Request, finding: Finding, recommendation: Recommendation) -> HttpResponse:
    if request.method == "POST" and recommendation.pk:
        lock(recommendation)
    form = RecommendationForm(request.POST or None, instance=recommendation)
    if request.method == "POST" and form.is_valid():
        written = form.save(commit=False)
        actions.write_recommendation(recommendation=written, by=request.user, fields=form.stored_fields)
        messages.success(request, _("The recommendation has been saved."))
        return redirect(f"{finding.get_absolute_url()}#aanbevelingen")
    context = {"finding": finding, "form": form, "recommendation": recommendation}
    return render(request, "findings/recommendation_form.html", context, status=422 if form.is_bound else 200)


@opens("findings.change_finding")
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_move(request: Request, pk: int, recommendation: int, to: str) -> HttpResponse:
    """Move a recommendation; being sent and being answered ask for dates first."""
    finding = open_finding(request, pk, "findings.change_finding")
    row = _recommendation(finding, recommendation)
    if to not in RecommendationState.values or RecommendationState(to) not in moves_of(row.kind, row.state):
        raise Http404
    state = RecommendationState(to)
    form = FORM_OF[state](request.POST or None) if state in FORM_OF and _asks(row, state) else None
    if request.method != "POST" or (form is not None and not form.is_valid()):
        context = {"finding": finding, "recommendation": row, "form": form, "state": state}
        return render(
            request, "findings/recommendation_move.html", context, status=422 if form and form.is_bound else 200
        )
    facts = form.cleaned_data if form else {}
    try:
        actions.move_recommendation(recommendation=row, to=state, by=request.user, **facts)
    except actions.MoveError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The recommendation is now: %(state)s.") % {"state": str(state.label).lower()})
    return redirect(f"{reverse('findings:finding-detail', args=[finding.pk])}#aanbevelingen")


def _asks(row: Recommendation, to: RecommendationState) -> bool:
    """Say whether the move needs facts: a signal that was answered by mistake was sent already."""
    return not (to == RecommendationState.SENT and row.sent_on)
