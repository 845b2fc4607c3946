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

GENERAL_HAS_NO_AREA = Q(kind=ReportKind.GUIDE, area=None) | ~Q(kind=ReportKind.GUIDE) & Q(area__isnull=False)


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
        return self.filter(Q(area__in=areas) | Q(area=None))

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


def file_name(kind: str, area: PilotArea | None, version: int) -> str:
    """Return the name of the file of a version."""
    about = f"{kind}-{area.slug}" if area else kind
    return f"{about}-v{version}.pdf"


class Report(RulesModel):
    """One version of one report: a PDF that never changes. area: None for the general guide.

    snapshot: what the next version is compared by (`differences`), without persons and quotes; empty in old versions.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="reports", null=True)
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
            models.UniqueConstraint(
                fields=["area", "kind", "version"], nulls_distinct=False, name="reports_report_version_once"
            ),
            models.UniqueConstraint(
                fields=["area", "kind", "content_hash"], nulls_distinct=False, name="reports_report_content_once"
            ),
            models.CheckConstraint(condition=GENERAL_HAS_NO_AREA, name="reports_report_area"),
        ]
        rules_permissions = {"view": rules.can_read}

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        if self.area is None:
            return reverse("reports:guide-download", args=[self.version])
        return reverse("reports:report-download", args=[self.area.slug, self.kind, self.version])

    @property
    def file_name(self) -> str:
        """The name it is downloaded under."""
        return file_name(self.kind, self.area, self.version)

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
    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="report_jobs", null=True)
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
                nulls_distinct=False,
                name="reports_job_one_open",
            ),
            models.CheckConstraint(condition=GENERAL_HAS_NO_AREA, name="reports_job_area"),
        ]
        rules_permissions = {
            "add": rules.can_make,
            "general": rules.has_account,
            "cancel": rules.can_cancel_general,
        }

    def __str__(self) -> str:
        about = ": ".join(str(part) for part in (self.get_kind_display(), self.area) if part)
        return f"{about} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        return self.address("detail")

    def address(self, name: str) -> str:
        """Return the address where somebody follows ("detail"), cancels ("cancel") or retries ("retry") this job."""
        if self.area is None:
            return reverse(f"reports:guide-job-{name}", args=[self.key])
        return reverse(f"reports:job-{name}", args=[self.area.slug, self.key])

    @property
    def is_open(self) -> bool:
        """Whether something will still happen to it."""
        return self.state in OPEN_STATES

    @property
    def is_waiting_for_the_queue(self) -> bool:
        """Whether no broker took the message yet: the sweeper will offer it again."""
        return self.state == JobState.QUEUED and self.sent_at is None
