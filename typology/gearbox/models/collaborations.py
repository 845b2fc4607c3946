"""Collaborations of an area, and their joint view."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pilots.areas.models import PilotArea
from typology.gearbox.models.versions import TypologyVersion


class CollaborationQuerySet(models.QuerySet["Collaboration"]):
    """Reads of collaborations."""

    def running(self) -> Self:
        """Leave out what has ended."""
        return self.filter(ended_on=None)

    def current(self) -> Self:
        """Return one collaboration per area: the newest that runs, or else the last that ended."""
        return self.order_by("area_id", F("ended_on").desc(nulls_first=True), "-started_on", "-pk").distinct("area_id")


@pghistory.track()
class Collaboration(models.Model):
    """One way in which parties work together in an area, described by one version of the typology.

    answers: the joint view, as code of the answer per code of the question, with the answers about the task;
    explanations: own words per code of the question. What partners think each for themselves is in `PartnerView`.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="collaborations", verbose_name=_("Area"))
    name = models.CharField(_("Name"), max_length=160)
    about = models.TextField(_("What it is about"), max_length=2000, blank=True)
    version = models.ForeignKey(TypologyVersion, on_delete=models.PROTECT, related_name="collaborations")
    answers = models.JSONField(_("Answers"), default=dict, blank=True)
    explanations = models.JSONField(_("Explanations"), default=dict, blank=True)
    started_on = models.DateField(_("Started on"), default=timezone.localdate)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    end_reason = models.TextField(_("Why it ended"), max_length=2000, blank=True)
    is_board_shared = models.BooleanField(_("Partners may see the board"), default=False)
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

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("collaboration")
        verbose_name_plural = _("collaborations")
        ordering = ["area", "-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="typology_collaboration_days_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("typology:collaboration-detail", args=[self.area.slug, self.pk])

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None
