"""The consent texts as typed values: what people read, and one question per purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack
from pilots.interviews.enums import Purpose

SHAPE: Final = Shape(
    texts={"intro", "care", "withdrawing", "woo"},
    children={"purposes": Shape(texts={"name", "question", "explanation"})},
)


@dataclass(frozen=True, slots=True)
class PurposeText:
    """What people read about one purpose, in one language."""

    purpose: Purpose
    name: str
    question: str
    explanation: str


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """One version of the consent text in one language."""

    intro: str
    care: str
    withdrawing: str
    woo: str
    purposes: tuple[PurposeText, ...]


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


def check(draft: Draft) -> None:
    """Report a purpose that the platform does not know, or that has no text."""
    codes = [purpose["code"] for purpose in draft.content["purposes"]]
    if codes != list(Purpose.values):
        message = _("the purposes must be, in this order: %(codes)s")
        draft.report(("purposes",), message % {"codes": ", ".join(Purpose.values)})


def words(content: Mapping[str, Any], language: str | None = None) -> ConsentWords:
    """Return a checked consent text in this language (the active one without it)."""
    purposes = (
        PurposeText(
            Purpose(entry["code"]), *(label(entry[name], language) for name in ("name", "question", "explanation"))
        )
        for entry in content["purposes"]
    )
    intro, care, withdrawing, woo = (label(content[name], language) for name in ("intro", "care", "withdrawing", "woo"))
    return ConsentWords(intro, care, withdrawing, woo, tuple(purposes))
