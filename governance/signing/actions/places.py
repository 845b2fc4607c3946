"""In whose place somebody may sign now."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from governance.signing.delegating import Link, places_of
from governance.signing.models import Delegation, Mandate

DELEGATIONS: Final = "signing delegations"  # the name on which changes of delegations take turns


def running_links(today: date) -> list[Link]:
    """Return the delegations of a day between mandates that both hold: one query."""
    running = Mandate.objects.running(today).values("pk")
    rows = Delegation.objects.running(today).filter(mandate__in=running, to__in=running)
    return [Link(*row) for row in rows.values_list("mandate_id", "to_id", "starts_on", "ends_on")]


def acting_mandates(mandates: Iterable[Mandate], today: date) -> dict[int, Mandate]:
    """Return for every mandate under which these may sign, by its key, the own mandate they do it with.

    A mandate that holds signs for itself before it signs in the place of another. Runs one query.
    """
    own = [mandate for mandate in mandates if mandate.is_running(today)]
    links = running_links(today) if own else []
    found: dict[int, Mandate] = {}
    for mandate in own:
        for place in sorted(places_of(mandate.pk, links, today)):
            found.setdefault(place, mandate)
    return found | {mandate.pk: mandate for mandate in own}


def stand_ins(mandate: Mandate, today: date) -> list[int]:
    """Return the mandates that may sign in the place of this one on a day."""
    links = running_links(today)
    return sorted({link.taker for link in links if mandate.pk in places_of(link.taker, links, today)})
