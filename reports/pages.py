"""What the pages about reports show."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from reports.enums import AREA_KINDS, JobState, ReportKind, Step
from reports.models import Report, ReportJob


@dataclass(frozen=True, slots=True)
class ReportShelf:
    """The versions of one kind of report, the newest first, and the job that is making the next one."""

    kind: str
    name: str
    about: str
    versions: tuple[Report, ...]
    job: ReportJob | None
    create_url: str

    @property
    def names_makers(self) -> bool:
        """Whether it says who made a version: readers of the general guide have nothing to do with each other."""
        return self.kind != ReportKind.GUIDE


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a job; state is "done", "now" or "later"."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class JobPage:
    """How far a job is. step: the number of the step it is at, 0 before the first. cancel_url: "" for who may not."""

    job: ReportJob
    kind: str
    steps: tuple[StepLine, ...]
    step: int
    step_count: int
    cancel_url: str
    retry_url: str
    list_url: str


def reports_page(area: PilotArea, user: User) -> tuple[ReportShelf, ...]:
    """Collect the versions this user may read, and the jobs, per kind of report. Two queries."""
    abouts = {
        ReportKind.LEIDRAAD: _("The conditions with your answers, evidence and open points, for the start gate."),
        ReportKind.AREA: _("What is known about the area, who takes part, and how far the collaboration is."),
    }
    reports = Report.objects.visible_to(user).filter(area=area).with_names().with_withdrawals()
    versions = groupby(sorted(reports, key=lambda row: (row.kind, -row.version)), key=lambda row: row.kind)
    found = {kind: tuple(rows) for kind, rows in versions}
    jobs = ReportJob.objects.filter(area=area).exclude(state__in=[JobState.DONE, JobState.CANCELLED])
    newest = {job.kind: job for job in reversed(jobs.select_related("area"))}
    return tuple(
        ReportShelf(
            kind=kind.value,
            name=str(kind.label),
            about=abouts[kind],
            versions=found.get(kind, ()),
            job=_worth_showing(newest, found, kind),
            create_url=reverse("reports:job-create", args=[area.slug, kind]),
        )
        for kind in AREA_KINDS
    )


def general_shelf() -> ReportShelf:
    """Collect the versions of the general guide and the job that is making the next one. Two queries."""
    kind = ReportKind.GUIDE
    versions = {kind.value: tuple(Report.objects.filter(area=None).with_names().with_withdrawals())}
    job = ReportJob.objects.filter(area=None).exclude(state__in=[JobState.DONE, JobState.CANCELLED]).first()
    return ReportShelf(
        kind=kind.value,
        name=str(kind.label),
        about=_("The whole guide to print or to send, with the public findings that each condition rests on."),
        versions=versions[kind.value],
        job=_worth_showing({kind.value: job} if job else {}, versions, kind),
        create_url=reverse("reports:guide-create"),
    )


def _worth_showing(
    jobs: Mapping[str, ReportJob], found: Mapping[str, tuple[Report, ...]], kind: ReportKind
) -> ReportJob | None:
    """Return the newest job, unless it failed before the newest version was made."""
    job = jobs.get(kind)
    if job is None or job.is_open or not found.get(kind):
        return job
    return job if job.created_at > found[kind][0].made_at else None


def job_page(job: ReportJob, *, may_cancel: bool = True) -> JobPage:
    """Say how far the job is, step by step. No queries."""
    now = job.step or 0
    is_done = job.state == JobState.DONE
    states = ["done" if step < now or is_done else "now" if step == now else "later" for step in Step]
    lines = tuple(StepLine(str(step.label), state) for step, state in zip(Step, states, strict=True))
    area = job.area
    return JobPage(
        job=job,
        kind=str(job.get_kind_display()),
        steps=lines,
        step=now,
        step_count=len(Step),
        cancel_url=job.address("cancel") if may_cancel else "",
        retry_url=job.address("retry"),
        list_url=reverse("reports:report-list", args=[area.slug]) if area else reverse("reports:guide-list"),
    )
