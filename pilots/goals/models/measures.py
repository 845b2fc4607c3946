"""Measures of an area, what they do for goals, and how parties judge them."""

from typing import Any

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pilots.areas.models import Natura2000Site
from pilots.areas.ticking import ticks
from pilots.goals.enums import Criterion, MeasureStatus, Position, Unit
from pilots.goals.models.goals import AMOUNT, LEFT_OUT, MOST, Goal, amount_validators, events
from pilots.goals.models.places import PERMISSIONS, AreaPartQuerySet, Placed
from pilots.goals.models.reference import ReferenceVersion
from pilots.stakeholders.enums import OrganisationKind
from pilots.stakeholders.models import Organisation

MOST_EURO = 10_000_000_000  # ten billion: more than any area process ever cost


@pghistory.track(*events(), exclude=LEFT_OUT)
class Measure(Placed):
    """One measure: its type, owner, place, costs in whole euros and planning.

    position, nearest_site, distance_m (metres) and overlap_ha are measured from its place against the area's sites.
    """

    reference = models.ForeignKey(
        ReferenceVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("Version of the list")
    )
    kind = models.CharField(_("Type of measure"), max_length=40)
    name = models.CharField(_("Name"), max_length=160)
    note = models.TextField(_("Explanation"), max_length=8000, blank=True)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="measures",
        verbose_name=_("Owner"),
        null=True,
        blank=True,
    )
    status = models.CharField(_("Status"), max_length=10, choices=MeasureStatus, default=MeasureStatus.IDEA)
    starts_on = models.DateField(_("Starts on"), null=True, blank=True)
    ends_on = models.DateField(_("Ends on"), null=True, blank=True)
    cost_low = models.PositiveBigIntegerField(
        _("Costs, at least (euro)"), null=True, blank=True, validators=[MaxValueValidator(MOST_EURO)]
    )
    cost_high = models.PositiveBigIntegerField(
        _("Costs, at most (euro)"), null=True, blank=True, validators=[MaxValueValidator(MOST_EURO)]
    )
    cost_source = models.CharField(_("Source of the costs"), max_length=200, blank=True)
    position = models.CharField(max_length=8, choices=Position, default=Position.UNKNOWN, editable=False)
    nearest_site = models.ForeignKey(
        Natura2000Site, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    distance_m = models.PositiveIntegerField(null=True, editable=False)
    overlap_ha = models.DecimalField(max_digits=10, decimal_places=2, null=True, editable=False)
    goals = models.ManyToManyField(Goal, through="Effect", related_name="measures", verbose_name=_("Goals"))

    objects = AreaPartQuerySet.as_manager()

    class Meta(Placed.Meta):
        rules_permissions = PERMISSIONS
        triggers = ticks()
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["area", "name", "pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="goals_measure_end_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cost_low=None, cost_high=None)
                | Q(cost_low__gte=0, cost_high__gte=F("cost_low"), cost_high__lte=MOST_EURO),
                name="goals_measure_cost_is_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("goals:measure-detail", args=[self.area.slug, self.pk])


@pghistory.track(*events())
class Effect(models.Model):
    """What one measure is expected to do for one goal, in its own unit. low, high: None when it is not known yet."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="effects", editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="effects", verbose_name=_("Goal"))
    low = models.DecimalField(_("Expected effect, at least"), validators=amount_validators(), **AMOUNT)  # type: ignore[arg-type]
    high = models.DecimalField(_("Expected effect, at most"), validators=amount_validators(), **AMOUNT)  # type: ignore[arg-type]
    unit = models.CharField(_("Counted in"), max_length=12, choices=Unit, blank=True)
    source = models.CharField(_("Source of the estimate"), max_length=200, blank=True)
    source_url = models.URLField(_("Address of the source"), blank=True)

    class Meta:
        verbose_name = _("expected effect")
        verbose_name_plural = _("expected effects")
        triggers = ticks("measure__area")
        ordering = ["measure", "goal"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "goal"], name="goals_effect_once"),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__gte=0, high__gte=F("low"), high__lte=MOST),
                name="goals_effect_is_range",
            ),
            models.CheckConstraint(condition=Q(low=None) | ~Q(unit=""), name="goals_effect_has_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} → {self.goal}"


def _step(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


def _step_check(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{name: None}) | Q(**{f"{name}__range": (1, 5)}), name=f"goals_score_{name}"
    )


@pghistory.track(*events())
class Score(models.Model):
    """How one party, or one group of parties, judges one measure on the four criteria of KANO, from 1 to 5.

    organisation: None when a group as a whole judges. A criterion is None when they did not judge it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="scores", editable=False)
    group = models.CharField(_("Group"), max_length=20, choices=OrganisationKind, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="measure_scores",
        verbose_name=_("Organisation"),
        null=True,
        blank=True,
    )
    feasibility = _step(Criterion.FEASIBILITY.label)
    impact = _step(Criterion.IMPACT.label)
    effort = _step(Criterion.EFFORT.label)
    knowledge = _step(Criterion.KNOWLEDGE.label)
    note = models.TextField(_("In their own words"), max_length=2000, blank=True)
    scored_on = models.DateField(_("Judged on"))

    class Meta:
        verbose_name = _("judgement of a measure")
        verbose_name_plural = _("judgements of measures")
        ordering = ["measure", "group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "organisation"],
                condition=Q(organisation__isnull=False),
                name="goals_score_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["measure", "group"], condition=Q(organisation=None), name="goals_score_group_once"
            ),
            models.CheckConstraint(condition=~Q(group=""), name="goals_score_has_group"),
            *(_step_check(criterion.value) for criterion in Criterion),
        ]

    def __str__(self) -> str:
        return f"{self.measure} ({self.get_group_display()})"
