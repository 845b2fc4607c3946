"""What goals, measures and initiatives have in common: they belong to an area, and have a place or not yet."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModelBase, RulesModelMixin

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.goals import rules
from pilots.goals.enums import PlaceKind

# Each model names these in its own Meta: permissions are not inherited from an abstract one.
PERMISSIONS = {"view": rules.can_view, "involve": rules.is_involved, "change": rules.can_edit, "delete": rules.can_edit}


class AreaPartQuerySet(models.QuerySet[Any]):
    """Reads of what belongs to an area."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return what belongs to areas this user may open, as `has_perm` with the view permission allows."""
        return self.filter(area__in=PilotArea.objects.visible_to(user))

    def without_shapes(self) -> Self:
        return self.defer("place", "outline")


class Placed(RulesModelMixin, models.Model, metaclass=RulesModelBase):
    """One thing of an area with its place: GeoJSON in WGS84, hectares measured in RD New (EPSG:28992).

    place, outline, bbox, area_ha: None while it is not on the map. certainty: percentage, only of a search area.
    version: counts the edits, so that two people who edit at once are told.
    """

    area = models.ForeignKey(
        PilotArea, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("Area"), editable=False
    )
    place_kind = models.CharField(_("Place"), max_length=12, choices=PlaceKind, default=PlaceKind.NONE)
    certainty = models.PositiveSmallIntegerField(
        _("Certainty of the search area (%)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    place = models.JSONField(_("Place as GeoJSON"), null=True, blank=True)
    outline = models.JSONField(null=True, blank=True, editable=False)
    bbox = ArrayField(models.FloatField(), size=4, null=True, blank=True, editable=False)
    area_ha = models.DecimalField(_("Area (ha)"), max_digits=10, decimal_places=2, null=True, editable=False)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(place_kind=PlaceKind.NONE, place=None, area_ha=None)
                | (~Q(place_kind=PlaceKind.NONE) & Q(place__isnull=False, area_ha__isnull=False)),
                name="goals_%(class)s_place_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(certainty=None) | Q(certainty__lte=100, place_kind=PlaceKind.SEARCH_AREA),
                name="goals_%(class)s_certainty",
            ),
        ]

    @property
    def is_spatial(self) -> bool:
        return self.place_kind != PlaceKind.NONE
