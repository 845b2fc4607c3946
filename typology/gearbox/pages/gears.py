"""The gears on their own page, apart from any area."""

from dataclasses import dataclass

from core.packs import label
from typology.gearbox.models import TypologyVersion
from typology.gearbox.pages.words import GearLine, SourceLine, gear_line, source_lines


@dataclass(frozen=True, slots=True)
class GearsPage:
    """All gears of the newest typology."""

    gears: tuple[GearLine, ...]
    rules: tuple[tuple[str, str, tuple[SourceLine, ...]], ...]
    version: str
    status: str
    is_concept: bool


def gears_page() -> GearsPage | None:
    """Return the gears of the newest typology; None when none was loaded. One query."""
    version = TypologyVersion.objects.order_by("-loaded_at", "-pk").first()
    if version is None:
        return None
    tables = version.tables
    return GearsPage(
        gears=tuple(gear_line(gear, tables) for gear in tables.gears),
        rules=tuple((rule.gear, label(rule.because), source_lines(rule.sources)) for rule in tables.rules),
        version=version.version,
        status=version.get_status_display(),
        is_concept=version.status == "concept",
    )
