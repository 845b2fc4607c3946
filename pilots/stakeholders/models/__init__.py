"""The parties in an area: organisations and persons, partners, what they want, contacts, promises and merges."""

from pilots.stakeholders.models.contacts import ContactMoment, Promise
from pilots.stakeholders.models.merges import Merge
from pilots.stakeholders.models.parties import Organisation, Person
from pilots.stakeholders.models.partners import REMOVAL, Interest, ParticipationVersion, Partner

__all__ = [
    "REMOVAL",
    "ContactMoment",
    "Interest",
    "Merge",
    "Organisation",
    "ParticipationVersion",
    "Partner",
    "Person",
    "Promise",
]
