"""Pages about reports: the versions of an area, asking for a new one, following it, and the download."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import enter, open_area
from reports import actions, tasks
from reports.enums import AREA_KINDS, ReportKind
from reports.models import Report, ReportJob
from reports.pages import job_page, reports_page


def _own_area(request: Request, slug: str) -> PilotArea:
    """Return the area when this user may have reports made of it."""
    return open_area(request, slug, "reports.add_reportjob")


def _job(request: Request, slug: str, key: UUID) -> ReportJob:
    rows = ReportJob.objects.select_related("area", "requested_by", "report__area", "report__made_by")
    return get_object_or_404(rows, area=_own_area(request, slug), key=key)


@opens("areas.view_pilotarea")
@require_safe
def report_list(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.view_pilotarea")
    can_read = request.user.has_perm("reports.view_report", Report(area=area))
    page = reports_page(area, request.user)
    return render(request, "reports/report_list.html", {"area": area, "page": page, "can_read": can_read})


@opens("reports.add_reportjob")
@require_POST
def job_create(request: Request, slug: str, kind: str) -> HttpResponse:
    area = _own_area(request, slug)
    if kind not in AREA_KINDS:
        raise Http404
    job = actions.request_report(area=area, kind=ReportKind(kind), by=request.user, language=request.user.language)
    transaction.on_commit(lambda: tasks.send(job.pk))
    return redirect(job)


@opens("reports.add_reportjob")
@require_safe
@never_cache
def job_detail(request: Request, slug: str, key: UUID) -> HttpResponse:
    job = _job(request, slug, key)
    made = Report.objects.filter(pk=job.report_id or 0).with_withdrawals().first()
    context = {"area": job.area, "page": job_page(job), "superseded": made.superseded_because if made else ""}
    return render_part(request, "reports/job_detail.html", "progress", context)


@opens("reports.add_reportjob")
@require_POST
def job_cancel(request: Request, slug: str, key: UUID) -> HttpResponse:
    job = actions.cancel_job(job=_job(request, slug, key))
    return redirect(job)


@opens("reports.add_reportjob")
@require_POST
def job_retry(request: Request, slug: str, key: UUID) -> HttpResponse:
    job = actions.retry_job(job=_job(request, slug, key))
    transaction.on_commit(lambda: tasks.send(job.pk))
    messages.info(request, _("The report is in the queue again."))
    return redirect(job)


@opens("reports.view_report")
@require_safe
def report_download(request: Request, slug: str, kind: str, version: int) -> FileResponse | HttpResponse:
    """Send a version. One that a withdrawal has superseded: only to who makes reports, after a warning."""
    rows = Report.objects.visible_to(request.user).with_names().with_withdrawals()
    report = get_object_or_404(rows, area__slug=slug, kind=kind, version=version)
    if report.area and report.superseded_because:
        can_read = request.user.has_perm("reports.add_reportjob", report.area)
        if not can_read or request.GET.get("toch") != "ja":
            enter(request, report.area)
            context = {"report": report, "area": report.area, "can_read": can_read}
            return render(request, "reports/superseded.html", context, status=200 if can_read else 410)
    return file_of(report)


def file_of(report: Report) -> FileResponse:
    """Send the file of a version as a download."""
    try:
        content = report.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, as_attachment=True, filename=report.file_name)
    answer["Content-Type"] = "application/pdf"
    answer["Content-Language"] = report.language
    answer["Cache-Control"] = "private, no-cache"
    answer["ETag"] = f'"{report.sha256}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
