"""The instruments chosen for each measure."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.instruments.enums import Availability
from governance.instruments.models.reference import Catalogue
from pilots.areas.ticking import ticks
from pilots.goals.models import Measure


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Choice(models.Model):
    """One instrument of the catalogue chosen for one measure: can it be used, what follows if it fails, who decides.

    available_from, available_to: in this area; None when the dates of the catalogue hold.
    escalates_to: code of the instrument that follows, "" when nothing was agreed.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="instrument_choices", editable=False)
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="choices", editable=False)
    instrument = models.CharField(_("Instrument"), max_length=60)
    availability = models.CharField(
        _("Can it be used now?"), max_length=8, choices=Availability, default="", blank=True
    )
    available_from = models.DateField(_("Can be used from"), null=True, blank=True)
    available_to = models.DateField(_("Can be used until"), null=True, blank=True)
    escalates_to = models.CharField(_("What follows when it does not work?"), max_length=60, blank=True)
    escalate_when = models.CharField(_("When?"), max_length=300, blank=True)
    decided_by = models.CharField(_("Who decides on that?"), max_length=160, blank=True)
    note = models.TextField(_("Explanation"), max_length=4000, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("chosen instrument")
        verbose_name_plural = _("chosen instruments")
        triggers = ticks("measure__area")
        ordering = ["measure", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "instrument"], name="instruments_choice_once"),
            models.CheckConstraint(
                condition=Q(available_from=None) | Q(available_to=None) | Q(available_to__gte=F("available_from")),
                name="instruments_choice_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(escalates_to=F("instrument")), name="instruments_choice_escalates_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.instrument}"
