"""The participation levels as typed values: what a party may decide, from informed to deciding."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack

SHAPE = Shape(children={"levels": Shape(texts={"name", "meaning", "promise"}, values={"rank": int})})
FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the ladder: what the party may decide (`meaning`) and what we owe it then (`promise`)."""

    code: str
    rank: int
    name: str
    meaning: str
    promise: str
    source: str


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


def check(draft: Draft) -> None:
    """Report a ladder that is no ladder: its ranks must run 1, 2, 3 and so on."""
    ranks = [level.get("rank") for level in draft.content["levels"]]
    if len(ranks) < FEWEST or ranks != list(range(1, len(ranks) + 1)):
        draft.report(("levels",), _("the ranks must run 1, 2, 3 and so on, without a gap"))


def levels(content: Mapping[str, Any]) -> dict[str, Level]:
    """Turn the content of a checked pack into levels by code, lowest first, in the active language."""
    sources = {entry["code"]: label(entry["name"]) for entry in content["sources"]}
    return {
        entry["code"]: Level(
            code=entry["code"],
            rank=entry["rank"],
            name=label(entry["name"]),
            meaning=label(entry["meaning"]),
            promise=label(entry["promise"]),
            source=", ".join(sources[code] for code in _codes(entry["source"])),
        )
        for entry in content["levels"]
    }


def _codes(source: Any) -> list[str]:
    return source if isinstance(source, list) else [source]
