"""The filters of the toolbox, the same for the list, its counts and every export."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Province
from pilots.areas.enums import Landscape, Phase
from toolbox.enums import Audience, MeasureType, PracticeKind
from toolbox.labels import condition_choices, dial_choices, gear_choices
from toolbox.models import Practice

Choices = Sequence[tuple[str, Any]]


class AnyOf(django_filters.MultipleChoiceFilter):
    """Keeps rows whose list of codes holds any of the chosen ones."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__overlap": value}) if value else qs


class OneOf(django_filters.MultipleChoiceFilter):
    """Keeps rows whose single code is one of the chosen ones."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class PracticeFilters(django_filters.FilterSet):
    """Choices within a facet are alternatives, facets add up. Searching comes before: `toolbox.search.search`."""

    kind = OneOf(label=_("Kind"), choices=PracticeKind.choices)
    audiences = AnyOf(label=_("For whom"), choices=Audience.choices)
    phases = AnyOf(label=_("Phase"), choices=Phase.choices)
    conditions = AnyOf(label=_("Condition of the guide"), choices=condition_choices)
    dials = AnyOf(label=_("Dial"), choices=dial_choices)
    gears = AnyOf(label=_("Gear"), choices=gear_choices)
    measures = AnyOf(label=_("Measure type"), choices=MeasureType.choices)
    landscapes = AnyOf(label=_("Landscape"), choices=Landscape.choices)
    province = OneOf(label=_("Province"), choices=Province.choices)

    class Meta:
        model = Practice
        fields: list[str] = []

    @property
    def chosen(self) -> dict[str, frozenset[str]]:
        """What is on, per facet; a value that no choice has is ignored, in the list and in the counts alike."""
        self.form.is_valid()
        cleaned = self.form.cleaned_data
        return {name: frozenset(cleaned.get(name) or ()) for name in self.filters}

    @property
    def labels(self) -> Mapping[str, tuple[str, Choices]]:
        """The label and the choices of every facet."""
        return {name: (str(self.filters[name].label), _choices(self.form.fields[name])) for name in self.filters}


def _choices(field: forms.Field) -> Choices:
    return [(value, str(label)) for value, label in field.choices]  # type: ignore[attr-defined]  # a choice field


def values_of(row: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return the codes of one row per facet, as the facets count them."""
    return {name: frozenset(value if isinstance(value, list) else [value]) for name, value in row.items()}
