"""The codebook pack as typed values: main themes, each with its sub-themes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack

Text = Mapping[str, str]

_ADVICE: Final = {"use", "avoid"}
SHAPE = Shape(
    texts={"summary", "disclaimer"},
    children={
        "themes": Shape(
            texts={"name", "definition", *_ADVICE},
            children={"subthemes": Shape(texts={"name", "definition"}, optional_texts=_ADVICE)},
        )
    },
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a theme comes from. kind: deck, public or proposal; url may be ""."""

    code: str
    name: Text
    kind: str
    url: str

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.name)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the codebook. parent: code of the main theme, "" for a main theme.

    use and avoid say when to choose it and when not; None for a sub-theme that speaks for itself.
    """

    code: str
    parent: str
    name: Text
    definition: Text
    use: Text | None
    avoid: Text | None
    sources: tuple[Source, ...]

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.name)

    @property
    def is_main(self) -> bool:
        return not self.parent


@dataclass(frozen=True)
class Themes:
    """Every theme of one version, in reading order: a main theme, then its sub-themes."""

    all: tuple[Theme, ...]

    @cached_property
    def by_code(self) -> dict[str, Theme]:
        return {theme.code: theme for theme in self.all}

    @property
    def main(self) -> tuple[Theme, ...]:
        return tuple(theme for theme in self.all if theme.is_main)

    def get(self, code: str) -> Theme | None:
        """Return the theme with this code; None when this version has none."""
        return self.by_code.get(code)

    def under(self, code: str) -> tuple[Theme, ...]:
        """Return the sub-themes of a main theme."""
        return tuple(theme for theme in self.all if theme.parent == code)

    def main_of(self, code: str) -> Theme | None:
        """Return the main theme that a code belongs to (itself when it is one); None for an unknown code."""
        theme = self.get(code)
        return self.get(theme.parent) if theme and theme.parent else theme

    def path(self, code: str) -> str:
        """Name a theme with its main theme in the active language; the code itself when this version lacks it."""
        theme = self.get(code)
        if theme is None:
            return code
        main = self.get(theme.parent)
        return f"{main.label}: {theme.label}" if main else theme.label

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the themes for a form field, grouped by main theme, in the active language."""
        return [
            (main.label, [(each.code, each.label) for each in (main, *self.under(main.code))]) for main in self.main
        ]


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


def check(draft: Draft) -> None:
    """Report codes that main and sub-themes share, and sub-themes that do not start with the code of their parent."""
    mains = {theme["code"] for theme in draft.content["themes"]}
    for t, theme in enumerate(draft.content["themes"]):
        for s, sub in enumerate(theme["subthemes"]):
            spot = ("themes", t, "subthemes", s, "code")
            if sub["code"] in mains:
                draft.report(spot, _("this code is that of a main theme too"))
            elif not sub["code"].startswith(f"{theme['code']}."):
                draft.report(spot, _("the code must start with “%(parent)s.”") % {"parent": theme["code"]})


def themes(content: Mapping[str, Any]) -> Themes:
    """Turn the content of a checked pack into themes."""
    sources = {
        entry["code"]: Source(entry["code"], entry["name"], entry["kind"], entry.get("url", ""))
        for entry in content["sources"]
    }
    found: list[Theme] = []
    for entry in content["themes"]:
        found.append(_theme(entry, "", sources))
        found += _subthemes(entry["subthemes"], entry["code"], sources)
    return Themes(tuple(found))


def _subthemes(entries: Iterable[Mapping[str, Any]], parent: str, sources: Mapping[str, Source]) -> list[Theme]:
    return [_theme(entry, parent, sources) for entry in entries]


def _theme(entry: Mapping[str, Any], parent: str, sources: Mapping[str, Source]) -> Theme:
    named = entry["source"] if isinstance(entry["source"], list) else [entry["source"]]
    return Theme(
        code=entry["code"],
        parent=parent,
        name=entry["name"],
        definition=entry["definition"],
        use=entry.get("use"),
        avoid=entry.get("avoid"),
        sources=tuple(sources[code] for code in named),
    )
