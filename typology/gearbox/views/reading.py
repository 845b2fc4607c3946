"""Pages of the schakelbak of an area, and the gears on their own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import EVERYBODY, opens
from core.htmx import render_part
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area
from typology.gearbox import actions
from typology.gearbox.forms import EXPLANATION, Part, PartForm, parts
from typology.gearbox.models import Collaboration, TypologyVersion
from typology.gearbox.pages import find_collaboration, gears_page, profile_page
from typology.gearbox.pages.arranging import arranging_page, reader_of
from typology.gearbox.pages.result import result_page
from typology.gearbox.pages.similar import similar_page


def _area(request: Request, slug: str) -> PilotArea:
    """Return an area this person may open; otherwise it does not exist."""
    return open_area(request, slug, "areas.view_pilotarea")


def _own_area(request: Request, slug: str) -> PilotArea:
    return open_area(request, slug, "areas.change_pilotarea")


@opens(EVERYBODY)
@login_not_required
@require_safe
def gear_list(request: HttpRequest) -> HttpResponse:
    return render(request, "typology/gear_list.html", {"page": gears_page()})


@opens("areas.view_pilotarea")
@require_safe
def assessment_detail(request: Request, slug: str) -> HttpResponse:
    area = _area(request, slug)
    collaboration = find_collaboration(area)
    context = {"area": area, "collaboration": collaboration, "page": None}
    if collaboration is not None:
        context |= outcome_of(request, collaboration)
    return render(request, "typology/assessment_detail.html", context)


def outcome_of(request: Request, collaboration: Collaboration) -> dict[str, Any]:
    """Gather what the page of an outcome shows to this reader."""
    result = result_page(collaboration)
    arranging = arranging_page(collaboration, reader_of(request.user, collaboration.area))
    return {"page": result.profile, "result": result, "arranging": arranging}


@opens("areas.view_pilotarea")
@require_safe
def assessment_summary(request: Request, slug: str) -> HttpResponse:
    area = _area(request, slug)
    return render(request, "typology/assessment_summary.html", {"area": area, "page": profile_page(area)})


@opens("areas.view_pilotarea")
@require_safe
def similar_areas(request: Request, slug: str) -> HttpResponse:
    """Show areas that have much in common with this one, as a page or as a part of the outcome."""
    area = _area(request, slug)
    context = {"area": area, "page": similar_page(area, request.user)}
    return render_part(request, "typology/similar_areas.html", "alike", context)


@opens("areas.change_pilotarea")
@require_POST
def assessment_start(request: Request, slug: str) -> HttpResponse:
    area = _own_area(request, slug)
    try:
        actions.start_collaboration(area=area, by=request.user)
    except TypologyVersion.DoesNotExist:
        messages.error(request, _("There is no typology yet. Ask an admin to load the content packs."))
        return redirect("typology:assessment-detail", slug=slug)
    return redirect("typology:assessment-edit", slug=slug, part="subject")


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_edit(request: Request, slug: str, part: str) -> HttpResponse:
    assessment = find_collaboration(_own_area(request, slug))
    if assessment is None:
        raise Http404
    all_parts = parts(assessment.version.tables)
    chosen = next((each for each in all_parts if each.code == part), None)
    if chosen is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = PartForm(chosen, assessment.answers, assessment.explanations, data)
    is_saved = data is not None and form.is_valid()
    if is_saved:
        assessment = actions.answer(
            collaboration=assessment, by=request.user, answers=form.sent(), explanations=form.sent(EXPLANATION)
        )
    context = {"form": form, "part": chosen, "is_saved": is_saved, "now": timezone.now()}
    if request.htmx:
        return render(request, "typology/assessment_form.html#saved", context)
    if is_saved:
        messages.success(request, _("Your answers are saved."))
        return _to_next(all_parts, chosen, assessment)
    context |= {"area": assessment.area, "parts": _progress(all_parts, assessment)}
    return render(request, "typology/assessment_form.html", context, status=422 if data is not None else 200)


def _to_next(all_parts: tuple[Part, ...], chosen: Part, assessment: Collaboration) -> HttpResponse:
    """Go on with the next part, or to the outcome after the last one."""
    following = all_parts[all_parts.index(chosen) + 1 :]
    if following:
        return redirect("typology:assessment-edit", slug=assessment.area.slug, part=following[0].code)
    return redirect(assessment)


def _progress(all_parts: tuple[Part, ...], assessment: Collaboration) -> list[tuple[Part, bool]]:
    """Return every part, and whether all its questions are answered."""
    return [(part, all(question.code in assessment.answers for question in part.questions)) for part in all_parts]
