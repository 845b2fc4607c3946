"""The check of an area, its answers and their evidence."""

from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.leidraad.enums import AnswerValue, EvidenceKind
from governance.leidraad.models.guides import GuideVersion
from pilots.areas.models import PilotArea
from pilots.areas.ticking import ticks


@pghistory.track()
class Check(models.Model):
    """The guide filled in for one area, with the version of the guide it is made with."""

    area = models.OneToOneField(PilotArea, on_delete=models.CASCADE, related_name="guide_check", verbose_name=_("Area"))
    version = models.ForeignKey(
        GuideVersion, on_delete=models.PROTECT, related_name="checks", verbose_name=_("Guide version")
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Started by"), null=True
    )
    started_at = models.DateTimeField(_("Started at"), auto_now_add=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        triggers = ticks()
        ordering = ["area"]

    def __str__(self) -> str:
        return f"{self.version}: {self.area}"

    def get_absolute_url(self) -> str:
        return reverse("leidraad:check-detail", args=[self.area.slug])


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Reads of answers."""

    def current(self) -> Self:
        """Leave out the answers that were put away when the check moved to a newer version."""
        return self.filter(archived_at=None)


@pghistory.track()
class Answer(models.Model):
    """What an area answers to one question of the guide, and who arranges what is missing.

    A row without a value is a question that has an owner, a date or evidence but no answer yet. `revision` grows with
    every save, so that two people who change the same answer notice each other. `archived_at` is set when a newer
    version of the guide no longer asks the question: the answer is put away, never destroyed.
    """

    guide_check = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="answers", verbose_name=_("Check"))
    question = models.CharField(_("Question"), max_length=20)
    value = models.CharField(_("Answer"), max_length=10, choices=AnswerValue, blank=True)
    explanation = models.TextField(_("Explanation"), blank=True, max_length=5000)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="owned_answers",
        verbose_name=_("Who arranges this"),
        null=True,
        blank=True,
    )
    due_on = models.DateField(_("Arranged by"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="given_answers",
        verbose_name=_("Answered by"),
        null=True,
        editable=False,
    )
    answered_at = models.DateTimeField(_("Answered at"), null=True, editable=False)
    is_reworded = models.BooleanField(_("The question was reworded since"), default=False, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    archived_at = models.DateTimeField(_("Put away at"), null=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        triggers = ticks("guide_check__area")
        ordering = ["guide_check", "question", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide_check", "question"], condition=Q(archived_at=None), name="leidraad_answer_once"
            ),
            models.CheckConstraint(
                condition=~Q(value=AnswerValue.NOT_APPLICABLE) | ~Q(explanation=""),
                name="leidraad_answer_reason",
                violation_error_message=_("Say why this question does not apply."),
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="leidraad_answer_paired",
            ),
            models.CheckConstraint(
                condition=Q(value="") | Q(answered_at__isnull=False), name="leidraad_answer_stamped"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_value_display()}"

    @property
    def is_planned(self) -> bool:
        """Whether somebody arranges what is missing, by a date."""
        return self.owner_id is not None and self.due_on is not None


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Reads of evidence."""

    def current(self) -> Self:
        """Leave out what was removed."""
        return self.filter(removed_at=None)


def evidence_path(evidence: "Evidence", name: str) -> str:
    """Where a file is stored: never under a name the sender chose."""
    return f"evidence/{evidence.answer.guide_check.area_id}/{uuid4().hex}"


@pghistory.track()
class Evidence(models.Model):
    """One file or link that shows an answer is right. effective_on: the day from which it holds.

    sha256 (hexadecimal) and size (bytes) belong to a file. Removed evidence stays, so that removing can be undone.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("Answer"))
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField(_("Title"), max_length=160)
    url = models.URLField(_("Link"), max_length=500, blank=True)
    file = models.FileField(_("File"), upload_to=evidence_path, max_length=200, blank=True)
    file_name = models.CharField(_("File name"), max_length=120, blank=True)
    content_type = models.CharField(_("Content type"), max_length=100, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("Size (bytes)"), null=True, blank=True)
    effective_on = models.DateField(_("Holds from"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Added by"), null=True
    )
    added_at = models.DateTimeField(_("Added at"), auto_now_add=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Removed by"), null=True
    )
    removed_at = models.DateTimeField(_("Removed at"), null=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        triggers = ticks("answer__guide_check__area")
        ordering = ["answer", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") & ~Q(url="") | ~Q(file="") & Q(url=""),
                name="leidraad_evidence_file_or_link",
                violation_error_message=_("Evidence is a file or a link, one of both."),
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="", size=None, file_name="", content_type="")
                | ~Q(file="")
                & Q(sha256__regex=r"^[0-9a-f]{64}$", size__isnull=False)
                & ~Q(file_name="")
                & ~Q(content_type=""),
                name="leidraad_evidence_file_facts",
            ),
            models.CheckConstraint(
                condition=Q(removed_by=None) | Q(removed_at__isnull=False), name="leidraad_evidence_removed"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> EvidenceKind:
        """Whether this is a file or a link."""
        return EvidenceKind.LINK if self.url else EvidenceKind.FILE
