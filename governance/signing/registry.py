"""The kinds of documents that can be signed: this room knows none, a higher one registers its own in `AppConfig.ready`.

    register("condition", Provider(documents=..., outlines=..., words=..., may_read=..., label=_("Condition")))

A document is an area, a kind and a code. What is signed is its content: a mapping of plain values, with lists in an
order that does not depend on how they were loaded (`canonical`).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class Document:
    """One document as it is now. url: where it is worked on; pack_version: of the texts it follows, or "".

    closed: why it can no longer be signed or refused, in words; "" while it can. What was decided stays readable.
    """

    code: str
    title: str
    url: str
    content: Mapping[str, Any]
    pack_version: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Outline:
    """What a list needs of a document: its title, where it is worked on, and the SHA-256 of its content now.

    is_open: whether it can still be signed; nobody is asked or mailed about one that is closed.
    """

    title: str
    url: str
    sha256: str
    is_open: bool = True


@dataclass(frozen=True)
class Happened:
    """One change of a document that the history knows. who: "" when it is not known."""

    at: datetime
    who: str
    what: str


def _is_involved(user: User, area: PilotArea) -> bool:
    return user.has_perm("areas.involve_pilotarea", area)


def _nothing_known(_area: PilotArea, _code: str, _since: datetime) -> Sequence[Happened]:
    return ()


@dataclass(frozen=True)
class Provider:
    """What a room tells about its kind of document.

    documents: the documents of an area by code; None asks for all of them, an unknown code is left out.
    outlines: all documents of many areas in short, by key of the area and code, in a constant number of queries.
    words: a label per key of the content, in reading order. may_read: whether this user may read the documents of an
    area. label: what one such document is called. history: what changed in one document after a moment.
    may_name: who of those readers sees the names of persons and why somebody refused; functions and organisations are
    for all of them. is_for_partners: partners of the area sign it (`actions.ask_partner`), not public offices.
    """

    documents: Callable[[PilotArea, Collection[str] | None], Mapping[str, Document]]
    outlines: Callable[[Sequence[PilotArea]], Mapping[tuple[int, str], Outline]]
    words: Callable[[], Mapping[str, Any]]
    may_read: Callable[[User, PilotArea], bool]
    label: Any
    history: Callable[[PilotArea, str, datetime], Sequence[Happened]] = _nothing_known
    may_name: Callable[[User, PilotArea], bool] = _is_involved
    is_for_partners: bool = False


_providers: dict[str, Provider] = {}


def register(kind: str, provider: Provider) -> None:
    """Make a kind of document known. Registering it again replaces it."""
    _providers[kind] = provider


def provider_of(kind: str) -> Provider | None:
    """Return what is known of a kind of document; None when no room registered it."""
    return _providers.get(kind)


def kinds() -> tuple[str, ...]:
    """Return every kind of document that is known."""
    return tuple(_providers)


def find_document(area: PilotArea, kind: str, code: str) -> Document | None:
    """Return one document as it is now; None when there is none."""
    provider = provider_of(kind)
    return provider.documents(area, [code]).get(code) if provider else None
