"""The filters of the lists: one FilterSet for page, count, map and export."""

from typing import Any

import django_filters
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from accounts.enums import Province
from core.widgets import LightSelect
from pilots.areas.enums import Phase
from pilots.areas.models import Natura2000Site, PilotArea, SiteLink

PHASE_RANK = Case(*(When(phase=phase, then=Value(rank)) for rank, phase in enumerate(Phase)))
ORDERS: dict[str, list[Any]] = {
    "naam": ["name", "pk"],
    "-naam": ["-name", "-pk"],
    "fase": [PHASE_RANK, "name", "pk"],
    "-fase": [PHASE_RANK.desc(), "name", "pk"],
    "ha": [F("area_ha").asc(nulls_last=True), "name", "pk"],
    "-ha": [F("area_ha").desc(nulls_last=True), "name", "pk"],
}


class AreaFilter(django_filters.FilterSet):
    """Areas by words, province, phase and site. `volgorde` is the order: one of `ORDERS`."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    provincie = django_filters.ChoiceFilter(
        label=_("Province"), choices=Province, empty_label=_("All provinces"), method="in_province", widget=LightSelect
    )
    fase = django_filters.ChoiceFilter(
        label=_("Phase"), choices=Phase, field_name="phase", empty_label=_("All phases"), widget=LightSelect
    )
    natura2000 = django_filters.ChoiceFilter(
        label=_("Natura 2000 site"), choices=[], empty_label=_("All sites"), method="at_site", widget=LightSelect
    )
    volgorde = django_filters.ChoiceFilter(
        choices=[(name, name) for name in ORDERS], widget=HiddenInput, method="in_order"
    )

    class Meta:
        model = PilotArea
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Natura2000Site.objects.filter(Exists(SiteLink.objects.filter(site=OuterRef("pk"))))
        choices = [(str(number), name) for number, name in sites.values_list("number", "name")]
        self.filters["natura2000"].extra["choices"] = choices

    def search(self, areas: QuerySet[PilotArea], name: str, value: str) -> QuerySet[PilotArea]:
        """Keep areas in which every word occurs, in the area itself or in the name of one of its sites."""
        for word in value.split()[:10]:
            sites = SiteLink.objects.filter(area=OuterRef("pk"), site__name__icontains=word)
            found = Q(name__icontains=word) | Q(programme__icontains=word) | Q(municipalities__icontains=word)
            found |= Q(what_happens__icontains=word) | Q(how_and_with_whom__icontains=word)
            found |= Q(revenue_model__icontains=word) | Q(Exists(sites))
            areas = areas.filter(found)
        return areas

    def in_province(self, areas: QuerySet[PilotArea], name: str, value: str) -> QuerySet[PilotArea]:
        return areas.filter(provinces__contains=[value])

    def at_site(self, areas: QuerySet[PilotArea], name: str, value: str) -> QuerySet[PilotArea]:
        return areas.filter(Exists(SiteLink.objects.filter(area=OuterRef("pk"), site__number=value)))

    def in_order(self, areas: QuerySet[PilotArea], name: str, value: str) -> QuerySet[PilotArea]:
        return areas.order_by(*ORDERS[value])


class SiteFilter(django_filters.FilterSet):
    """Natura 2000 sites by name."""

    q = django_filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")

    class Meta:
        model = Natura2000Site
        fields: list[str] = []
