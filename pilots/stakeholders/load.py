"""Contact load: how often a party was asked something, over all areas, and whether it may well be left in peace.

The limits are our own proposal, a concept to be tested with areas; docs/domain.md says so too.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MANY: Final = 3  # requests in a quarter from which on we warn
REST: Final = 14  # days of rest after a request


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact moment with the party. area: its name, "" when the reader may not see that area."""

    on: date
    is_request: bool
    area_id: int
    area: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year: number 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        following = date(self.year + self.number // 4, 3 * (self.number % 4) + 1, 1)
        return following - timedelta(days=1)

    @property
    def label(self) -> str:
        return _("quarter %(number)d of %(year)d") % {"number": self.number, "year": self.year}


@dataclass(frozen=True, slots=True)
class ContactLoad:
    """How often a party was asked in a quarter. by_area: requests per area the reader may see, the most first.

    hidden_areas, hidden_requests: the other areas, counted and never named. last_request_on: None without a request.
    reasons: why there is a warning; empty when there is none.
    """

    quarter: Quarter
    requests: int
    contacts: int
    by_area: tuple[tuple[str, int], ...]
    hidden_areas: int
    hidden_requests: int
    last_request_on: date | None
    reasons: tuple[str, ...]

    @property
    def is_warning(self) -> bool:
        return bool(self.reasons)


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day falls."""
    return Quarter(day.year, (day.month - 1) // 3 + 1)


def contact_load(contacts: Iterable[Contact], on: date) -> ContactLoad:
    """Weigh what a party was asked in the quarter of `on`, up to and including that day."""
    past = [contact for contact in contacts if contact.on <= on]
    quarter = quarter_of(on)
    within = [contact for contact in past if contact.on >= quarter.first]
    requests = [contact for contact in within if contact.is_request]
    hidden = [contact for contact in requests if not contact.area]
    last = max((contact.on for contact in past if contact.is_request), default=None)
    named = Counter(contact.area for contact in requests if contact.area)
    return ContactLoad(
        quarter=quarter,
        requests=len(requests),
        contacts=len(within),
        by_area=tuple(sorted(named.items(), key=lambda item: (-item[1], item[0]))),
        hidden_areas=len({contact.area_id for contact in hidden}),
        hidden_requests=len(hidden),
        last_request_on=last,
        reasons=_reasons(quarter, len(requests), last, on),
    )


def _reasons(quarter: Quarter, requests: int, last: date | None, on: date) -> tuple[str, ...]:
    reasons = []
    if requests >= MANY:
        many = _("Asked %(number)d times in %(quarter)s, over all areas; from %(limit)d times on we warn.")
        reasons.append(many % {"number": requests, "quarter": quarter.label, "limit": MANY})
    days = (on - last).days if last else REST
    if last and days < REST:
        recent = ngettext(
            "The last request was %(days)d day ago, on %(date)s; give a party %(rest)d days of rest.",
            "The last request was %(days)d days ago, on %(date)s; give a party %(rest)d days of rest.",
            days,
        )
        reasons.append(recent % {"days": days, "date": date_format(last, "j F Y"), "rest": REST})
    return tuple(reasons)
