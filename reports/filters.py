"""The filters of the programme page, the same for its rows and its counts."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from governance.leidraad.enums import GateStatus

from accounts.enums import Province
from pilots.areas.enums import Phase
from pilots.areas.models import PilotArea


class ProgrammeFilters(django_filters.FilterSet):
    """What of the programme is shown. The start gate is judged after the query, so its filter does nothing there."""

    name = django_filters.CharFilter(label=_("Name of the area"), lookup_expr="icontains")
    province = django_filters.ChoiceFilter(
        label=_("Province"), choices=Province.choices, method="in_province", empty_label=_("All")
    )
    phase = django_filters.ChoiceFilter(label=_("Phase"), choices=Phase.choices, empty_label=_("All"))
    gate = django_filters.ChoiceFilter(
        label=_("Start gate"), choices=GateStatus.choices, method="after_the_query", empty_label=_("All")
    )

    class Meta:
        model = PilotArea
        fields: list[str] = []
        form = forms.Form

    def in_province(self, queryset: QuerySet[PilotArea], name: str, value: str) -> QuerySet[PilotArea]:
        """Keep areas that lie in this province, wholly or partly."""
        return queryset.filter(provinces__contains=[value])

    def after_the_query(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Leave it to the page."""
        return queryset

    @property
    def gate_status(self) -> str:
        """The chosen status of the start gate, or ""."""
        return self.form.cleaned_data.get("gate", "") if self.form.is_valid() else ""
