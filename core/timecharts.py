"""A chart with an axis of time: per row what was planned, what happened and how late that is, beside its table.

Drawn like those of `core.charts`, and shown by the same template on screen and in the PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core import charts
from core.charts import Figure

_TRACK, _PLAN, _DARK, _LATE, _SOFT = "#f2eee6", "#9cc6ba", "#17594d", "#b3641b", "#51605b"
_TOP: Final = 24  # room for the years
_MOST_YEARS: Final = 6  # on the axis; more would lie over each other


@dataclass(frozen=True, slots=True)
class Span:
    """One row. begin: None when it is planned on one day; done: None until it happened; state: in words.

    note: what its cell in the table says about the plan, such as "1 May – 30 June 2027".
    """

    label: str
    begin: date | None
    end: date
    done: date | None
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Rows along one axis of time, with a line for today."""

    title: str
    today: date
    rows: tuple[Span, ...]


def figure(chart: TimeChart, key: str) -> Figure:
    """Draw a chart and write its table."""
    head = (_("What"), _("Planned"), _("Happened"), _("State"))
    rows = tuple((row.label, row.note, _day(row.done), row.state) for row in chart.rows)
    return Figure(key, chart.title, _svg(chart, key), head, rows)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else "–"


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days at both ends of the drawing."""

    first: date
    last: date

    def at(self, day: date) -> float:
        return charts.WIDTH * (day - self.first).days / max((self.last - self.first).days, 1)


def _axis(chart: TimeChart) -> _Axis:
    days = [day for row in chart.rows for day in (row.begin, row.end, row.done) if day] + [chart.today]
    first, last = min(days), max(days)
    room = max((last - first).days // 20, 5)
    return _Axis(
        date.fromordinal(max(first.toordinal() - room, 1)),
        date.fromordinal(min(last.toordinal() + room, date.max.toordinal())),
    )


def _svg(chart: TimeChart, key: str) -> SafeString:
    axis = _axis(chart)
    shapes, y = [], _TOP
    for row in chart.rows:
        drawn, y = _row(row, axis, chart.today, y)
        shapes += drawn
    shapes = [*_years(axis, y), *shapes, *_today(axis.at(chart.today), y)]
    height = y + 22
    said = "; ".join(f"{row.label}: {row.note}, {row.state}" for row in chart.rows)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" font-size="15" fill="{}"'
        ' role="img" aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}'
        "</svg>",
        *(charts.WIDTH, height, charts.SHOWN_WIDTH, round(height * charts.SHOWN_WIDTH / charts.WIDTH), charts.INK),
        *(key, key, key, chart.title, key, said),
        mark_safe("".join(shapes)),  # noqa: S308 -- our own shapes; every text in them went through `escape`
    )


def _row(row: Span, axis: _Axis, today: date, y: int) -> tuple[list[str], int]:
    """Draw the name, the plan, what came too late (hatched by a thinner bar) and a dot for what happened."""
    shapes = charts.label(row.label, y)
    y += charts.lines_of(row.label) * charts.LINE
    shapes += [charts.box(0, y, charts.WIDTH, 14, _TRACK)]
    left, right = axis.at(row.begin or row.end), axis.at(row.end)
    shapes += [charts.box(left, y, max(right - left, 3), 14, _PLAN), charts.box(right - 1.5, y - 2, 3, 18, _DARK)]
    until = row.done or today
    if until > row.end:
        shapes.append(charts.box(right + 1.5, y + 4, max(axis.at(until) - right - 1.5, 0), 6, _LATE))
    if row.done:
        shapes.append(f'<circle cx="{axis.at(row.done):.1f}" cy="{y + 7}" r="6" fill="{_DARK}" />')
    y += 16
    shapes += charts.label(row.state, y, fill=_SOFT)
    return shapes, y + charts.lines_of(row.state) * charts.LINE + 12


def _years(axis: _Axis, height: int) -> Iterator[str]:
    years = range(axis.first.year + 1, axis.last.year + 1)
    step = max(-(-len(years) // _MOST_YEARS), 1)
    for year in years[::step]:
        x = axis.at(date(year, 1, 1))
        yield f'<line x1="{x:.1f}" y1="18" x2="{x:.1f}" y2="{height}" stroke="{_TRACK}" stroke-width="2" />'
        yield charts.text(min(max(x, 16), charts.WIDTH - 16), 13, str(year), fill=_SOFT, anchor="middle")


def _today(x: float, height: int) -> Iterator[str]:
    yield (
        f'<line x1="{x:.1f}" y1="18" x2="{x:.1f}" y2="{height}" stroke="{_DARK}" stroke-width="1.5"'
        ' stroke-dasharray="4 3" />'
    )
    yield charts.text(min(max(x, 30), charts.WIDTH - 30), height + 16, _("today"), anchor="middle")
