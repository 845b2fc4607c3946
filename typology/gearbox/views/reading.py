"""Collaborations of an area with their outcome, their joint answers, and the gears on their own."""

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
from typology.gearbox.pages.arranging import arranging_page, reader_of, summary
from typology.gearbox.pages.collaborations import collaboration_page
from typology.gearbox.pages.result import result_page
from typology.gearbox.pages.similar import similar_page
from typology.gearbox.views.doors import CHANGE, VIEW, open_collaboration


@opens(EVERYBODY)
@login_not_required
@require_safe
def gear_list(request: HttpRequest) -> HttpResponse:
    return render(request, "typology/gear_list.html", {"page": gears_page()})


@opens(VIEW)
@require_safe
def assessment_detail(request: Request, slug: str) -> HttpResponse:
    """Show the current collaboration of an area, or how to start one."""
    area = open_area(request, slug, VIEW)
    return _detail(request, area, find_collaboration(area))


@opens(VIEW)
@require_safe
def collaboration_detail(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk)
    return _detail(request, found.area, found)


def _detail(request: Request, area: PilotArea, collaboration: Collaboration | None) -> HttpResponse:
    around = collaboration_page(area, collaboration, request.user)
    context = {"area": area, "collaboration": collaboration, "page": None, "around": around}
    if collaboration is not None:
        context |= outcome_of(request, collaboration)
    return render(request, "typology/assessment_detail.html", context)


def outcome_of(request: Request, collaboration: Collaboration) -> dict[str, Any]:
    """Gather what the page of an outcome shows to this reader."""
    result = result_page(collaboration)
    arranging = arranging_page(collaboration, reader_of(request.user, collaboration.area))
    return {"page": result.profile, "result": result, "arranging": arranging}


@opens(VIEW)
@require_safe
def assessment_summary(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, VIEW)
    found = find_collaboration(area)
    arranging = summary(arranging_page(found, reader_of(request.user, area))) if found else ""
    context = {"area": area, "page": profile_page(found) if found else None, "arranging": arranging}
    return render(request, "typology/assessment_summary.html", context)


@opens(VIEW)
@require_safe
def similar_areas(request: Request, slug: str) -> HttpResponse:
    """Show areas that have much in common with this one, as a page or as a part of the outcome."""
    area = open_area(request, slug, VIEW)
    context = {"area": area, "page": similar_page(area, request.user)}
    return render_part(request, "typology/similar_areas.html", "alike", context)


@opens(CHANGE)
@require_POST
def assessment_start(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, CHANGE)
    try:
        actions.start_collaboration(area=area, by=request.user)
    except TypologyVersion.DoesNotExist:
        messages.error(request, _("There is no typology yet. Ask an admin to load the content packs."))
        return redirect("typology:assessment-detail", slug=slug)
    return redirect("typology:assessment-edit", slug=slug, part="subject")


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_edit(request: Request, slug: str, part: str) -> HttpResponse:
    """Answer one part of the current collaboration."""
    collaboration = find_collaboration(open_area(request, slug, CHANGE))
    if collaboration is None:
        raise Http404
    return _edit(request, collaboration, part)


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_edit(request: Request, slug: str, pk: int, part: str) -> HttpResponse:
    return _edit(request, open_collaboration(request, slug, pk, CHANGE), part)


def _edit(request: Request, collaboration: Collaboration, part: str) -> HttpResponse:
    all_parts = parts(collaboration.version.tables)
    chosen = next((each for each in all_parts if each.code == part), None)
    if chosen is None:
        raise Http404
    if not collaboration.is_running:
        messages.error(request, _("This collaboration has ended. Open it again to change something."))
        return redirect(collaboration)
    data = request.POST if request.method == "POST" else None
    form = PartForm(chosen, collaboration.answers, collaboration.explanations, data)
    is_saved = data is not None and form.is_valid()
    if is_saved:
        answers, explanations = form.sent(), form.sent(EXPLANATION)
        collaboration = actions.answer(
            collaboration=collaboration, by=request.user, answers=answers, explanations=explanations
        )
    context = {"form": form, "part": chosen, "is_saved": is_saved, "now": timezone.now()}
    if request.htmx:
        return render(request, "typology/assessment_form.html#saved", context)
    if is_saved:
        messages.success(request, _("Your answers are saved."))
        return _to_next(all_parts, chosen, collaboration)
    context |= {"area": collaboration.area, "collaboration": collaboration}
    context["parts"] = _progress(all_parts, collaboration)
    return render(request, "typology/assessment_form.html", context, status=422 if data is not None else 200)


def _to_next(all_parts: tuple[Part, ...], chosen: Part, collaboration: Collaboration) -> HttpResponse:
    """Go on with the next part, or to the outcome after the last one."""
    following = all_parts[all_parts.index(chosen) + 1 :]
    if following:
        return redirect("typology:collaboration-edit", collaboration.area.slug, collaboration.pk, following[0].code)
    return redirect(collaboration)


def _progress(all_parts: tuple[Part, ...], collaboration: Collaboration) -> list[tuple[Part, bool]]:
    """Return every part, and whether all its questions are answered."""
    return [(part, all(question.code in collaboration.answers for question in part.questions)) for part in all_parts]
