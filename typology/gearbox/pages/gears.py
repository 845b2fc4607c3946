"""The gears on their own page, apart from any area."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.packs import label
from typology.gearbox.models import TypologyVersion
from typology.gearbox.pages.words import GearLine, SourceLine, gear_line, source_lines
from typology.gearbox.tables import Axis, Form, FormRule, Typology


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the table of governance forms. when: what it looks at, in words."""

    when: str
    because: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class FormSection:
    """One governance form, with the rows that lead to it."""

    code: str
    name: str
    description: str
    fits: str
    tension: str
    rows: tuple[FormRow, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class GearsPage:
    """All gears of the newest typology, and its governance forms; an older one has none."""

    gears: tuple[GearLine, ...]
    rules: tuple[tuple[str, str, tuple[SourceLine, ...]], ...]
    forms: tuple[FormSection, ...]
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
        forms=tuple(_form(form, tables) for form in tables.forms),
        version=version.version,
        status=version.get_status_display(),
        is_concept=version.status == "concept",
    )


def _form(form: Form, tables: Typology) -> FormSection:
    rows = (_row(rule, tables) for rule in tables.form_rules if rule.form == form.code)
    texts = (label(form.name), label(form.description), label(form.fits), label(form.tension))
    return FormSection(form.code, *texts, tuple(rows), source_lines(form.sources))


def _row(rule: FormRule, tables: Typology) -> FormRow:
    looked_at = (_in_words(axis, rule.when[axis.code]) for axis in tables.form_axes if axis.code in rule.when)
    return FormRow("; ".join(looked_at), label(rule.because), source_lines(rule.sources))


def _in_words(axis: Axis, wanted: frozenset[str]) -> str:
    bands = _(" or ").join(label(band.name) for band in axis.bands if band.code in wanted)
    return f"{label(axis.name)}: {bands}"
