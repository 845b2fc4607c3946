"""The filters of the view log."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Viewed
from accounts.models import ViewLog


class ViewLogFilter(django_filters.FilterSet):
    """Who, what, and between which days."""

    wie = django_filters.CharFilter(label=_("Who"), field_name="user__name", lookup_expr="icontains")
    wat = django_filters.ChoiceFilter(
        label=_("What"), field_name="kind", choices=Viewed.choices, empty_label=_("Everything")
    )
    van = django_filters.DateFilter(
        label=_("From"), field_name="at", lookup_expr="date__gte", widget=forms.DateInput(attrs={"type": "date"})
    )
    tot = django_filters.DateFilter(
        label=_("Up to and including"),
        field_name="at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = ViewLog
        fields: list[str] = []
