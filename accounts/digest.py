"""What the daily mail tells somebody. Rooms name their own news; this room knows none of it.

    def lines(user: User, today: date) -> Iterable[Line]: ...

    class SigningConfig(AppConfig):
        def ready(self) -> None:
            digest.register(lines)

A source is asked in the language of the receiver, when the mail is made, so it never tells what is no longer so. It
gives only what this user may read: the mail adds no check of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.models import User
from core.plain import content_hash

MOST_LINES = 20  # of one group in one mail; the rest is counted
SALT = "accounts.digest"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know or to do, for the daily mail and for the list of tasks.

    url: the path of the page on this site; group: the heading it stands under. area: the name of the area, "" without
    one; due_on: when it has to be done, None without a date.
    """

    text: str
    url: str
    group: str
    area: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The lines under one heading. more: how many others there are that the mail does not name."""

    name: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Digest:
    """All that the mail of one person tells; without groups there is nothing to tell."""

    groups: tuple[Group, ...]
    count: int
    fingerprint: str


Source = Callable[[User, date], Iterable[Line]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source from now on; the mail keeps the order in which sources came."""
    if source not in _sources:
        _sources.append(source)


def lines_for(user: User, today: date) -> list[Line]:
    """Gather all there is to do and to read, in the active language; a line given twice stands there once."""
    return list(dict.fromkeys(line for source in _sources for line in source(user, today)))


def digest_of(user: User, today: date) -> Digest:
    """Gather what the mail tells, grouped, in the active language."""
    told = lines_for(user, today)
    groups = tuple(_group(name, lines) for name, lines in grouped(told).items())
    return Digest(groups, len(told), content_hash(told))


def grouped(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Put lines under their headings: headings with dates first, and in each the first date first."""
    found: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.due_on or date.max):
        found.setdefault(line.group, []).append(line)
    return found


def _group(name: str, lines: list[Line]) -> Group:
    shown = tuple(replace(line, url=f"{settings.SITE_URL}{line.url}") for line in lines[:MOST_LINES])
    return Group(name, shown, len(lines) - len(shown))


def switch_off_url(user: User) -> str:
    """Return the address that stops the mail of this user without logging in. It can do nothing else and never ends."""
    return f"{settings.SITE_URL}{reverse('accounts:digest-off', args=[Signer(salt=SALT).sign(str(user.pk))])}"


def user_of(token: str) -> User | None:
    """Return whose mail a signed address stops; None when it was not made by this site."""
    try:
        return User.objects.filter(pk=int(Signer(salt=SALT).unsign(token))).first()
    except (BadSignature, ValueError):
        return None
