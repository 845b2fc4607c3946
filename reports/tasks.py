"""Making reports in the worker, and the sweeper that keeps any from getting lost."""

from dataclasses import replace
from typing import Any

import structlog
from celery import shared_task
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import pdf
from core.jobs import send_now
from core.plain import content_hash
from reports import actions, printing
from reports.differences import Since, compare
from reports.enums import Step
from reports.general import GuideReport
from reports.models import Report, ReportJob
from reports.snapshots import snapshot as take_snapshot

log = structlog.get_logger(__name__)


def send(job_id: int) -> None:
    """Offer a waiting job to the workers; when the broker is down, the sweeper offers it again."""
    if send_now(make_report, job_id):
        actions.note_sent(job_id=job_id)


@shared_task
def sweep_jobs() -> int:
    """Offer again what was never sent, what is due for another try, and what a dead worker left behind."""
    waiting = actions.find_unsent()
    for job_id in waiting:
        send(job_id)
    return len(waiting)


@shared_task
def make_report(job_id: int) -> None:
    """Make the report of this job, unless it is done, cancelled or in the hands of another worker."""
    job = actions.claim_job(job_id=job_id)
    if job is None:
        return
    try:
        with actions.keep_lease(job), translation.override(job.language):
            _make(job)
    except actions.ClaimLost:
        log.info("report stopped", job=job.pk)
    except Exception:  # whatever goes wrong, the person who waits has to be told
        log.exception("report failed", job=job.pk, attempt=job.attempts)
        _give_back(job)


def _make(job: ReportJob) -> Report:
    actions.start_step(job=job, step=Step.COLLECT)
    content, snapshot = _compared(job)
    withdrawals = actions.withdrawals_before(job=job)
    digest = content_hash([printing.EDITION, job.kind, job.language, withdrawals, content])
    same = actions.find_version(job=job, content_hash=digest)
    if same:
        return actions.reuse_version(job=job, report=same)
    colophon = printing.colophon(job, version=actions.reserve_version(job=job), content_hash=digest)
    actions.start_step(job=job, step=Step.LAY_OUT)
    document = pdf.lay_out(printing.html(content, colophon))
    actions.start_step(job=job, step=Step.DRAW)
    made = pdf.write(document, made_at=job.created_at, data=printing.data(content, colophon))
    actions.start_step(job=job, step=Step.STORE)
    return actions.store_version(job=job, version=colophon.version, content_hash=digest, pdf=made, snapshot=snapshot)


def _compared(job: ReportJob) -> tuple[printing.Content, dict[str, Any]]:
    """Collect the content with what changed since an earlier version, and what the next one is compared by."""
    content = printing.collect(job.kind, job.area)
    if isinstance(content, GuideReport):
        return content, {}  # its versions have a page of their own that compares them
    snapshot = take_snapshot(content)
    base = actions.find_base(job=job, snapshot=snapshot)
    if base is None:
        return content, snapshot
    made_on = timezone.localtime(base.made_at).date()
    return replace(content, since=Since(base.version, made_on, compare(base.snapshot, snapshot))), snapshot


def _give_back(job: ReportJob) -> None:
    try:
        problem = _(
            "Something went wrong while the report was made. It was not your doing; the details are in the log."
        )
        actions.give_back(job=job, problem=problem)
    except actions.ClaimLost:
        log.info("report stopped", job=job.pk)
