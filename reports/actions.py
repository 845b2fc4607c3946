"""Everything that changes a report job or stores a version."""

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from core.pdf import Pdf
from pilots.areas.models import PilotArea
from pilots.interviews.models import Withdrawal
from reports.enums import JOB_MOVES, OPEN_STATES, JobState, ReportKind, Step
from reports.models import Report, ReportJob
from reports.retries import MAX_ATTEMPTS, pause_after

RESEND_AFTER = timedelta(minutes=5)  # a message the broker took may still be lost
FREE: dict[str, Any] = {"claim": None, "lease_until": None}


class ClaimLost(Exception):  # noqa: N818 -- not an error: somebody cancelled the job, or another worker has it now
    """This attempt no longer owns its job and must stop."""


def request_report(*, area: PilotArea | None, kind: ReportKind, by: User, language: str = "nl") -> ReportJob:
    """Note that this report is wanted; without an area the general guide. While one is open, that one is returned."""
    with transaction.atomic():
        _lock(area.pk if area else None)  # two clicks together must not both make a row
        same = ReportJob.objects.filter(area=area, kind=kind, language=language, state__in=OPEN_STATES)
        return same.first() or ReportJob.objects.create(area=area, kind=kind, language=language, requested_by=by)


def note_sent(*, job_id: int) -> None:
    """Note that the broker took the message, unless a quick worker failed already and the job waits for another try."""
    now = timezone.now()
    ReportJob.objects.filter(pk=job_id).exclude(next_try_at__gt=now).update(sent_at=now)


def claim_job(*, job_id: int) -> ReportJob | None:
    """Take a waiting job, or one whose worker died. Returns None when there is nothing to do for this message."""
    now = timezone.now()
    with transaction.atomic():
        free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
        due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
        rows = ReportJob.objects.select_for_update(skip_locked=True, of=("self",)).select_related(
            "area", "requested_by"
        )
        job = rows.filter(free, due, pk=job_id).first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            _end(job, JobState.FAILED, problem=_("The report stopped unexpectedly three times."))
            return None
        job.state, job.claim, job.lease_until = JobState.RUNNING, uuid4(), _lease_end()
        job.attempts += 1
        job.started_at = job.started_at or now
        job.step, job.problem, job.next_try_at = None, "", None
        job.save()
        return job


def start_step(*, job: ReportJob, step: Step) -> None:
    """Commit that this step starts. Raises ClaimLost when the job was cancelled or taken over."""
    job.step = step
    _write_claimed(job, step=step, lease_until=_lease_end())


@contextmanager
def keep_lease(job: ReportJob) -> Iterator[None]:
    """Renew the lease from a thread while a step takes longer than the lease; a dead process renews nothing."""
    stop = threading.Event()

    def renew() -> None:
        try:
            while not stop.wait(settings.REPORT_LEASE_SECONDS / 3):
                _write_claimed(job, lease_until=_lease_end())
        except ClaimLost:
            pass  # the step in progress finds out by itself
        finally:
            connection.close()

    thread = threading.Thread(target=renew, name=f"lease-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def find_version(*, job: ReportJob, content_hash: str) -> Report | None:
    """Return the version that already holds exactly this content."""
    return Report.objects.filter(area=job.area, kind=job.kind, content_hash=content_hash).first()


def find_base(*, job: ReportJob, snapshot: Mapping[str, Any]) -> Report | None:
    """Return the last version in this language that says something else: what this one is compared with.

    A version that says the same is passed by. So asking again compares with the same version, gives the same content,
    and nothing is rendered twice; and what changed stays readable when only the form of a report is new.
    """
    rows = Report.objects.filter(area=job.area, kind=job.kind, language=job.language, snapshot__form=snapshot["form"])
    return rows.exclude(snapshot=snapshot).order_by("-version").first()


def withdrawals_before(*, job: ReportJob) -> int:
    """Count what was withdrawn or reworded in the area before this job was asked for.

    It is part of what a version is: a request after a withdrawal never ends with a version that it has superseded, also
    when the quote was not printed, or came back.
    """
    return Withdrawal.objects.filter(area=job.area, at__lt=job.created_at).count()


@transaction.atomic
def reserve_version(*, job: ReportJob) -> int:
    """Return the number that this attempt's version gets; the same report in another language may be in the making."""
    take_turns(f"report {job.area_id} {job.kind}")
    made = Report.objects.filter(area=job.area, kind=job.kind)
    others = ReportJob.objects.filter(area=job.area, kind=job.kind, state=JobState.RUNNING).exclude(pk=job.pk)
    numbers = [rows.aggregate(newest=Max("version"))["newest"] or 0 for rows in (made, others)]
    job.version = max(numbers) + 1
    _write_claimed(job, version=job.version)
    return job.version


@transaction.atomic
def reuse_version(*, job: ReportJob, report: Report) -> Report:
    """End the job with a version that exists already, because nothing changed."""
    _finish(job, report, is_reused=True)
    return report


@transaction.atomic
def store_version(
    *, job: ReportJob, version: int, content_hash: str, pdf: Pdf, snapshot: Mapping[str, Any] | None = None
) -> Report:
    """Keep the file as this version and end the job. Raises ClaimLost when the job was cancelled in the meantime."""
    _write_claimed(job, lease_until=_lease_end())  # also locks the row: a cancel waits until this is committed
    sha256 = hashlib.sha256(pdf.content).hexdigest()
    name = f"reports/{job.area_id or job.kind}/{sha256}.pdf"
    if default_storage.exists(name):  # an attempt that was killed may have left half a file
        default_storage.delete(name)
    report = Report.objects.create(
        area=job.area,
        kind=job.kind,
        version=version,
        language=job.language,
        content_hash=content_hash,
        snapshot=snapshot or {},
        file=default_storage.save(name, ContentFile(pdf.content)),
        sha256=sha256,
        size=len(pdf.content),
        pages=pdf.pages,
        made_by=job.requested_by,
        made_at=job.created_at,
    )
    _finish(job, report, is_reused=False)
    return report


def give_back(*, job: ReportJob, problem: str) -> None:
    """After a failed attempt: wait and try again, or give up when it was the last one."""
    pause = pause_after(job.attempts)
    if pause is None:
        _write_claimed(job, state=JobState.FAILED, problem=problem, finished_at=timezone.now(), **FREE)
        return
    again = {"next_try_at": timezone.now() + pause, "sent_at": None}
    _write_claimed(job, state=JobState.QUEUED, problem=problem, step=None, **again, **FREE)


@transaction.atomic
def cancel_job(*, job: ReportJob) -> ReportJob:
    """Stop a job that is still open; a running attempt notices before its next step."""
    job = ReportJob.objects.select_for_update().get(pk=job.pk)
    if JobState.CANCELLED in JOB_MOVES[JobState(job.state)]:
        _end(job, JobState.CANCELLED)
    return job


@transaction.atomic
def retry_job(*, job: ReportJob) -> ReportJob:
    """Put a failed or cancelled job back in the queue, with all its attempts."""
    _lock(job.area_id)  # somebody else may be asking for the same report
    job = ReportJob.objects.select_for_update().get(pk=job.pk)
    twin = ReportJob.objects.filter(area=job.area_id, kind=job.kind, language=job.language, state__in=OPEN_STATES)
    if JobState.QUEUED not in JOB_MOVES[JobState(job.state)] or job.is_open or twin.exists():
        return twin.first() or job
    job.state, job.attempts, job.problem = JobState.QUEUED, 0, ""
    job.step = job.next_try_at = job.sent_at = job.finished_at = None
    job.save()
    return job


def find_unsent() -> list[int]:
    """Free the jobs whose worker died, and return every waiting job whose message should be sent (again)."""
    now = timezone.now()
    dead = ReportJob.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    dead.update(state=JobState.QUEUED, sent_at=None, step=None, **FREE)
    due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
    unsent = Q(sent_at__isnull=True) | Q(sent_at__lt=now - RESEND_AFTER)
    waiting = ReportJob.objects.filter(due, unsent, state=JobState.QUEUED)
    return list(waiting.order_by("created_at").values_list("pk", flat=True))


def _lock(area: int | None) -> None:
    """Let one person at a time put a job of an area in the queue; storing a version does not wait for it."""
    if area is None:
        take_turns("request of the general guide")
        return
    PilotArea.objects.select_for_update(no_key=True).only("pk").get(pk=area)


def _lease_end() -> datetime:
    return timezone.now() + timedelta(seconds=settings.REPORT_LEASE_SECONDS)


def _write_claimed(job: ReportJob, **values: object) -> None:
    """Write to the job only while this attempt owns it."""
    if not ReportJob.objects.filter(pk=job.pk, claim=job.claim).update(**values):
        raise ClaimLost


def _finish(job: ReportJob, report: Report, *, is_reused: bool) -> None:
    done = {"state": JobState.DONE, "report": report, "is_reused": is_reused, "problem": ""}
    _write_claimed(job, finished_at=timezone.now(), step=Step.STORE, **done, **FREE)


def _end(job: ReportJob, state: JobState, *, problem: str = "") -> None:
    job.state, job.problem, job.finished_at = state, problem, timezone.now()
    job.claim = job.lease_until = None
    job.save()
