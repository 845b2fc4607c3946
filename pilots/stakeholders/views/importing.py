"""Parties from a table: template, dry run with what is wrong per row, and only then the import."""

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import opens
from core.sheetfiles import Line
from core.tabular import csv_response, xlsx_response
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area
from pilots.stakeholders import actions, imports
from pilots.stakeholders.forms import CheckedTableForm, ImportForm
from pilots.stakeholders.models import Organisation


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def partner_import(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    if "table" in request.POST:
        return _carry_out(request, area)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _dry_run(request, area, form.cleaned_data["file"])
    context = {"area": area, "form": form, "columns": imports.COLUMNS, "kinds": imports.kind_words()}
    return render(request, "stakeholders/import.html", context)


def _plan(request: Request, area: PilotArea, lines: list[Line]) -> imports.Plan:
    return imports.check(lines, area, Organisation.objects.visible_to(request.user))


def _dry_run(request: Request, area: PilotArea, lines: list[Line]) -> HttpResponse:
    plan = _plan(request, area, lines)
    checked = None if plan.faults else CheckedTableForm.of(lines, area)
    status = 422 if plan.faults else 200
    context = {"area": area, "plan": plan, "checked": checked, "form": ImportForm()}
    return render(request, "stakeholders/import_plan.html", context, status=status)


def _carry_out(request: Request, area: PilotArea) -> HttpResponse:
    """Check the table again, because the area may have changed since the dry run, and then import it."""
    form = CheckedTableForm(request.POST, area=area)
    if not form.is_valid():
        messages.error(request, _("This table waited too long. Send the file again."))
        return redirect("stakeholders:partner-import", slug=area.slug)
    lines = form.cleaned_data["table"]
    plan = _plan(request, area, lines)
    if plan.faults:
        return _dry_run(request, area, lines)
    made, changed = actions.import_partners(area=area, entries=plan.entries, by=request.user)
    words = _("Imported: %(made)d parties were added and %(changed)d were changed.")
    messages.success(request, words % {"made": made, "changed": changed})
    return redirect("stakeholders:partner-list", slug=area.slug)


@opens("areas.change_pilotarea")
@require_safe
def import_template(request: Request, slug: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    open_area(request, slug, "areas.change_pilotarea")
    header, rows = imports.template()
    if kind == "csv":
        return csv_response("sjabloon-betrokkenen.csv", header, rows)
    if kind == "xlsx":
        return xlsx_response("sjabloon-betrokkenen.xlsx", header, rows, title=_("Stakeholders"))
    raise Http404
