"""What is owed for each goal."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.instruments.enums import Aim, Duty, Weighing, WeighingLevel
from pilots.areas.ticking import ticks
from pilots.goals.models import Goal


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Obligation(models.Model):
    """What is owed for one goal, on which legal ground, and what may be weighed. Never one flag for a whole area.

    reviewed_by: who with legal knowledge looked at it. version: counts the edits.
    """

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="obligation", editable=False)
    duty = models.CharField(_("Effort or result?"), max_length=10, choices=Duty, default="", blank=True)
    legal_basis = models.CharField(_("Legal basis"), max_length=300, blank=True)
    legal_url = models.URLField(_("Address of the legal basis"), blank=True)
    aim = models.CharField(_("System recovery or mitigation?"), max_length=12, choices=Aim, default="", blank=True)
    weighing = models.CharField(
        _("May a socio-economic weighing take place?"), max_length=4, choices=Weighing, default="", blank=True
    )
    weighing_levels = ArrayField(
        models.CharField(max_length=8, choices=WeighingLevel), verbose_name=_("About what?"), default=list, blank=True
    )
    note = models.TextField(_("Explanation"), max_length=8000, blank=True)
    accountable = models.CharField(_("Accountable body"), max_length=160, blank=True)
    due_on = models.DateField(_("To be reached on"), null=True, blank=True)
    reviewed_by = models.CharField(_("Reviewed by"), max_length=160, blank=True)
    reviewed_on = models.DateField(_("Reviewed on"), null=True, blank=True)
    open_question = models.TextField(_("Open question"), max_length=4000, blank=True)
    valid_from = models.DateField(_("In force from"), null=True, blank=True)
    valid_to = models.DateField(_("In force until"), null=True, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        triggers = ticks("goal__area")
        ordering = ["goal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="instruments_obligation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(weighing=Weighing.YES) | Q(weighing_levels=[]),
                name="instruments_obligation_levels_of_a_weighing",
            ),
            models.CheckConstraint(
                condition=(Q(reviewed_by="") & Q(reviewed_on=None))
                | (~Q(reviewed_by="") & Q(reviewed_on__isnull=False)),
                name="instruments_obligation_reviewed_by_and_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.get_duty_display()}"
