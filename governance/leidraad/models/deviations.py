"""Deliberate starts ("bewust toch starten"): what an administrator decided while the start gate was closed."""

from datetime import date, timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.leidraad.enums import Ending
from pilots.areas.models import PilotArea
from pilots.areas.ticking import ticks

LONGEST = timedelta(days=731)  # 24 months, with a leap day in between


class DeviationQuerySet(models.QuerySet["Deviation"]):
    """Reads of deliberate starts."""

    def unclosed(self) -> Self:
        """Leave out the ones that were marked as ended."""
        return self.filter(closed_at=None)

    def running(self, today: date) -> Self:
        """Return the ones that count on this day: the end date alone makes one stop, whatever was marked."""
        return self.unclosed().filter(starts_on__lte=today, ends_on__gte=today)


@pghistory.track()
class Deviation(models.Model):
    """One decision to start an area process while hard conditions are open, until an end date.

    starts_on and ends_on both count. covers: the open hard conditions at that moment, frozen in the words of then:
    [{"code", "number", "name", "reasons": [{"question", "rule"}]}]. A longer period is a new decision that follows the
    old one. closed_at is only a mark: what runs follows from the dates. Source: deck, chapter 7 (comply or explain).
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="deviations", verbose_name=_("Area"))
    reason = models.TextField(_("Why this area starts without all conditions"), max_length=3000)
    decided_by_name = models.CharField(_("Who decides"), max_length=120)
    decided_by_function = models.CharField(_("Function"), max_length=160)
    decided_on = models.DateField(_("Decided on"))
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"))
    covers = models.JSONField(_("Open conditions at that moment"), default=list)
    guide_version = models.CharField(_("Guide version"), max_length=20, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="followed_by", verbose_name=_("Follows"), null=True, blank=True
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Recorded by"), null=True
    )
    recorded_at = models.DateTimeField(_("Recorded at"), auto_now_add=True)
    ending = models.CharField(_("How it ended"), max_length=10, choices=Ending, blank=True)
    ending_reason = models.TextField(_("Why it ended"), max_length=1000, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Ended by"), null=True
    )
    closed_at = models.DateTimeField(_("Ended at"), null=True)

    objects = DeviationQuerySet.as_manager()

    class Meta:
        verbose_name = _("deliberate start")
        verbose_name_plural = _("deliberate starts")
        ordering = ["area", "-starts_on", "-pk"]
        triggers = ticks()
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(closed_at=None),
                name="leidraad_deviation_once",
                violation_error_message=_("This area already started deliberately. End that decision or extend it."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")) & Q(ends_on__lte=F("starts_on") + LONGEST),
                name="leidraad_deviation_period",
                violation_error_message=_("The end date lies after the start, and at most 24 months later."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on__lte=F("starts_on")),
                name="leidraad_deviation_decided",
                violation_error_message=_("The decision is taken before the start, not after it."),
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S")
                & Q(decided_by_name__regex=r"\S")
                & Q(decided_by_function__regex=r"\S"),
                name="leidraad_deviation_explained",
                violation_error_message=_("Say why, and who decides in which function."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, ending="", ending_reason="")
                | Q(closed_at__isnull=False, ending__in=[Ending.EXPIRED, Ending.EXTENDED])
                | Q(closed_at__isnull=False, ending=Ending.EARLY, ending_reason__regex=r"\S"),
                name="leidraad_deviation_ended",
                violation_error_message=_("Say why this ends before its date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.starts_on} – {self.ends_on}"

    def get_absolute_url(self) -> str:
        return reverse("leidraad:deviation-list", args=[self.area.slug])
