"""The difference between two versions of the guide as a page shows it: texts in pieces that stay, went and came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.packs import LANGUAGES, label
from governance.leidraad.enums import Weight
from governance.leidraad.guide import Guide
from governance.leidraad.models import GuideVersion
from governance.leidraad.texts import GuideView, guide_view
from governance.leidraad.versions import (
    Difference,
    EntryChange,
    FieldChange,
    Kind,
    Piece,
    codes,
    compare_words,
    difference,
)


@dataclass(frozen=True)
class FieldView:
    """One text that differs. language: "" for the reader's own, else the code of the only language that differs."""

    name: str
    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True)
class EntryView:
    """One chapter, condition, question, phase or source that differs. title: its code or number with its name.

    text: the whole entry in short when it was added or removed. moved: from which condition to which, or "".
    """

    code: str
    title: str
    what: str
    what_label: str
    badge: str
    text: str
    moved: str
    fields: tuple[FieldView, ...]
    parts: tuple["EntryView", ...]


@dataclass(frozen=True)
class DifferencePage:
    """What differs between two versions. counts: of questions, in words."""

    old: GuideView
    new: GuideView
    fields: tuple[FieldView, ...]
    conditions: tuple[EntryView, ...]
    chapters: tuple[EntryView, ...]
    phases: tuple[EntryView, ...]
    sources: tuple[EntryView, ...]
    added: int
    changed: int
    removed: int
    is_empty: bool


def difference_page(old: GuideVersion, new: GuideVersion) -> DifferencePage:
    """Compare two versions. Runs no query."""
    guides = Guide(old.content), Guide(new.content)
    found = difference(*guides)
    words = _Words(*guides)
    return DifferencePage(
        old=guide_view(old),
        new=guide_view(new),
        fields=words.fields(found.fields),
        conditions=words.entries(found.conditions),
        chapters=words.entries(found.chapters),
        phases=words.entries(found.phases),
        sources=words.entries(found.sources),
        added=_count(found, Kind.ADDED),
        changed=_count(found, Kind.CHANGED),
        removed=_count(found, Kind.REMOVED),
        is_empty=found.is_empty,
    )


def _count(found: Difference, what: Kind) -> int:
    return len(found.questions(what))


@dataclass(frozen=True)
class _Words:
    """Puts changes in words, with the names that codes had in either version."""

    old: Guide
    new: Guide

    def entries(self, changes: Iterable[EntryChange]) -> tuple[EntryView, ...]:
        return tuple(map(self.entry, changes))

    def entry(self, change: EntryChange) -> EntryView:
        entry: Mapping[str, Any] = change.new or change.old or {}
        whats = {Kind.ADDED: _("New"), Kind.REMOVED: _("Gone"), Kind.CHANGED: _("Changed")}
        is_whole = change.what != Kind.CHANGED
        return EntryView(
            code=change.code,
            title=_title(change.kind, entry),
            what=change.what.value,
            what_label=whats[change.what],
            badge={Kind.ADDED: "ok", Kind.REMOVED: "stop"}.get(change.what, "warn"),
            text=_short(change.kind, entry) if is_whole else "",
            moved=self.moved(change) if change.is_moved else "",
            fields=self.fields(change.fields),
            parts=self.entries(change.parts),
        )

    def moved(self, change: EntryChange) -> str:
        names = self.names("conditions")
        places = {"before": names[change.before], "after": names[change.after]}
        return _("From “%(before)s” to “%(after)s”.") % places

    def fields(self, changes: Iterable[FieldChange]) -> tuple[FieldView, ...]:
        return tuple(map(self.field, changes))

    def field(self, change: FieldChange) -> FieldView:
        names = _field_names()
        language = _language(change)
        old, new = (self.text(change.name, value, language) for value in (change.old, change.new))
        return FieldView(names.get(change.name, change.name), compare_words(old, new), language)

    def text(self, name: str, value: Any, language: str) -> str:
        """Put the value of a field in words; "" when the entry had no such field."""
        if value is None:
            return ""
        if isinstance(value, Mapping):
            return label(value, language or None)
        if name in {"source", "example_source"}:
            return "; ".join(self.named("sources", value))
        if name == "conditions":
            return ", ".join(self.named("conditions", value))
        return str(Weight(value).label) if name == "weight" and value in Weight.values else str(value)

    def named(self, kind: str, value: Any) -> Iterable[str]:
        names = self.names(kind)
        return (names.get(code, code) for code in codes({kind: value}, kind))

    def names(self, kind: str) -> dict[str, str]:
        """Return the names of every code of either version; the new one wins."""
        return {entry["code"]: label(entry["name"]) for guide in (self.old, self.new) for entry in guide.content[kind]}


def _title(kind: str, entry: Mapping[str, Any]) -> str:
    if kind == "questions":
        return str(entry["code"])
    name = label(entry["name"])
    return f"{entry['number']}. {name}" if "number" in entry else name


def _short(kind: str, entry: Mapping[str, Any]) -> str:
    keys = {"questions": "question", "conditions": "summary", "phases": "aim"}
    return label(entry[keys[kind]]) if kind in keys else ""


def _language(change: FieldChange) -> str:
    """Return the language to show when the text in the reader's language stays the same; "" otherwise."""
    pair = [value for value in (change.old, change.new) if isinstance(value, Mapping)]
    if len(pair) < 2 or label(pair[0]) != label(pair[1]):
        return ""
    own = (get_language() or "nl")[:2]
    others = (each for each in LANGUAGES if each != own and label(pair[0], each) != label(pair[1], each))
    return next(others, "")


def _field_names() -> dict[str, str]:
    return {
        "name": _("Name"),
        "summary": _("Summary"),
        "disclaimer": _("Disclaimer"),
        "guidance": _("Explanation"),
        "example": _("Example"),
        "example_source": _("Source of the example"),
        "weight": _("Weight"),
        "number": _("Number"),
        "question": _("Question"),
        "why": _("Why do we ask this?"),
        "proof": _("What counts as evidence?"),
        "fact": _("Answered by data"),
        "source": _("Sources"),
        "text": _("Text"),
        "aim": _("Aim"),
        "steps": _("Activities"),
        "result": _("Result"),
        "conditions": _("Conditions"),
        "place": _("Place in the guide"),
        "url": _("Address"),
        "note": _("Note"),
        "kind": _("Kind of source"),
    }
