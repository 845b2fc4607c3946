"""The stored outcome of the start gate of each area."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.leidraad.enums import GateStatus
from pilots.areas.models import PilotArea


class Standing(models.Model):
    """What the start gate of one area came to: derived data, remade whenever it is stale (`leidraad/standings.py`).

    ticks: of the clock of the area when it was judged; reckoned_on: the day it was judged for, because dates pass;
    edition: of the code that judged. conditions: [{"code", "status", "reasons": [[question, rule, answer]], "sha256",
    "signing", "signed", "asked"}], sha256 of what is signed, "" when nothing can be signed.
    """

    area = models.OneToOneField(PilotArea, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    ticks = models.PositiveBigIntegerField(editable=False)
    reckoned_on = models.DateField(_("Judged for"), editable=False)
    edition = models.CharField(max_length=16, editable=False)
    gate = models.CharField(_("Start gate"), max_length=20, choices=GateStatus, editable=False)
    conditions = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("standing of a start gate")
        verbose_name_plural = _("standings of start gates")
        ordering = ["area"]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.gate}"
