"""Findings as files. Quotes and sources are in none of them: an export leaves the house, and consent may end."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from core.tabular import Cell, csv_response, xlsx_response
from pilots.findings.pages import FindingLine


def answer(kind: str, lines: Iterable[FindingLine]) -> HttpResponseBase:
    """Answer with these findings as a file. kind: csv or xlsx; anything else does not exist."""
    if kind == "csv":
        return csv_response("bevindingen.csv", header(), rows(lines))
    if kind == "xlsx":
        return xlsx_response("bevindingen.xlsx", header(), rows(lines), title=_("Findings"))
    raise Http404


def header() -> list[str]:
    """Return the names of the columns."""
    return [
        _("Finding"), _("Kind"), _("Status"), _("Areas"), _("Themes"), _("Strength"), _("Areas counted"),
        _("Independent sources"), _("Contradicting sources"), _("Recommendations"), _("Source"), _("Address"),
    ]  # fmt: skip


def rows(lines: Iterable[FindingLine]) -> Iterator[list[Cell]]:
    """Give a row per finding."""
    for line in lines:
        yield [
            line.statement, line.kind.label, line.status.label, ", ".join(area.name for area in line.areas),
            ", ".join(theme.name for theme in line.themes), line.strength.label, line.strength.areas,
            line.strength.sources, line.strength.counter_sources, len(line.advice), line.source,
            settings.SITE_URL + line.url,
        ]  # fmt: skip
