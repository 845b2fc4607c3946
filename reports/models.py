"""Report jobs, and the versions they made."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.enums import Role
from accounts.models import User
from pilots.areas.enums import Visibility
from pilots.areas.models import PilotArea
from pilots.areas.rules import PROVINCE_ROLES
from pilots.interviews.enums import WithdrawalKind
from pilots.interviews.models import Withdrawal
from reports import rules
from reports.enums import OPEN_STATES, JobState, ReportKind, Step


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of reports."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the reports this user may read; the same as `has_perm("reports.view_report", report)` allows."""
        areas = PilotArea.objects.visible_to(user)
        if not user.is_authenticated:
            return self.none()
        if user.role != Role.ADMIN:
            involved = Q(coordinator=user) | Q(members__user=user)
            if user.role in PROVINCE_ROLES:
                involved |= Q(provinces__contains=[user.province])
            areas = areas.filter(~Q(visibility=Visibility.PUBLIC) | involved)
        return self.filter(area__in=areas)

    def with_names(self) -> Self:
        """Fetch what a list shows in the same query."""
        return self.select_related("area", "made_by").defer("snapshot")

    def with_withdrawals(self) -> Self:
        """Add `superseded_at` and `superseded_kind`: the first withdrawal in the area since the version was asked for.

        A report prints quotes of its own area only, so withdrawals elsewhere do not touch it.
        """
        later = Withdrawal.objects.filter(area=OuterRef("area"), at__gte=OuterRef("made_at")).order_by("at", "pk")
        return self.annotate(
            superseded_at=Subquery(later.values("at")[:1]), superseded_kind=Subquery(later.values("kind")[:1])
        )


class Report(RulesModel):
    """One version of one report of one area: a PDF that never changes.

    snapshot: what the next version is compared by (`differences`), without persons and quotes; empty in old versions.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("Kind"), max_length=20, choices=ReportKind)
    version = models.PositiveIntegerField(_("Version"))
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    content_hash = models.CharField(_("Content hash"), max_length=64)
    snapshot = models.JSONField(_("Comparable facts"), default=dict, editable=False)
    file = models.FileField(_("File"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    size = models.PositiveIntegerField(_("Size (bytes)"))
    pages = models.PositiveIntegerField(_("Pages"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="reports",
        verbose_name=_("Made by"),
    )
    made_at = models.DateTimeField(_("Made at"))

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["area", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["area", "kind", "version"], name="reports_report_version_once"),
            models.UniqueConstraint(fields=["area", "kind", "content_hash"], name="reports_report_content_once"),
        ]
        rules_permissions = {"view": rules.is_involved_in_its_area}

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("reports:report-download", args=[self.area.slug, self.kind, self.version])

    @property
    def file_name(self) -> str:
        """The name it is downloaded under."""
        return f"{self.kind}-{self.area.slug}-v{self.version}.pdf"

    @property
    def superseded_because(self) -> str:
        """Why this version may not be spread any more; "" while it may. Needs `with_withdrawals`."""
        kind = getattr(self, "superseded_kind", None)
        return str(WithdrawalKind(kind).label) if kind else ""


class ReportJob(RulesModel):
    """One request for a report, and how far it is. The row comes before the message, so no request is ever lost.

    While it runs, `claim` names the attempt that owns it and `lease_until` says until when that attempt is believed
    to be alive; an attempt that lost its claim cannot write any more.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="report_jobs")
    kind = models.CharField(_("Kind"), max_length=20, choices=ReportKind)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="nl")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="report_jobs"
    )
    state = models.CharField(_("State"), max_length=10, choices=JobState, default=JobState.QUEUED)
    step = models.PositiveSmallIntegerField(_("Step"), choices=Step, null=True)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    version = models.PositiveIntegerField(_("Version"), null=True)  # that the running attempt is making
    problem = models.CharField(_("What went wrong"), max_length=300, blank=True)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="jobs")
    is_reused = models.BooleanField(_("Nothing had changed"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("report job")
        verbose_name_plural = _("report jobs")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="reports_job_state")]
        constraints = [
            models.CheckConstraint(
                name="reports_job_report_when_done",
                condition=Q(state=JobState.DONE, report__isnull=False)
                | ~Q(state=JobState.DONE) & Q(report__isnull=True),
            ),
            models.CheckConstraint(
                name="reports_job_claim_while_running",
                condition=Q(state=JobState.RUNNING, claim__isnull=False, lease_until__isnull=False)
                | ~Q(state=JobState.RUNNING) & Q(claim__isnull=True, lease_until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["area", "kind", "language"],
                condition=Q(state__in=sorted(OPEN_STATES)),
                name="reports_job_one_open",
            ),
        ]
        rules_permissions = {"add": rules.can_make}

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.area} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        return reverse("reports:job-detail", args=[self.area.slug, self.key])

    @property
    def is_open(self) -> bool:
        """Whether something will still happen to it."""
        return self.state in OPEN_STATES

    @property
    def is_waiting_for_the_queue(self) -> bool:
        """Whether no broker took the message yet: the sweeper will offer it again."""
        return self.state == JobState.QUEUED and self.sent_at is None
