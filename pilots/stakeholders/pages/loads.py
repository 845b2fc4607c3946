"""The contact load of a party, to show wherever somebody is about to ask it something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.load import Contact, ContactLoad, contact_load, quarter_of
from pilots.stakeholders.models import ContactMoment, Organisation, Person


@dataclass(frozen=True)
class ContactWarning:
    """The contact load of one party, to show before it is asked something again."""

    party: str
    load: ContactLoad

    @property
    def is_warning(self) -> bool:
        return self.load.is_warning


def contact_warning(party: Organisation | Person, on: date, *, viewer: User) -> ContactWarning:
    """Weigh how often this party was asked, over all areas; areas the viewer may not see are counted, not named.

    A person counts together with the own organisation. Runs two queries.
    """
    organisation = party.organisation_id if isinstance(party, Person) else party.pk
    return ContactWarning(str(party), contact_loads([organisation], on, viewer=viewer)[organisation])


def contact_loads(organisations: Iterable[int], on: date, *, viewer: User) -> dict[int, ContactLoad]:
    """Return the contact load per organisation (its key), also for those never asked. Runs two queries."""
    keys = set(organisations)
    first = quarter_of(on).first
    since = min(first, date.fromordinal(on.toordinal() - 31))
    moments = ContactMoment.objects.filter(organisation__in=keys, on__range=(since, on))
    visible = dict(PilotArea.objects.worked_on_by(viewer).filter(contacts__in=moments).values_list("pk", "name"))
    found: dict[int, list[Contact]] = {key: [] for key in keys}
    for key, day, is_request, area in moments.values_list("organisation", "on", "is_request", "area").order_by("on"):
        found[key].append(Contact(day, is_request, area, visible.get(area, "")))
    return {key: contact_load(contacts, on) for key, contacts in found.items()}


def load_words(load: ContactLoad) -> tuple[str, ...]:
    """Say in lines where the requests of this quarter came from."""
    lines = [_("%(area)s: %(number)d") % {"area": area, "number": number} for area, number in load.by_area]
    if load.hidden_requests:
        lines.append(
            _("%(number)d in %(areas)d other areas that you cannot see")
            % {"number": load.hidden_requests, "areas": load.hidden_areas}
        )
    return tuple(lines)
