"""The filters of goals and measures: one FilterSet for page, count, map and export."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.widgets import LightSelect
from pilots.areas.models import Natura2000Site, PilotArea
from pilots.goals.enums import Direction, MeasureStatus, PlaceKind, Position
from pilots.goals.models import Goal, Measure
from pilots.goals.tables import OTHER
from pilots.goals.texts import Library

KINDS = [("habitat", _("Habitat types")), ("species", _("Species")), ("bird", _("Birds")), (OTHER, _("Something else"))]
PLACES = [("ja", _("On the map")), ("nee", _("Not on the map yet"))]


class GoalFilter(django_filters.FilterSet):
    """Goals of one area by words, site, kind, direction and place."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    natura2000 = django_filters.ChoiceFilter(
        label=_("Natura 2000 site"), choices=[], empty_label=_("All sites"), method="at_site", widget=LightSelect
    )
    soort = django_filters.ChoiceFilter(
        label=_("Kind"), choices=KINDS, empty_label=_("All kinds"), method="of_kind", widget=LightSelect
    )
    richting = django_filters.ChoiceFilter(
        label=_("What has to happen"),
        field_name="direction",
        choices=Direction,
        empty_label=_("Everything"),
        widget=LightSelect,
    )
    plek = django_filters.ChoiceFilter(
        label=_("Place"), choices=PLACES, empty_label=_("All goals"), method="on_map", widget=LightSelect
    )

    class Meta:
        model = Goal
        fields: list[str] = []

    def __init__(self, data: Any, area: PilotArea) -> None:
        super().__init__(data, Goal.objects.filter(area=area).order_by("subject", "pk"))
        sites = Natura2000Site.objects.filter(goals__area=area).distinct().values_list("number", "name")
        self.filters["natura2000"].extra["choices"] = [(str(number), name) for number, name in sites]

    def search(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """Keep goals in which every word occurs, in their name, explanation, source or site."""
        names = Library().subjects()
        for word in value.split()[:10]:
            codes = [code for code, subject in names.items() if word.lower() in subject.label.lower()]
            found = Q(subject__in=codes) | Q(other_name__icontains=word) | Q(other_code__icontains=word)
            found |= Q(note__icontains=word) | Q(source__icontains=word) | Q(site__name__icontains=word)
            goals = goals.filter(found)
        return goals

    def at_site(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        return goals.filter(site__number=value)

    def of_kind(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        if value == OTHER:
            return goals.filter(subject=OTHER)
        subjects = Library().subjects().items()
        return goals.filter(subject__in=[code for code, subject in subjects if subject.kind == value])

    def on_map(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        missing = Q(place_kind=PlaceKind.NONE)
        return goals.filter(~missing if value == "ja" else missing)


class MeasureFilter(django_filters.FilterSet):
    """Measures of one area by words, type, status, position and goal."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    soort = django_filters.ChoiceFilter(
        label=_("Type of measure"), field_name="kind", choices=[], empty_label=_("All types"), widget=LightSelect
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=MeasureStatus, empty_label=_("Every status"), widget=LightSelect
    )
    ligging = django_filters.ChoiceFilter(
        label=_("Where"), field_name="position", choices=Position, empty_label=_("Everywhere"), widget=LightSelect
    )

    class Meta:
        model = Measure
        fields: list[str] = []

    def __init__(self, data: Any, area: PilotArea) -> None:
        super().__init__(data, Measure.objects.filter(area=area).order_by("name", "pk"))
        used = set(Measure.objects.filter(area=area).values_list("kind", flat=True))
        types = Library().measure_types() if used else {}
        self.filters["soort"].extra["choices"] = [(code, types[code].name) for code in types if code in used]

    def search(self, measures: QuerySet[Measure], name: str, value: str) -> QuerySet[Measure]:
        """Keep measures in which every word occurs."""
        for word in value.split()[:10]:
            measures = measures.filter(Q(name__icontains=word) | Q(note__icontains=word))
        return measures
