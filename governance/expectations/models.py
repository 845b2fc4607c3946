"""What parties may expect of an area process, and when."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.bodies.models import Body
from governance.expectations.enums import OWN_KINDS, Audience, ExpectationKind
from pilots.areas.models import PilotArea


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["updated_at"])
class Expectation(models.Model):
    """One moment that parties may count on: a decision, or something else that is ready on a day.

    planned_from: the first day when it is planned in a period; planned_on: the last day, or the day itself.
    first_planned_on: what was said first, kept when the plan moves. happened_on: None until it happened.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="expectations", editable=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=OWN_KINDS, default=ExpectationKind.DECISION)
    title = models.CharField(_("What may people expect?"), max_length=160)
    body = models.ForeignKey(
        Body,
        on_delete=models.SET_NULL,
        related_name="expectations",
        verbose_name=_("Which body decides?"),
        null=True,
        blank=True,
    )
    planned_from = models.DateField(_("Planned from"), null=True, blank=True)
    planned_on = models.DateField(_("Planned on, or until"))
    first_planned_on = models.DateField(_("First planned on"), editable=False)
    happened_on = models.DateField(_("Happened on"), null=True, blank=True)
    audience = models.CharField(_("Who hears it a month before?"), max_length=4, choices=Audience, default=Audience.ALL)
    note = models.TextField(_("Explanation"), max_length=2000, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        ordering = ["area", "planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_from=None) | Q(planned_from__lte=F("planned_on")),
                name="expectations_expectation_period",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Progress(models.Model):
    """What is known about the two expectations that stand with the area itself: its first result and its duration.

    What is planned stays with the area (`first_result_on`, `maximum_months`). started_on: the day from which the
    maximum duration counts.
    """

    area = models.OneToOneField(
        PilotArea, on_delete=models.CASCADE, related_name="progress", primary_key=True, editable=False
    )
    started_on = models.DateField(_("The process started on"), null=True, blank=True)
    first_result_on = models.DateField(_("The first result was there on"), null=True, blank=True)
    finished_on = models.DateField(_("The process was finished on"), null=True, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("progress of an area")
        verbose_name_plural = _("progress of areas")
        constraints = [
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(finished_on=None) | Q(finished_on__gte=F("started_on")),
                name="expectations_progress_days",
                violation_error_message=_("The process ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"progress {self.area_id}"
