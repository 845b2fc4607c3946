"""Kinds of reports, states of a report job with their allowed moves, and the steps a job goes through."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    """What is made; the value is part of addresses and file names."""

    LEIDRAAD = "leidraad", _("Guide")
    AREA = "gebiedsrapport", _("Area report")
    GUIDE = "algemene-leidraad", _("General guide")


# The general guide is about no area; every other report is about one.
AREA_KINDS: tuple[ReportKind, ...] = (ReportKind.LEIDRAAD, ReportKind.AREA)


class JobState(TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


# RUNNING to QUEUED: the worker died, or the attempt failed and will be tried again.
JOB_MOVES: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.RUNNING, JobState.FAILED, JobState.CANCELLED}),
    JobState.RUNNING: frozenset({JobState.DONE, JobState.QUEUED, JobState.FAILED, JobState.CANCELLED}),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset({JobState.QUEUED}),
    JobState.CANCELLED: frozenset({JobState.QUEUED}),
}
OPEN_STATES = frozenset({JobState.QUEUED, JobState.RUNNING})


class Step(IntegerChoices):
    """The steps of making a report, in order; each is committed when it starts."""

    COLLECT = 1, _("Collecting the facts")
    LAY_OUT = 2, _("Laying out the pages")
    DRAW = 3, _("Drawing the pages")
    STORE = 4, _("Storing the file")
