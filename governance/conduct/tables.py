"""The rules of conduct that an area can pick from, as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack

SHAPE: Final = Shape(
    texts={"breach"},
    children={
        "themes": Shape(texts={"name"}, is_sourced=False),
        "rules": Shape(texts={"name", "text"}, values={"is_start": bool}, references={"theme": "themes"}),
    },
)
KEPT_IN: Final = "nl"  # what partners sign is kept in Dutch, whatever the language of who picks


@dataclass(frozen=True, slots=True)
class Source:
    """Where the idea of a rule comes from. url: "" when it is no public page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class OfferedRule:
    """One rule of the pack, in the language that was asked for. is_start: part of the set to start with."""

    code: str
    theme: str
    title: str
    text: str
    is_start: bool
    sources: tuple[Source, ...]


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


def check(draft: Draft) -> None:
    """Report a pack that gives no area a start, and a theme without rules."""
    rules = draft.content["rules"]
    if not any(rule["is_start"] for rule in rules):
        draft.report(("rules",), _("no rule is part of the set to start with"))
    used = {rule["theme"] for rule in rules}
    for index, theme in enumerate(draft.content["themes"]):
        if theme["code"] not in used:
            draft.report(("themes", index), _("no rule has this theme"))


def themes(content: Mapping[str, Any], language: str | None = None) -> dict[str, str]:
    """Return the names of the themes by code, in their own order. language: the active one without it."""
    return {entry["code"]: label(entry["name"], language) for entry in content["themes"]}


def rules(content: Mapping[str, Any], language: str | None = None) -> dict[str, OfferedRule]:
    """Return the rules on offer by code, in their own order. language: the active one without it."""
    sources = {
        entry["code"]: Source(label(entry["name"], language), entry.get("url", "")) for entry in content["sources"]
    }
    return {
        entry["code"]: OfferedRule(
            code=entry["code"],
            theme=entry["theme"],
            title=label(entry["name"], language),
            text=label(entry["text"], language),
            is_start=entry["is_start"],
            sources=tuple(sources[code] for code in _codes(entry["source"])),
        )
        for entry in content["rules"]
    }


def breach(content: Mapping[str, Any]) -> str:
    """Return what the pack proposes to do at a breach, in the language that is signed."""
    return label(content["breach"], KEPT_IN)


def _codes(source: Any) -> list[str]:
    return source if isinstance(source, list) else [source]
