"""The to-arrange list of a collaboration: reading, taking up, reporting, undoing, its history and its exports."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from core.tabular import csv_response, xlsx_response
from pilots.areas.views.doors import open_area
from typology.gearbox import actions, exports
from typology.gearbox.arranging import Line
from typology.gearbox.filters import ArrangingFilter
from typology.gearbox.forms import ArrangementForm
from typology.gearbox.history import arranging_history
from typology.gearbox.models import Arrangement, Collaboration
from typology.gearbox.pages.arranging import (
    Arranging,
    ArrangingPage,
    Reader,
    arrange,
    arranging_page,
    lines_for_condition,
    list_url,
    reader_of,
    shown_line,
)
from typology.gearbox.pages.profile import find_collaboration
from typology.gearbox.views.doors import CHANGE, VIEW, open_collaboration

INVOLVED = "areas.involve_pilotarea"
PAGE_SIZE = 50
SAVED = ("bewaard", "versie")  # in the address after saving: which line, and how it was left


def _list(request: Request, found: Collaboration) -> tuple[ArrangingPage, Reader, ArrangingFilter]:
    reader = reader_of(request.user, found.area)
    page = arranging_page(found, reader)
    return page, reader, ArrangingFilter(request.GET, page=page, is_involved=reader.is_involved)


@opens(VIEW)
@require_safe
def arrangement_list(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk)
    page, reader, chosen = _list(request, found)
    lines = chosen.keep(page.lines)
    query = request.GET.copy()
    saved, version = (query.pop(name, [""])[-1] for name in SAVED)
    context = {
        "area": found.area,
        "collaboration": found,
        "page": page,
        "reader": reader,
        "form": chosen,
        "to_do": [line for line in lines if line.is_to_do],
        "settled": [line for line in lines if not line.is_to_do],
        "shown": len(lines),
        "query": query.urlencode(),
        "saved": next((line for line in page.lines if line.key == saved and line.url), None),
        "saved_version": version,
    }
    return render_part(request, "typology/arrangement_list.html", "lines", context)


@opens(VIEW)
@require_safe
def arrangement_current(request: Request, slug: str) -> HttpResponse:
    """Go to the list of the current collaboration; as a part of the page of a condition, say what helps to close it."""
    area = open_area(request, slug, VIEW)
    code = request.GET.get("voorwaarde", "")
    if request.htmx and code:
        lines = lines_for_condition(area, code, request.user)
        return render(request, "typology/condition_arrangements.html", {"area": area, "lines": lines, "code": code})
    found = find_collaboration(area)
    if found is None:
        return redirect("typology:assessment-detail", slug=slug)
    query = request.GET.urlencode()
    return redirect(f"{list_url(found)}?{query}" if query else list_url(found))


@opens(VIEW)
@require_safe
def arrangement_export(request: Request, slug: str, pk: int, kind: str) -> HttpResponseBase:
    found = open_collaboration(request, slug, pk)
    page, reader, chosen = _list(request, found)
    header = exports.arranging_header(is_involved=reader.is_involved)
    rows = exports.arranging_rows(chosen.keep(page.lines), is_involved=reader.is_involved)
    name = f"te-regelen-{found.area.slug}.{kind}"
    if kind == "csv":
        return csv_response(name, header, rows)
    if kind == "xlsx":
        return xlsx_response(name, header, rows, title=_("What is left to arrange"))
    raise Http404


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def arrangement_add(request: Request, slug: str, pk: int) -> HttpResponse:
    """Add a point in own words."""
    found = open_collaboration(request, slug, pk, CHANGE)
    if not found.is_running:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = ArrangementForm(data, area=found.area, tables=found.version.tables, is_own=True)
    if form.is_bound and form.is_valid():
        row = actions.add_arrangement(collaboration=found, by=request.user, **form.values)
        return _saved(found, row, str(row.pk))
    context = {"area": found.area, "collaboration": found, "form": form, "line": None}
    return render(request, "typology/arrangement_form.html", context, status=422 if form.is_bound else 200)


@opens(INVOLVED)
@require_http_methods(["GET", "HEAD", "POST"])
def arrangement_edit(request: Request, slug: str, pk: int, key: str) -> HttpResponse:
    """Say who arranges something, by when and how far it is; whoever takes care of it reports how far it is."""
    arranging, line, reader = _open_line(request, slug, pk, key)
    form = _form(request, arranging, line, reader)
    if form.is_bound and form.is_valid():
        try:
            return _saved(arranging.collaboration, _keep(arranging, line, request, form), key)
        except actions.ArrangementConflictError as conflict:
            form.show_conflict(conflict.saved)
            return _form_page(request, arranging, line, form, reader, status=409)
    return _form_page(request, arranging, line, form, reader, status=422 if form.is_bound else 200)


def _open_line(request: Request, slug: str, pk: int, key: str) -> tuple[Arranging, Line, Reader]:
    """Return a line that this person may work on; any other does not exist."""
    found = open_collaboration(request, slug, pk, INVOLVED)
    reader = reader_of(request.user, found.area)
    arranging = arrange(found)
    line = arranging.line(key)
    if line is None or not found.is_running or not (reader.can_change or reader.owns(line.row)):
        raise Http404
    return arranging, line, reader


def _form(request: Request, arranging: Arranging, line: Line, reader: Reader) -> ArrangementForm:
    return ArrangementForm(
        request.POST if request.method == "POST" else None,
        area=arranging.collaboration.area,
        tables=arranging.tables,
        row=line.row,
        is_own=line.point is None and not line.row.code,
        is_report=not reader.can_change,
    )


def _keep(arranging: Arranging, line: Line, request: Request, form: ArrangementForm) -> Arrangement:
    kept: dict[str, Any] = {"by": request.user, "seen": form.cleaned_data["seen"], **form.values}
    if line.point is not None:
        return actions.take_up_point(collaboration=arranging.collaboration, point=line.point, **kept)
    return actions.change_arrangement(arrangement=line.row, **kept)


def _form_page(
    request: Request, arranging: Arranging, line: Line, form: ArrangementForm, reader: Reader, status: int
) -> HttpResponse:
    found = arranging.collaboration
    context = {
        "area": found.area,
        "collaboration": found,
        "form": form,
        "line": shown_line(arranging, line, reader),
        "version": actions.version_of(line.row),
    }
    return render(request, "typology/arrangement_form.html", context, status=status)


def _saved(found: Collaboration, row: Arrangement, key: str) -> HttpResponse:
    """Go back to the list, which says what was saved and offers to undo it."""
    return redirect(f"{list_url(found)}?bewaard={key}&versie={actions.version_of(row).replace('+', '%2B')}#bewaard")


@opens(INVOLVED)
@require_POST
def arrangement_undo(request: Request, slug: str, pk: int, key: str) -> HttpResponse:
    """Put a line back to how it was before it was saved."""
    arranging, line, _reader = _open_line(request, slug, pk, key)
    row = get_object_or_404(Arrangement, pk=line.row.pk if line.row else 0)
    try:
        actions.undo_arrangement(arrangement=row, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, _("Undone. The list is as it was before."))
    except actions.UndoError as error:
        messages.error(request, str(error))
    return redirect(list_url(arranging.collaboration))


@opens(INVOLVED)
@require_safe
def arrangement_history(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, INVOLVED)
    page = Paginator(arranging_history(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"area": found.area, "collaboration": found, "page": page}
    return render(request, "typology/arrangement_history.html", context)
