"""What others do in the same place and time."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pilots.goals.enums import InitiativeLevel
from pilots.goals.models.goals import LEFT_OUT, events
from pilots.goals.models.places import PERMISSIONS, AreaPartQuerySet, Placed


@pghistory.track(*events(), exclude=LEFT_OUT)
class Initiative(Placed):
    """One other initiative in or near an area: who, where and from when to when (None: not known)."""

    name = models.CharField(_("Name"), max_length=160)
    level = models.CharField(_("Scale of the initiative"), max_length=12, choices=InitiativeLevel)
    party = models.CharField(_("Who leads it"), max_length=160, blank=True)
    starts_on = models.DateField(_("Starts on"), null=True, blank=True)
    ends_on = models.DateField(_("Ends on"), null=True, blank=True)
    note = models.TextField(_("What it is about"), max_length=4000, blank=True)
    url = models.URLField(_("Address of the source"), blank=True)

    objects = AreaPartQuerySet.as_manager()

    class Meta(Placed.Meta):
        rules_permissions = PERMISSIONS
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["area", "name", "pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="goals_initiative_end_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("goals:initiative-edit", args=[self.area.slug, self.pk])
