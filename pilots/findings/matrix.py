"""Themes × areas: how many findings a theme has in each area, and on how many sources they rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.codebook.models import newest
from pilots.findings.models import Finding
from pilots.findings.strength import Voice, independent
from pilots.findings.weighing import Weighed, weigh

FEWEST = 3  # sources; a smaller number could point at a person in an area where everybody knows everybody


@dataclass(frozen=True, slots=True)
class Cell:
    """One theme in one area. sources: None when they are too few to name a number; url: the list of these findings."""

    findings: int
    sources: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One main theme with its cells, in the order of the areas, and its findings over all areas."""

    name: str
    url: str
    cells: tuple[Cell, ...]
    findings: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table of themes and areas. Themes without findings are left out; without: findings that have no theme."""

    areas: tuple[str, ...]
    rows: tuple[Row, ...]
    without: int
    fewest: int = FEWEST


def theme_matrix(findings: Iterable[Finding], user: User) -> Matrix:
    """Count findings, fetched with their areas, per main theme and area. user: who reads; its areas are those shown."""
    rows = list(findings)
    weighed = weigh(rows, user)
    areas = sorted({area for row in rows for area in row.areas.all()}, key=lambda area: area.name)
    book = newest()
    themes = book.themes if book else None
    by_theme: dict[str, list[Finding]] = {}
    for row in rows:
        mains = {main.code for code in row.themes if themes and (main := themes.main_of(code))}
        for code in mains:
            by_theme.setdefault(code, []).append(row)
    shown = [theme for theme in (themes.main if themes else ()) if theme.code in by_theme]
    return Matrix(
        areas=tuple(area.name for area in areas),
        rows=tuple(_row(theme.code, theme.label, by_theme[theme.code], areas, weighed) for theme in shown),
        without=sum(not row.themes for row in rows),
    )


def _row(code: str, name: str, findings: list[Finding], areas: list[PilotArea], weighed: dict[int, Weighed]) -> Row:
    cells = tuple(_cell(code, area, findings, weighed) for area in areas)
    return Row(name, _address(code), cells, len(findings))


def _cell(code: str, area: PilotArea, findings: list[Finding], weighed: dict[int, Weighed]) -> Cell:
    here = [row for row in findings if area in row.areas.all()]
    voices: list[Voice] = [voice for row in here for voice in weighed[row.pk].voices if voice.area == area.slug]
    sources = independent(voice.parties for voice in voices)
    return Cell(len(here), sources if sources >= FEWEST or not sources else None, _address(code, area.slug))


def _address(theme: str, area: str = "") -> str:
    chosen = {"thema": theme, **({"gebied": area} if area else {}), "status": "gepubliceerd"}
    return f"{reverse('findings:finding-programme')}?{urlencode(chosen)}"
