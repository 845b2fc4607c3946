"""What changed between two versions of a report: two snapshots in, readable lines out. Pure.

A snapshot holds the comparable facts of a report in the words of its language, and nothing that may have to disappear:
no persons, no quotes, no free text. Of free text it keeps a fingerprint, so a change is told and the old text is not.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

FORM = 1  # raise it when what is compared gets other names or words: snapshots of another form are not compared


class Move(StrEnum):
    """What happened to something."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. old and new: the values in words; "" for something new, gone or rewritten as a whole."""

    what: str
    move: Move
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The changes in one chapter."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an earlier version of the same report."""

    version: int
    made_on: date
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One comparable fact of a thing. is_told: its value may be repeated later; otherwise only that it changed.

    key: lasts, whatever its name in words becomes.
    """

    key: str
    name: str
    value: str
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a lasting key, such as one goal or one condition, and its facts. name: "" for a whole chapter."""

    key: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The things of one chapter."""

    key: str
    name: str
    things: tuple[Thing, ...]


def fingerprint(text: str) -> str:
    """Return what two equal texts have in common, "" for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def store(chapters: Sequence[Chapter]) -> dict[str, Any]:
    """Return a snapshot as plain data."""
    return {
        "form": FORM,
        "chapters": [
            [chapter.key, chapter.name, [[thing.key, thing.name, _stored(thing.items)] for thing in chapter.things]]
            for chapter in chapters
        ],
    }


def _stored(items: Sequence[Item]) -> list[list[Any]]:
    """A text that is not told is stored as its fingerprint."""
    return [
        [item.key, item.name, item.value if item.is_told else fingerprint(item.value), item.is_told] for item in items
    ]


def read(snapshot: Mapping[str, Any]) -> tuple[Chapter, ...]:
    """Return the chapters of a stored snapshot; none when it has another form."""
    if snapshot.get("form") != FORM:
        return ()
    return tuple(Chapter(key, name, tuple(map(_thing, things))) for key, name, things in snapshot["chapters"])


def _thing(stored: Sequence[Any]) -> Thing:
    key, name, items = stored
    return Thing(key, name, tuple(Item(*item) for item in items))


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Group, ...]:
    """Return what changed from one snapshot to the other, per chapter, in the order of the new one."""
    before = {chapter.key: chapter for chapter in read(old)}
    after = {chapter.key: chapter for chapter in read(new)}
    chapters = {**after, **{key: chapter for key, chapter in before.items() if key not in after}}
    groups = (
        Group(chapter.name, tuple(_changes(_things(before.get(key)), _things(after.get(key)))))
        for key, chapter in chapters.items()
    )
    return tuple(group for group in groups if group.changes)


def _things(chapter: Chapter | None) -> dict[str, Thing]:
    return {thing.key: thing for thing in chapter.things} if chapter else {}


def _changes(before: Mapping[str, Thing], after: Mapping[str, Thing]) -> Iterator[Change]:
    for key, thing in after.items():
        if key in before:
            yield from _changed(before[key], thing)
        else:
            yield Change(thing.name, Move.NEW)
    for key, thing in before.items():
        if key not in after:
            yield Change(thing.name, Move.GONE)


def _changed(before: Thing, after: Thing) -> Iterator[Change]:
    if before.name != after.name and before.name and after.name:
        yield Change(after.name, Move.CHANGED, before.name, after.name)
    was = {item.key: item for item in before.items}
    now = {item.key: item for item in after.items}
    for key, item in {**was, **now}.items():
        yield from _item(f"{after.name}: {item.name}" if after.name else item.name, was.get(key), now.get(key))


def _item(what: str, was: Item | None, now: Item | None) -> Iterator[Change]:
    old, new = was.value if was else "", now.value if now else ""
    if old == new:
        return
    if (was is None or was.is_told) and (now is None or now.is_told):
        yield Change(what, Move.CHANGED, old, new)
    else:
        yield Change(what, Move.REWRITTEN if old and new else Move.NEW if new else Move.GONE)
