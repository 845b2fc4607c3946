"""Pages of the toolbox: finding, reading, writing and judging items."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import ACCOUNT, EVERYBODY, opens
from core.htmx import render_part
from pilots.areas.views.doors import open_area
from pilots.findings.models import Finding
from pilots.findings.pages import with_parts
from toolbox import actions
from toolbox.enums import CURATOR_MOVES, PRACTICE_MOVES, PracticeState
from toolbox.forms import MoveForm, PracticeForm, SourceFormSet, sources_of
from toolbox.models import Practice
from toolbox.pages import desk_page, list_page, practice_page, suggestion_list, suggestions_page
from toolbox.starts import Started, started


def _practice(request: HttpRequest, slug: str, permission: str) -> Practice:
    """Return the item when this person may do this with it; otherwise it does not exist."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user).defer("search", "words"), slug=slug)
    if not request.user.has_perm(permission, practice):
        raise Http404
    return practice


@opens(EVERYBODY)
@login_not_required
@require_safe
def practice_list(request: HttpRequest) -> HttpResponse:
    return render_part(request, "toolbox/practice_list.html", "found", {"page": list_page(request.GET)})


@opens(EVERYBODY)
@login_not_required
@require_safe
def practice_detail(request: HttpRequest, slug: str) -> HttpResponse:
    practice = _practice(request, slug, "toolbox.view_practice")
    return _detail(request, practice, MoveForm(initial={"criteria": practice.criteria_met}))


def _detail(request: HttpRequest, practice: Practice, form: MoveForm, status: int = 200) -> HttpResponse:
    moves = PRACTICE_MOVES[PracticeState(practice.state)]
    finding = Finding.objects.visible_to(request.user).filter(pk=practice.finding_id or 0).first()
    context = {
        "practice": practice,
        "finding": finding,
        "page": practice_page(practice, request.user),
        "form": form,
        "own_moves": sorted(moves - CURATOR_MOVES),
        "curator_moves": sorted(moves & CURATOR_MOVES),
    }
    return render(request, "toolbox/practice_detail.html", context, status=status)


@opens("areas.view_pilotarea")
@require_safe
def practice_suggestions(request: Request, area: str) -> HttpResponse:
    """Answer with a part of a page about an area: what others did. `?punt=` asks it of one thing to arrange."""
    found = open_area(request, area, "areas.view_pilotarea")
    page = suggestions_page(found, code=request.GET.get("punt", ""))
    return render(request, "toolbox/suggestions.html", {"page": page, "area": found})


@opens("areas.view_pilotarea")
@require_safe
def suggestion_search(request: Request, area: str) -> HttpResponse:
    """Search the toolbox for an area: what fits comes first."""
    found = open_area(request, area, "areas.view_pilotarea")
    context = {"page": suggestion_list(found, request.GET), "area": found}
    return render_part(request, "toolbox/suggestion_list.html", "found", context)


@opens(ACCOUNT)
@require_safe
def practice_desk(request: Request) -> HttpResponse:
    return render(request, "toolbox/practice_desk.html", {"page": desk_page(request.user)})


@opens(ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_create(request: Request) -> HttpResponse:
    """Write an item; `?bevinding=` starts from a finding and keeps the link to it."""
    key = request.GET.get("bevinding", "")
    if not key:
        return _write(request, Practice())
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    finding = get_object_or_404(with_parts(Finding.objects.visible_to(request.user)), pk=key)
    return _write(request, Practice(finding=finding), started(finding))


@opens("findings.view_finding")
@require_safe
def finding_practices(request: Request, finding: int) -> HttpResponse:
    """Answer with a part of the page of a finding: the items that were made from it."""
    found = get_object_or_404(Finding.objects.visible_to(request.user), pk=finding)
    practices = Practice.objects.visible_to(request.user).filter(finding=found).only("title", "slug", "state")
    return render(request, "toolbox/finding_practices.html", {"practices": practices, "finding": found})


@opens("toolbox.change_practice")
@require_http_methods(["GET", "HEAD", "POST"])
def practice_edit(request: Request, slug: str) -> HttpResponse:
    return _write(request, _practice(request, slug, "toolbox.change_practice"))


def _write(request: Request, practice: Practice, start: Started | None = None) -> HttpResponse:
    form = PracticeForm(request.POST or None, instance=practice, initial=start.texts if start else None)
    known = [start.source] if start else practice.sources
    sources = SourceFormSet(request.POST or None, initial=known, prefix="sources")
    stored = practice.updated_at.isoformat() if practice.pk else ""
    seen = request.POST.get("seen", stored)
    if request.method == "POST" and form.is_valid() & sources.is_valid():
        texts = {"practice": form.save(commit=False), "sources": sources_of(sources)}
        try:
            practice = actions.write_practice(**texts, by=request.user, seen=seen)
        except actions.MoveRefusedError as error:
            messages.error(request, str(error))
            seen = stored
        else:
            messages.success(request, _("Saved. This is how the item will look."))
            return redirect(practice)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "sources": sources, "practice": practice, "seen": seen}
    return render(request, "toolbox/practice_form.html", context, status=status)


@opens("toolbox.view_practice")
@require_http_methods(["POST"])
def practice_move(request: Request, slug: str) -> HttpResponse:
    form = MoveForm(request.POST)
    valid = form.is_valid()
    to = form.cleaned_data.get("to")
    if to not in PracticeState.values:
        raise Http404
    permission = "toolbox.review_practice" if to in CURATOR_MOVES else "toolbox.move_practice"
    practice = _practice(request, slug, permission)
    if not valid:
        return _detail(request, practice, form, status=422)
    try:
        moved = actions.move_practice(practice=practice, by=request.user, **form.cleaned_data)
    except actions.MoveRefusedError as error:
        messages.error(request, str(error))
        return redirect(practice)
    messages.success(request, _("This item is now: %(state)s.") % {"state": moved.get_state_display().lower()})
    return redirect(moved)
