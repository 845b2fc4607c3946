"""Goals of an area, and what presses on its nature."""

from decimal import Decimal

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pilots.areas.models import Natura2000Site, PilotArea
from pilots.areas.ticking import ticks
from pilots.goals.enums import Direction, Openness, Track, Unit
from pilots.goals.models.places import PERMISSIONS, AreaPartQuerySet, Placed
from pilots.goals.models.reference import ReferenceVersion
from pilots.goals.tables import OTHER

MOST = Decimal(10_000_000)  # of any unit: above it, a zero too many was typed
AMOUNT = {"max_digits": 10, "decimal_places": 2, "null": True, "blank": True}
LEFT_OUT = ["outline", "bbox", "created_at", "updated_at"]


def events() -> tuple[pghistory.RowEvent, ...]:
    """Return what the history keeps of a row; new ones each time, because each model changes its own."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


def amount_validators() -> list[MinValueValidator | MaxValueValidator]:
    """Return the validators of an amount: not negative, not astronomic."""
    return [MinValueValidator(0), MaxValueValidator(MOST)]


@pghistory.track(*events(), exclude=LEFT_OUT)
class Goal(Placed):
    """One conservation goal of an area: which habitat type or species, how much is lacking, where and by when.

    subject: a code of the reference list, or "other" with its own code and name. gap_low, gap_high: what is lacking in
    `unit`, None when not known; both equal when there is no range. site: None when it is not tied to one site.
    """

    reference = models.ForeignKey(
        ReferenceVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("Version of the list")
    )
    site = models.ForeignKey(
        Natura2000Site,
        on_delete=models.PROTECT,
        related_name="goals",
        verbose_name=_("Natura 2000 site"),
        null=True,
        blank=True,
    )
    subject = models.CharField(_("Habitat type or species"), max_length=12)
    other_code = models.CharField(_("Code"), max_length=12, blank=True)
    other_name = models.CharField(_("Name"), max_length=120, blank=True)
    direction = models.CharField(_("What has to happen"), max_length=10, choices=Direction)
    gap_low = models.DecimalField(_("What is lacking, at least"), validators=amount_validators(), **AMOUNT)  # type: ignore[arg-type]
    gap_high = models.DecimalField(_("What is lacking, at most"), validators=amount_validators(), **AMOUNT)  # type: ignore[arg-type]
    unit = models.CharField(_("Counted in"), max_length=12, choices=Unit, blank=True)
    due_on = models.DateField(_("To be reached on"), null=True, blank=True)
    openness = models.CharField(_("Fixed or open"), max_length=8, choices=Openness, default="", blank=True)
    openness_note = models.TextField(_("What is fixed and what is open?"), max_length=4000, blank=True)
    note = models.TextField(_("Explanation"), max_length=8000, blank=True)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    source_url = models.URLField(_("Address of the source"), blank=True)
    source_on = models.DateField(_("Date of the source"), null=True, blank=True)

    objects = AreaPartQuerySet.as_manager()

    class Meta(Placed.Meta):
        rules_permissions = PERMISSIONS
        triggers = ticks()
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["area", "pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(gap_low=None, gap_high=None)
                | Q(gap_low__gte=0, gap_high__gte=F("gap_low"), gap_high__lte=MOST),
                name="goals_goal_gap_is_range",
            ),
            models.CheckConstraint(condition=Q(gap_low=None) | ~Q(unit=""), name="goals_goal_gap_has_unit"),
            models.CheckConstraint(
                condition=(Q(subject=OTHER) & ~Q(other_name="")) | (~Q(subject=OTHER) & Q(other_name="")),
                name="goals_goal_other_has_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other_code} {self.other_name}".strip() if self.subject == OTHER else self.subject

    def get_absolute_url(self) -> str:
        return reverse("goals:goal-detail", args=[self.area.slug, self.pk])


@pghistory.track(*events())
class Pressure(models.Model):
    """One pressure on the nature of an area, from the pack. weight: 1 (a little) to 3 (decisive), None when unknown."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="pressures", editable=False)
    reference = models.ForeignKey(ReferenceVersion, on_delete=models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(_("Pressure"), max_length=40)
    track = models.CharField(_("Track"), max_length=8, choices=Track, editable=False)
    goals = models.ManyToManyField(Goal, related_name="pressures", verbose_name=_("Goals it presses on"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("How heavy"),
        choices=[(1, _("1 – a little")), (2, _("2 – much")), (3, _("3 – decisive"))],
        null=True,
        blank=True,
    )
    note = models.TextField(_("What happens here"), max_length=4000)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    source_url = models.URLField(_("Address of the source"), blank=True)

    objects = AreaPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("pressure")
        verbose_name_plural = _("pressures")
        triggers = ticks()
        ordering = ["area", "track", F("weight").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "kind"], name="goals_pressure_once"),
            models.CheckConstraint(condition=Q(weight=None) | Q(weight__range=(1, 3)), name="goals_pressure_weight"),
        ]

    def __str__(self) -> str:
        return self.kind


@pghistory.track(*events())
class TrackNote(models.Model):
    """What is arranged for one track outside the measures of an area, such as national or provincial source policy."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="track_notes", editable=False)
    track = models.CharField(_("Track"), max_length=8, choices=Track, editable=False)
    text = models.TextField(_("What is arranged elsewhere"), max_length=4000)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    source_url = models.URLField(_("Address of the source"), blank=True)

    class Meta:
        verbose_name = _("what is arranged elsewhere")
        verbose_name_plural = _("what is arranged elsewhere")
        triggers = ticks()
        ordering = ["area", "track"]
        constraints = [models.UniqueConstraint(fields=["area", "track"], name="goals_tracknote_once")]

    def __str__(self) -> str:
        return self.get_track_display()
