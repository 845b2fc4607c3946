"""What things cost and where the money comes from, in whole euros a year."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.instruments.enums import CoverStatus, ProcessCost
from governance.instruments.models.reference import Catalogue
from pilots.areas.models import PilotArea
from pilots.areas.ticking import ticks
from pilots.goals.models import MOST_EURO, Measure

FIRST_YEAR, LAST_YEAR = 2015, 2100
_YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
_AMOUNT = [MaxValueValidator(MOST_EURO)]


def _years_in_order(name: str) -> models.CheckConstraint:
    condition = Q(first_year__gte=FIRST_YEAR, last_year__lte=LAST_YEAR, last_year__gte=F("first_year"))
    return models.CheckConstraint(condition=condition, name=name)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CostLine(models.Model):
    """What one measure, or the process itself, costs in each year of a period. amount: whole euros a year."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="cost_lines", editable=False)
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="cost_lines", verbose_name=_("Measure"), null=True, blank=True
    )
    process = models.CharField(_("Costs of the process"), max_length=14, choices=ProcessCost, blank=True)
    first_year = models.PositiveSmallIntegerField(_("From year"), validators=_YEARS)
    last_year = models.PositiveSmallIntegerField(_("Up to and including year"), validators=_YEARS)
    amount = models.PositiveBigIntegerField(_("Amount a year (euro)"), validators=_AMOUNT)
    note = models.CharField(_("Explanation"), max_length=300, blank=True)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("cost line")
        verbose_name_plural = _("cost lines")
        triggers = ticks()
        ordering = ["area", "first_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(measure=None) & ~Q(process="")) | (Q(measure__isnull=False) & Q(process="")),
                name="instruments_costline_measure_or_process",
            ),
            models.CheckConstraint(condition=Q(amount__lte=MOST_EURO), name="instruments_costline_amount"),
            _years_in_order("instruments_costline_years"),
        ]

    def __str__(self) -> str:
        return f"{self.measure or self.get_process_display()}: {self.amount} €"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CoverLine(models.Model):
    """What one source of money gives in each year of a period. amount: whole euros a year.

    measure: what the money is meant for, None for anything in the area. max_share: the largest share of the costs it
    may cover, in percent; None when there is no such limit.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="cover_lines", editable=False)
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="cover_lines", editable=False)
    fund = models.CharField(_("Source of the money"), max_length=60)
    name = models.CharField(_("Name of the scheme or the decision"), max_length=160)
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="cover_lines", verbose_name=_("Only for"), null=True, blank=True
    )
    status = models.CharField(_("How sure is it?"), max_length=10, choices=CoverStatus, default=CoverStatus.IDEA)
    first_year = models.PositiveSmallIntegerField(_("From year"), validators=_YEARS)
    last_year = models.PositiveSmallIntegerField(_("Up to and including year"), validators=_YEARS)
    amount = models.PositiveBigIntegerField(_("Amount a year (euro)"), validators=_AMOUNT)
    max_share = models.PositiveSmallIntegerField(
        # xgettext:no-python-format
        _("Covers at most (% of the costs)"),
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        null=True,
        blank=True,
    )
    conditions = models.TextField(_("Conditions, and what it may be stacked with"), max_length=4000, blank=True)
    decided_on = models.DateField(_("Date of the decision"), null=True, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("cover line")
        verbose_name_plural = _("cover lines")
        triggers = ticks()
        ordering = ["area", "first_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(max_share=None) | Q(max_share__range=(1, 100)), name="instruments_coverline_share"
            ),
            models.CheckConstraint(condition=Q(amount__lte=MOST_EURO), name="instruments_coverline_amount"),
            _years_in_order("instruments_coverline_years"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount} €"
