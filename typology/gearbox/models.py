"""Versions of the typology, and the assessment of each area."""

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from typology.gearbox.tables import Typology, typology


class TypologyVersion(PackVersion):
    """One loaded version of the typology: dials, gears and decision tables."""

    class Meta(PackVersion.Meta):
        verbose_name = _("version of the typology")
        verbose_name_plural = _("versions of the typology")

    @property
    def tables(self) -> Typology:
        """The content as typed tables."""
        return typology(self.content)


@pghistory.track()
class Assessment(models.Model):
    """The schakelbak of one area: its answers to one version of the typology.

    answers: code of the answer per code of the question; explanations: own words per code of the question.
    """

    area = models.OneToOneField("areas.PilotArea", on_delete=models.CASCADE, related_name="assessment")
    version = models.ForeignKey(TypologyVersion, on_delete=models.PROTECT, related_name="assessments")
    answers = models.JSONField(_("Answers"), default=dict, blank=True)
    explanations = models.JSONField(_("Explanations"), default=dict, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Changed by"),
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["area"]

    def __str__(self) -> str:
        return f"{_('Gearbox')}: {self.area}"

    def get_absolute_url(self) -> str:
        return reverse("typology:assessment-detail", args=[self.area.slug])
