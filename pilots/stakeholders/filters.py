"""The filters of the list of parties: one FilterSet for page, count, drawing and export."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _

from core.widgets import LightSelect
from pilots.stakeholders.drawing import HIGH
from pilots.stakeholders.enums import OrganisationKind, Quadrant
from pilots.stakeholders.models import ParticipationVersion, Partner

WITHOUT = "geen"  # no level yet
MUCH = {
    Quadrant.TOGETHER: (True, True),
    Quadrant.SATISFIED: (True, False),
    Quadrant.INFORMED: (False, True),
    Quadrant.WATCHED: (False, False),
}


class PartnerFilter(django_filters.FilterSet):
    """Parties of one area by words, kind, level and field of the drawing. Who stopped is left out unless asked for.

    works: whether the reader works on the area; only then do the filters see what the team judged and noted.
    """

    q = django_filters.CharFilter(label=_("Search"), method="search")
    soort = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=OrganisationKind,
        field_name="organisation__kind",
        empty_label=_("All kinds"),
        widget=LightSelect,
    )
    niveau = django_filters.ChoiceFilter(
        label=_("Participation level"), choices=[], empty_label=_("All levels"), method="at_level", widget=LightSelect
    )
    vak = django_filters.ChoiceFilter(
        label=_("Influence × interest"),
        choices=Quadrant,
        empty_label=_("All fields"),
        method="in_quadrant",
        widget=LightSelect,
    )
    gestopt = django_filters.BooleanFilter(label=_("Also who stopped"), method="also_stopped", widget=CheckboxInput)

    class Meta:
        model = Partner
        fields: list[str] = []

    def __init__(self, *args: Any, works: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.works = works
        newest = ParticipationVersion.objects.first()
        levels = newest.levels.values() if newest else ()
        choices = [*((level.code, level.name) for level in levels), (WITHOUT, str(_("Not agreed yet")))]
        self.filters["niveau"].extra["choices"] = choices
        if not works:
            del self.filters["vak"]

    def filter_queryset(self, queryset: QuerySet[Partner]) -> QuerySet[Partner]:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("gestopt") else found.taking_part()

    def search(self, partners: QuerySet[Partner], name: str, value: str) -> QuerySet[Partner]:
        """Keep parties in which every word occurs."""
        for word in value.split()[:10]:
            found = Q(organisation__name__icontains=word) | Q(organisation__place__icontains=word)
            found |= Q(role__icontains=word)
            if self.works:
                found |= Q(wish__icontains=word)
            partners = partners.filter(found)
        return partners

    def at_level(self, partners: QuerySet[Partner], name: str, value: str) -> QuerySet[Partner]:
        return partners.filter(level="" if value == WITHOUT else value)

    def in_quadrant(self, partners: QuerySet[Partner], name: str, value: str) -> QuerySet[Partner]:
        influence, interest = MUCH[Quadrant(value)]
        found = partners.filter(influence__isnull=False, interest__isnull=False)
        found = found.filter(influence__gte=HIGH) if influence else found.filter(influence__lt=HIGH)
        return found.filter(interest__gte=HIGH) if interest else found.filter(interest__lt=HIGH)

    def also_stopped(self, partners: QuerySet[Partner], name: str, value: bool) -> QuerySet[Partner]:
        return partners  # `filter_queryset` leaves them in
