"""Findings, the evidence they rest on, and the recommendations that follow from them."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.enums import Role
from accounts.models import User
from pilots.areas.enums import Visibility
from pilots.areas.models import PilotArea
from pilots.areas.rules import can_edit as can_edit_area
from pilots.findings import rules
from pilots.findings.enums import FindingKind, FindingStatus, RecommendationKind, RecommendationState


class FindingQuerySet(models.QuerySet["Finding"]):
    """Reads of findings."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the findings this user may open; the same as `has_perm("findings.view_finding", finding)` allows."""
        if not user.is_authenticated:
            return self.none()
        if user.role == Role.ADMIN:
            return self.all()
        published = Q(status=FindingStatus.PUBLISHED) & self._only_in(PilotArea.objects.visible_to(user))
        return self.filter(published | self._only_in(PilotArea.objects.changeable_by(user)))

    def published(self) -> Self:
        return self.filter(status=FindingStatus.PUBLISHED)

    def in_area(self, area: PilotArea) -> Self:
        return self.filter(Exists(FindingArea.objects.filter(finding=OuterRef("pk"), area=area)))

    def for_report(self, area: PilotArea) -> Self:
        """Return what a report of this area may tell: its readers see this area and, besides, what is public."""
        readable = PilotArea.objects.filter(Q(pk=area.pk) | Q(visibility=Visibility.PUBLIC, archived_at=None))
        return self.published().in_area(area).filter(self._only_in(readable))

    def public(self) -> Self:
        """Return what anybody may be told: published findings, all of whose areas are public."""
        return self.published().filter(
            self._only_in(PilotArea.objects.filter(visibility=Visibility.PUBLIC, archived_at=None))
        )

    def advising_the_guide(self) -> Self:
        """Return the findings with a recommendation, not dropped, to any condition of the guide."""
        told = Recommendation.objects.filter(finding=OuterRef("pk"), kind=RecommendationKind.CONDITION)
        return self.filter(Exists(told.exclude(state=RecommendationState.DROPPED)))

    def recommending(self, code: str) -> Self:
        """Return the findings with a recommendation, not dropped, to this condition of the guide."""
        told = Recommendation.objects.filter(finding=OuterRef("pk"), kind=RecommendationKind.CONDITION, condition=code)
        return self.filter(Exists(told.exclude(state=RecommendationState.DROPPED)))

    @staticmethod
    def _only_in(areas: "models.QuerySet[PilotArea]") -> Q:
        links = FindingArea.objects.filter(finding=OuterRef("pk"))
        return Q(Exists(links)) & ~Q(Exists(links.exclude(area__in=areas.order_by().values("pk"))))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["updated_at"])
class Finding(RulesModel):
    """One thing that follows from what people said: a bottleneck, a good example or a need.

    themes: codes of the codebook. source: where a finding comes from that was not made here (the deck), or a remark
    that it is made up. version: counts the edits, so that two people who edit at once are told.
    """

    kind = models.CharField(_("Kind"), max_length=20, choices=FindingKind)
    statement = models.CharField(_("Finding in one sentence"), max_length=300)
    explanation = models.TextField(_("Explanation"), max_length=5000, blank=True)
    areas = models.ManyToManyField(PilotArea, through="FindingArea", related_name="findings", verbose_name=_("Areas"))
    themes = ArrayField(models.CharField(max_length=60), verbose_name=_("Themes"), default=list, blank=True)
    status = models.CharField(_("Status"), max_length=15, choices=FindingStatus, default=FindingStatus.CONCEPT)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="findings",
        verbose_name=_("Written by"),
        null=True,
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-updated_at", "-pk"]
        indexes = [
            GinIndex(fields=["themes"], name="findings_finding_themes"),
            models.Index(fields=["status", "kind"], name="findings_finding_status"),
        ]
        rules_permissions = {
            "add": can_edit_area,  # asked about an area
            "view": rules.can_view,
            "change": rules.can_edit,
        }

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("findings:finding-detail", args=[self.pk])


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FindingArea(models.Model):
    """One area that a finding is about."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="area_links")
    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="finding_links")

    class Meta:
        verbose_name = _("area of a finding")
        verbose_name_plural = _("areas of findings")
        ordering = ["finding", "area"]
        constraints = [models.UniqueConstraint(fields=["finding", "area"], name="findings_area_once")]

    def __str__(self) -> str:
        return f"{self.finding} – {self.area}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Reads of evidence."""

    def current(self) -> Self:
        """Leave out what was taken away."""
        return self.filter(removed_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Evidence(models.Model):
    """One quote or one answer that supports a finding, or contradicts it (is_counter).

    The row stays when the person withdraws consent; what may be shown of it is asked of the rooms that hold the text.
    Evidence that was taken away stays too, so that this can be undone.
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("Finding"))
    excerpt = models.ForeignKey(
        "interviews.Excerpt", on_delete=models.CASCADE, related_name="evidence", null=True, blank=True
    )
    answer = models.ForeignKey(
        "intake.Answer", on_delete=models.CASCADE, related_name="evidence", null=True, blank=True
    )
    is_counter = models.BooleanField(_("Contradicts the finding"), default=False)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Added by"), null=True
    )
    added_at = models.DateTimeField(_("Added at"), auto_now_add=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Removed by"),
        null=True,
        blank=True,
    )
    removed_at = models.DateTimeField(_("Removed at"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a finding")
        verbose_name_plural = _("evidence of findings")
        ordering = ["finding", "is_counter", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(excerpt__isnull=False, answer=None) | Q(excerpt=None, answer__isnull=False),
                name="findings_evidence_excerpt_xor_answer",
            ),
            models.UniqueConstraint(fields=["finding", "excerpt"], name="findings_evidence_excerpt_once"),
            models.UniqueConstraint(fields=["finding", "answer"], name="findings_evidence_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.excerpt_id or self.answer_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["updated_at"])
class Recommendation(models.Model):
    """What should follow from a finding: for a condition of the guide, for the toolbox, or a signal to policy makers.

    condition: its code in the guide. addressee, sent_on, answer_due_on, answer and answered_on belong to a signal.
    """

    finding = models.ForeignKey(
        Finding, on_delete=models.CASCADE, related_name="recommendations", verbose_name=_("Finding")
    )
    kind = models.CharField(_("Kind"), max_length=15, choices=RecommendationKind)
    text = models.TextField(_("Recommendation"), max_length=2000)
    condition = models.CharField(_("Condition of the guide"), max_length=40, blank=True)
    addressee = models.CharField(_("To whom"), max_length=160, blank=True)
    state = models.CharField(
        _("State"), max_length=15, choices=RecommendationState, default=RecommendationState.PROPOSED
    )
    sent_on = models.DateField(_("Sent on"), null=True, blank=True)
    answer_due_on = models.DateField(_("Answer wanted by"), null=True, blank=True)
    answer = models.TextField(_("Answer"), max_length=5000, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Written by"), null=True
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["finding", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RecommendationKind.CONDITION) & ~Q(condition="")
                | ~Q(kind=RecommendationKind.CONDITION) & Q(condition=""),
                name="findings_recommendation_condition",
            ),
            models.CheckConstraint(
                condition=Q(kind=RecommendationKind.SIGNAL) & ~Q(addressee="")
                | ~Q(kind=RecommendationKind.SIGNAL) & Q(addressee="", sent_on=None, answer_due_on=None),
                name="findings_recommendation_addressee",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RecommendationState.SENT, RecommendationState.ANSWERED])
                | Q(sent_on__isnull=False, answer_due_on__isnull=False),
                name="findings_recommendation_sent",
            ),
            models.CheckConstraint(
                condition=Q(state=RecommendationState.ANSWERED, answered_on__isnull=False) & ~Q(answer="")
                | ~Q(state=RecommendationState.ANSWERED) & Q(answered_on=None, answer=""),
                name="findings_recommendation_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
