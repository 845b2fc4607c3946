"""Parties that were removed from an area and can still come back."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Organisation, Partner


@dataclass(frozen=True)
class RemovedParty:
    """One party that was removed. number: its key, to bring it back with."""

    number: int
    name: str
    removed_at: datetime


def removed_parties(area: PilotArea, viewer: User, now: datetime) -> tuple[RemovedParty, ...]:
    """Return what was removed in the last day, for who may bring it back. Runs two queries, or none."""
    if not viewer.has_perm("areas.change_pilotarea", area):
        return ()
    events = list(Partner.objects.removed_from(area, now))
    names = dict(
        Organisation.objects.filter(pk__in=[event.organisation_id for event in events]).values_list("pk", "name")
    )
    last = {event.pgh_obj_id: event for event in events if event.organisation_id in names}
    return tuple(RemovedParty(key, names[event.organisation_id], event.pgh_created_at) for key, event in last.items())
