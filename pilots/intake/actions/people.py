"""People who come in by a pasted list and are not known yet."""

from collections.abc import Iterable
from typing import Protocol

import pghistory
from django.db import transaction

from accounts.models import User
from core.locks import take_turns
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Organisation, Partner, Person


class Named(Protocol):
    """Somebody in a list. organisation: "" when the list names none."""

    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def organisation(self) -> str: ...


@transaction.atomic
def find_or_add_people(
    *, area: PilotArea, people: Iterable[Named], organisation: Organisation, language: str, by: User
) -> tuple[list[Person], int]:
    """Return the persons of a list, and how many of them were new.

    Somebody is known by e-mail address among the parties of this area only, so that nobody learns who takes part
    elsewhere. An organisation that no party of the area is called becomes a new party.
    """
    take_turns(f"people of area {area.pk}")
    known = Person.objects.current().filter(organisation__partners__area=area).exclude(email="")
    by_email = {person.email.lower(): person for person in known.select_related("organisation")}
    parties = Organisation.objects.current().filter(partners__area=area)
    by_name = {party.name.lower(): party for party in parties}
    found, new = [], 0
    with pghistory.context(user=by.pk):
        for one in people:
            person = by_email.get(one.email.lower())
            if person is None:
                party = _party(area, one.organisation, by_name) if one.organisation else organisation
                person = Person.objects.create(organisation=party, name=one.name, email=one.email, language=language)
                by_email[one.email.lower()] = person
                new += 1
            found.append(person)
    return found, new


def _party(area: PilotArea, name: str, by_name: dict[str, Organisation]) -> Organisation:
    if name.lower() not in by_name:
        party = Organisation.objects.create(name=name)
        Partner.objects.create(area=area, organisation=party)
        by_name[name.lower()] = party
    return by_name[name.lower()]
