"""The filters of the list of findings: the same for the page, its count and its exports."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.widgets import LightSelect
from pilots.areas.models import PilotArea
from pilots.codebook.models import newest
from pilots.findings.enums import FindingKind, FindingStatus, StrengthLevel
from pilots.findings.models import Finding, FindingArea
from pilots.findings.tables import condition_choices
from pilots.findings.weighing import weigh


class FindingFilter(django_filters.FilterSet):
    """Findings by words, kind, theme, area, condition, status and strength."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    soort = django_filters.ChoiceFilter(
        label=_("Kind"), choices=FindingKind, field_name="kind", empty_label=_("All kinds"), widget=LightSelect
    )
    thema = django_filters.ChoiceFilter(
        label=_("Theme"), choices=[], empty_label=_("All themes"), method="with_theme", widget=LightSelect
    )
    gebied = django_filters.ChoiceFilter(
        label=_("Area"), choices=[], empty_label=_("All areas"), method="in_area", widget=LightSelect
    )
    voorwaarde = django_filters.ChoiceFilter(
        label=_("Condition of the guide"),
        choices=condition_choices,
        empty_label=_("All conditions"),
        method="to_condition",
        widget=LightSelect,
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=FindingStatus, empty_label=_("Every status"), widget=LightSelect
    )
    sterkte = django_filters.ChoiceFilter(
        label=_("Strength"),
        choices=StrengthLevel,
        empty_label=_("Any strength"),
        method="as_strong",
        widget=LightSelect,
    )

    class Meta:
        model = Finding
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, area: PilotArea | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        book = newest()
        codes = [(theme.code, book.themes.path(theme.code)) for theme in book.themes.all] if book else []
        self.filters["thema"].extra["choices"] = codes
        if area is not None:
            del self.filters["gebied"]
            return
        linked = Exists(FindingArea.objects.filter(area=OuterRef("pk")))
        areas = PilotArea.objects.visible_to(user).filter(linked).values_list("slug", "name")
        self.filters["gebied"].extra["choices"] = list(areas)

    def search(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        """Keep findings in which every word occurs. Quotes are not searched: who says what is not for a list."""
        for word in value.replace("\x00", " ").split()[:10]:
            findings = findings.filter(Q(statement__icontains=word) | Q(explanation__icontains=word))
        return findings

    def with_theme(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        """Keep findings with this theme; a main theme stands for its sub-themes too."""
        book = newest()
        under = [theme.code for theme in book.themes.under(value)] if book else []
        return findings.filter(themes__overlap=[value, *under])

    def in_area(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        return findings.filter(Exists(FindingArea.objects.filter(finding=OuterRef("pk"), area__slug=value)))

    def to_condition(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        return findings.recommending(value)  # type: ignore[attr-defined]  # our own QuerySet

    def as_strong(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        """Keep findings of this strength; it is computed, so all are weighed."""
        weighed = weigh(list(findings), self.user)
        return findings.filter(pk__in=[key for key, found in weighed.items() if found.strength.level == value])
