"""Adding parties to an area, one by one or from a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import transaction

from accounts.models import User
from core.locks import take_turns
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Organisation, Partner, Person


@dataclass(frozen=True, slots=True)
class Entry:
    """One party to bring in from a table.

    organisation: the known one, None for a new one. facts: of a new organisation. person: of its contact person, empty
    without one. terms: what it is in the area; only what the table says is written.
    """

    organisation: Organisation | None
    facts: Mapping[str, Any]
    terms: Mapping[str, Any]
    person: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def add_partner(*, area: PilotArea, by: User, organisation: Organisation | None = None, **facts: Any) -> Partner:
    """Let a party take part in an area. facts: of a new organisation, when it is not a known one."""
    with pghistory.context(user=by.pk):
        party = organisation or Organisation.objects.create(**facts)
        partner, _is_new = Partner.objects.get_or_create(area=area, organisation=party)
    return partner


@transaction.atomic
def import_partners(*, area: PilotArea, entries: Iterable[Entry], by: User) -> tuple[int, int]:
    """Add or change the parties of a checked table, all or none. Returns how many were new and how many changed."""
    take_turns(f"stakeholders import {area.pk}")  # two clicks together must not make everything twice
    made = changed = 0
    with pghistory.context(user=by.pk):
        for entry in entries:
            party = entry.organisation or Organisation.objects.create(**entry.facts)
            partner, is_new = Partner.objects.update_or_create(
                area=area, organisation=party, defaults=dict(entry.terms)
            )
            made, changed = made + is_new, changed + (not is_new)
            if entry.person:
                _add_person(partner.organisation, entry.person)
    return made, changed


def _add_person(organisation: Organisation, facts: Mapping[str, Any]) -> None:
    """Add the contact person, unless one of the same name or address is there already."""
    known = Person.objects.current().filter(organisation=organisation)
    email = facts.get("email", "")
    if known.filter(name__iexact=facts["name"]).exists() or (email and known.filter(email__iexact=email).exists()):
        return
    Person.objects.create(organisation=organisation, **facts)
