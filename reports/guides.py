"""Pages about the general guide as a PDF: its versions, asking for a new one, following it, and the download."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from core.htmx import render_part
from reports import actions, tasks
from reports.enums import ReportKind
from reports.models import Report, ReportJob
from reports.pages import general_shelf, job_page
from reports.views import file_of


def _job(key: UUID) -> ReportJob:
    rows = ReportJob.objects.select_related("area", "requested_by", "report__area", "report__made_by")
    return get_object_or_404(rows, area=None, key=key)


@opens(ACCOUNT)
@require_safe
def guide_list(request: Request) -> HttpResponse:
    return render(request, "reports/guide_list.html", {"shelf": general_shelf()})


@opens("reports.general_reportjob")
@require_POST
def guide_create(request: Request) -> HttpResponse:
    language = request.user.language
    job = actions.request_report(area=None, kind=ReportKind.GUIDE, by=request.user, language=language)
    transaction.on_commit(lambda: tasks.send(job.pk))
    return redirect(job)


@opens("reports.general_reportjob")
@require_safe
@never_cache
def guide_job_detail(request: Request, key: UUID) -> HttpResponse:
    job = _job(key)
    may_cancel = request.user.has_perm("reports.cancel_reportjob", job)
    context = {"area": None, "page": job_page(job, may_cancel=may_cancel), "superseded": ""}
    return render_part(request, "reports/job_detail.html", "progress", context)


@opens("reports.cancel_reportjob")
@require_POST
def guide_job_cancel(request: Request, key: UUID) -> HttpResponse:
    job = _job(key)
    if not request.user.has_perm("reports.cancel_reportjob", job):
        raise Http404
    return redirect(actions.cancel_job(job=job))


@opens("reports.general_reportjob")
@require_POST
def guide_job_retry(request: Request, key: UUID) -> HttpResponse:
    job = actions.retry_job(job=_job(key))
    transaction.on_commit(lambda: tasks.send(job.pk))
    messages.info(request, _("The report is in the queue again."))
    return redirect(job)


@opens("reports.view_report")
@require_safe
def guide_download(request: Request, version: int) -> FileResponse:
    rows = Report.objects.visible_to(request.user).with_names()
    return file_of(get_object_or_404(rows, area=None, version=version))
