"""Filters of the people who can be invited."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pilots.intake.models import Invitation, Round
from pilots.stakeholders.enums import OrganisationKind
from pilots.stakeholders.models import Person


class PeopleFilter(filters.FilterSet):
    """People by name, kind of organisation, and whether they are invited or have an e-mail address."""

    naam = filters.CharFilter(label=_("Name or organisation"), method="named")
    soort = filters.ChoiceFilter(
        label=_("Kind of organisation"),
        field_name="organisation__kind",
        choices=OrganisationKind.choices,
        empty_label=_("All kinds"),
    )
    toon = filters.ChoiceFilter(
        label=_("Show"),
        method="shown",
        choices=[("nieuw", _("Not invited yet")), ("mail", _("With an e-mail address"))],
        empty_label=_("Everybody"),
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        self.round = round_
        super().__init__(*args, **kwargs)

    def named(self, people: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        return people.filter(Q(name__icontains=value) | Q(organisation__name__icontains=value))

    def shown(self, people: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        if value == "mail":
            return people.exclude(email="")
        return people.exclude(Exists(Invitation.objects.filter(round=self.round, person=OuterRef("pk"))))
