"""What differs between two versions of the guide: entry by entry, field by field, word by word.

Total: any two versions can be compared, also when codes, questions or whole conditions come and go.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from governance.leidraad.guide import Guide

Entry = Mapping[str, Any]
WORDS = re.compile(r"\s+|\w+|[^\w\s]")  # together they cover every character
KINDS = ("chapters", "conditions", "phases", "sources")
NO_TEXT = frozenset({"id", "version", "status", "changes", "code", "questions", *KINDS})
"""Keys that are no text of an entry: they name it, hold other entries, or differ in every version."""


class Kind(StrEnum):
    """What happened to a piece of text or to an entry."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text that stays, came or went: `Kind` without CHANGED."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. old and new: as the pack holds them; None when the entry had or has no such field."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry that differs; old or new is None when it was added or removed.

    fields: what differs inside; empty when only its parts differ, or when it was added or removed.
    parts: the questions of a condition that differ. before and after: the condition a moved question was and is in.
    """

    kind: str
    code: str
    old: Entry | None
    new: Entry | None
    fields: tuple[FieldChange, ...] = ()
    parts: tuple["EntryChange", ...] = ()
    before: str = ""
    after: str = ""

    @property
    def what(self) -> Kind:
        if self.old is None:
            return Kind.ADDED
        return Kind.REMOVED if self.new is None else Kind.CHANGED

    @property
    def is_moved(self) -> bool:
        """Whether a question went to another condition."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two versions. fields: of the guide as a whole."""

    fields: tuple[FieldChange, ...]
    chapters: tuple[EntryChange, ...]
    conditions: tuple[EntryChange, ...]
    phases: tuple[EntryChange, ...]
    sources: tuple[EntryChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.chapters or self.conditions or self.phases or self.sources)

    def questions(self, what: Kind) -> tuple[EntryChange, ...]:
        """Return the questions that were added, removed or changed, over all conditions."""
        return tuple(part for condition in self.conditions for part in condition.parts if part.what == what)


def difference(old: Guide, new: Guide) -> Difference:
    """Compare two versions. Entries come in the order of the new version, removed ones last."""
    return Difference(
        fields=_fields(old.content, new.content),
        chapters=_entries("chapters", old.content["chapters"], new.content["chapters"]),
        conditions=_conditions(old, new),
        phases=_entries("phases", old.phases, new.phases),
        sources=_entries("sources", old.content["sources"], new.content["sources"]),
    )


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Cut two texts in pieces that stay, went and came: without what came the old text, without what went the new.

    White space between two changes changes along, so that a reader sees phrases and no crumbs.
    """
    left, right = WORDS.findall(old), WORDS.findall(new)
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    gone = came = ""
    for place, (tag, start, end, first, last) in enumerate(steps):
        before, after = "".join(left[start:end]), "".join(right[first:last])
        is_gap = 0 < place < len(steps) - 1 and not before.strip()
        if tag == "equal" and not is_gap:
            pieces += [*_changed(gone, came), Piece(before, Kind.SAME)]
            gone = came = ""
        else:
            gone, came = gone + before, came + after
    return (*pieces, *_changed(gone, came))


def _changed(gone: str, came: str) -> Iterable[Piece]:
    return (Piece(text, kind) for text, kind in ((gone, Kind.REMOVED), (came, Kind.ADDED)) if text)


def codes(entry: Entry, key: str = "source") -> tuple[str, ...]:
    """Return the codes an entry names under this key: a pack may hold one, several or none."""
    found = entry.get(key) or ()
    return (found,) if isinstance(found, str) else tuple(found)


def _fields(old: Entry, new: Entry) -> tuple[FieldChange, ...]:
    names = [*new, *(name for name in old if name not in new)]
    texts = (name for name in names if name not in NO_TEXT)
    return tuple(
        FieldChange(name, old.get(name), new.get(name)) for name in texts if _plain(name, old) != _plain(name, new)
    )


def _plain(name: str, entry: Entry) -> Any:
    """Return what counts: one source is the same as a list of that one source."""
    return codes(entry, name) if name in {"source", "conditions"} else entry.get(name)


def _entries(kind: str, old: Iterable[Entry], new: Iterable[Entry]) -> tuple[EntryChange, ...]:
    was, becomes = {entry["code"]: entry for entry in old}, {entry["code"]: entry for entry in new}
    found = (_entry(kind, code, was.get(code), becomes.get(code)) for code in dict.fromkeys([*becomes, *was]))
    return tuple(change for change in found if _differs(change))


def _entry(kind: str, code: str, old: Entry | None, new: Entry | None, **more: Any) -> EntryChange:
    fields = _fields(old, new) if old is not None and new is not None else ()
    return EntryChange(kind, code, old, new, fields, **more)


def _differs(change: EntryChange) -> bool:
    return change.what != Kind.CHANGED or bool(change.fields or change.parts) or change.is_moved


def _conditions(old: Guide, new: Guide) -> tuple[EntryChange, ...]:
    order = dict.fromkeys(entry["code"] for entry in (*new.conditions, *old.conditions))
    found = (
        _entry("conditions", code, old.condition(code), new.condition(code), parts=_questions(code, old, new))
        for code in order
    )
    return tuple(change for change in found if _differs(change))


def _questions(condition: str, old: Guide, new: Guide) -> tuple[EntryChange, ...]:
    """Compare the questions of a condition with those of the same code, wherever those stood; what went comes last."""
    asked = [entry["code"] for entry in (new.condition(condition) or {"questions": ()})["questions"]]
    was_asked = [entry["code"] for entry in (old.condition(condition) or {"questions": ()})["questions"]]
    gone = [code for code in was_asked if code not in new.questions]
    found = (_question(code, old, new) for code in (*asked, *gone))
    return tuple(change for change in found if _differs(change))


def _question(code: str, old: Guide, new: Guide) -> EntryChange:
    was, becomes = old.questions.get(code), new.questions.get(code)
    before, after = ((guide.condition_of(code) or {"code": ""})["code"] for guide in (old, new))
    is_in_both = was is not None and becomes is not None
    places = {"before": before, "after": after} if is_in_both else {}
    return _entry("questions", code, was, becomes, **places)
