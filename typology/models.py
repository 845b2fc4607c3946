"""Versions of the typology, and the assessment of each area."""

from functools import lru_cache
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from typology.tables import Typology, typology


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


@lru_cache(maxsize=4)
def _content(pk: int, sha256: str) -> Any:
    return TypologyVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256)


def newest_tables() -> Typology | None:
    """Return the newest typology; None when none was loaded. The content of a version never changes, so it is kept."""
    key = TypologyVersion.objects.order_by("-loaded_at", "-pk").values_list("pk", "sha256").first()
    return typology(_content(*key)) if key else None
