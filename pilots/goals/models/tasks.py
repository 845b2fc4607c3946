"""Where an area thinks otherwise about how a type of measure works out on another task."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pilots.areas.models import PilotArea
from pilots.areas.ticking import ticks
from pilots.goals.enums import Sign
from pilots.goals.models.goals import events
from pilots.goals.models.reference import ReferenceVersion


@pghistory.track(*events())
class SignOverride(models.Model):
    """One sign of the matrix that an area replaced, with the reason. replaced: what the pack said at that moment."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="sign_overrides", editable=False)
    reference = models.ForeignKey(ReferenceVersion, on_delete=models.PROTECT, related_name="+", editable=False)
    measure = models.CharField(_("Type of measure"), max_length=40, editable=False)
    task = models.CharField(_("Other task"), max_length=40, editable=False)
    replaced = models.CharField(_("Sign of the list"), max_length=10, choices=Sign, editable=False)
    sign = models.CharField(_("Sign in this area"), max_length=10, choices=Sign)
    reason = models.TextField(_("Why is it different here?"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("sign of an area")
        verbose_name_plural = _("signs of areas")
        triggers = ticks()
        ordering = ["area", "measure", "task"]
        constraints = [
            models.UniqueConstraint(fields=["area", "measure", "task"], name="goals_signoverride_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="goals_signoverride_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} × {self.task}: {self.get_sign_display()}"
