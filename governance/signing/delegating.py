"""Who may sign in whose place: delegations as links between mandates, over days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """One delegation: the holder of `taker` signs in the place of `giver` from one day up to and including another."""

    giver: int
    taker: int
    starts_on: date
    ends_on: date


def closes_circle(new: Link, links: Iterable[Link]) -> bool:
    """Say whether this delegation would make a circle with others on any day."""
    others = list(links)
    waiting = [(new.taker, new.starts_on, new.ends_on)]
    seen = set(waiting)
    while waiting:
        mandate, start, end = waiting.pop()
        if mandate == new.giver:
            return True
        for link in others:
            step = (link.taker, max(start, link.starts_on), min(end, link.ends_on))
            if link.giver == mandate and step[1] <= step[2] and step not in seen:
                seen.add(step)
                waiting.append(step)
    return False


def places_of(taker: int, links: Sequence[Link], day: date) -> frozenset[int]:
    """Return the mandates in whose place this one may sign on a day, also by way of others, without its own.

    links: only those between mandates that hold on that day; a mandate that ended takes and gives no place.
    """
    running = [link for link in links if link.starts_on <= day <= link.ends_on]
    found = {taker}
    while True:
        more = {link.giver for link in running if link.taker in found} - found
        if not more:
            return frozenset(found - {taker})
        found |= more
