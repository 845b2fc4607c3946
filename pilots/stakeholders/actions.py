"""Writes across rows: contacts, promises, partners, persons."""

from datetime import date

import pghistory
from django.db import transaction

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.enums import ASKING_KINDS
from pilots.stakeholders.models import ContactMoment, Organisation, Person


@transaction.atomic
def log_contact(
    *,
    area: PilotArea,
    organisation: Organisation,
    person: Person | None,
    kind: str,
    on: date,
    by: User | None,
    summary: str,
    is_request: bool | None = None,
) -> ContactMoment:
    """Note a contact moment. is_request: None takes it from the kind: an invitation or interview asks something."""
    with pghistory.context(user=by.pk if by else None):
        return ContactMoment.objects.create(
            area=area,
            organisation=organisation,
            person=person,
            kind=kind,
            on=on,
            by=by,
            summary=summary,
            is_request=kind in ASKING_KINDS if is_request is None else is_request,
        )
