"""Charts as plain SVG: values in, a drawing with its title, its description and its table out.

The same drawing stands on the page and in the PDF, always beside the table (`templates/components/chart.html`). Every
colour is an attribute, so the content security policy has nothing to say about it. No meaning hangs on colour alone:
bars carry their number, series carry a letter. Why this is not Vega-Lite stands in docs/adr/0012-charts.md.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

WIDTH: Final = 340  # of the drawing's own coordinates; on a phone of 360 pixels its text is still 12 pixels high
SHOWN_WIDTH: Final = 400  # pixels at most, so that its text is as large as that of the page
_BAR: Final = WIDTH - 96  # leaves room for the number behind the longest bar
LINE: Final = 19
_LETTERS, _MOST_LINES = 44, 2
_OWN_TEXTS: Final = re.compile(r"<title.*</desc>", re.DOTALL)
INK, _SOFT, _TRACK, _FILL = "#1c2926", "#51605b", "#f2eee6", "#17594d"
# From light to dark; each has the ink beside it that reads at 4.5:1 or better.
_RAMP: Final = (("#d5e7e1", INK), ("#9cc6ba", INK), ("#5f9d8e", INK), ("#2b7263", "#ffffff"), ("#0f4038", "#ffffff"))
_SERIES: Final = ("#17594d", "#b3641b", "#5c4384", "#1b5578", "#857d6e")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. value: None when it is not told; shown: the text instead of the number, e.g. "fewer than 5"."""

    label: str
    value: float | None
    shown: str = ""

    @property
    def text(self) -> str:
        return self.shown or number(self.value)


@dataclass(frozen=True, slots=True)
class BarChart:
    """One bar per row. unit: what is counted, the head of its column; label_head: what a row is."""

    title: str
    unit: str
    rows: tuple[Bar, ...]
    label_head: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of values, one for each series; None when a value is not told."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Rows whose values add up, such as a scale or a matrix. series run from low to high, at most five colours."""

    title: str
    unit: str
    series: tuple[str, ...]
    rows: tuple[Stack, ...]
    label_head: str = ""


@dataclass(frozen=True, slots=True)
class GroupedChart:
    """Per row a bar for each series, to compare them: areas, rounds. Each series has a letter beside its colour."""

    title: str
    unit: str
    series: tuple[str, ...]
    rows: tuple[Stack, ...]
    label_head: str = ""


Chart = BarChart | StackedChart | GroupedChart


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as it is shown: the drawing and the table with the same facts. key: unique on its page."""

    key: str
    title: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_empty(self) -> bool:
        return not self.rows


def figure(chart: Chart, key: str) -> Figure:
    """Draw a chart and write its table."""
    if isinstance(chart, BarChart):
        lines, height = _bars(chart)
        head: tuple[str, ...] = (chart.label_head, chart.unit)
        rows: tuple[tuple[str, ...], ...] = tuple((row.label, row.text) for row in chart.rows)
    else:
        lines, height = _stacks(chart) if isinstance(chart, StackedChart) else _groups(chart)
        head = (chart.label_head, *chart.series)
        rows = tuple((row.label, *map(number, row.values)) for row in chart.rows)
    return Figure(key, chart.title, _svg(chart, key, lines, height), head, rows)


def in_words(drawn: Figure) -> str:
    """Say every number of a figure, for who hears a document instead of seeing it."""
    rows = "; ".join(f"{name}: {_row_in_words(drawn.head[1:], values)}" for name, *values in drawn.rows)
    return f"{drawn.title}. {rows}."


def _row_in_words(heads: Sequence[str], values: Sequence[str]) -> str:
    if len(heads) == 1:
        return values[0]
    return ", ".join(f"{head} {value}" for head, value in zip(heads, values, strict=True))


def for_print(drawn: Figure) -> Figure:
    """Return the same for a PDF: in its font, as style sheets do not reach into drawings, and with its words as title.

    A PDF knows one text for a drawing, its alternative, and the renderer takes the title for it.
    """
    svg = drawn.svg.replace("<svg ", '<svg font-family="Source Sans" ', 1)
    title = f"<title>{escape(in_words(drawn))}</title>"
    svg = _OWN_TEXTS.sub(lambda _found: title, svg, count=1)
    return replace(drawn, svg=mark_safe(svg))  # noqa: S308 -- our own drawing; its words went through `escape`


def number(value: float | None) -> str:
    """Write a number as its reader does, with one decimal at most; a dash when it is not told."""
    if value is None:
        return "–"
    if value == int(value):
        return str(number_format(int(value), force_grouping=True))
    return str(number_format(value, decimal_pos=1, force_grouping=True))


def describe(chart: Chart) -> str:
    """Say the facts of a chart in one line, for who does not see it; a long chart refers to its table."""
    if len(chart.rows) > 12:
        return _("%(count)s rows; the table says the same.") % {"count": len(chart.rows)}
    if isinstance(chart, BarChart):
        return "; ".join(f"{row.label}: {row.text}" for row in chart.rows)
    return "; ".join(f"{row.label}: {_listed(chart.series, row.values)}" for row in chart.rows)


def _listed(series: Sequence[str], values: Sequence[float | None]) -> str:
    return ", ".join(f"{name} {number(value)}" for name, value in zip(series, values, strict=True))


# Drawing ------------------------------------------------------------------------------------------------------------
def _svg(chart: Chart, key: str, lines: Iterable[str], height: int) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" font-size="15" fill="{}"'
        ' role="img" aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}'
        "</svg>",
        *(WIDTH, height, SHOWN_WIDTH, round(height * SHOWN_WIDTH / WIDTH), INK),
        *(key, key, key, chart.title, key, describe(chart)),
        mark_safe("".join(lines)),  # noqa: S308 -- our own shapes; every text in them went through `escape`
    )


def _bars(chart: BarChart) -> tuple[list[str], int]:
    top = max((row.value or 0 for row in chart.rows), default=0) or 1
    drawn, y = [], 0
    for row in chart.rows:
        drawn += label(row.label, y)
        y += lines_of(row.label) * LINE
        width = _BAR * (row.value or 0) / top
        drawn += [box(0, y, _BAR, 16, _TRACK), box(0, y, width, 16, _FILL), text(width + 7, y + 13, row.text)]
        y += 28
    return drawn, y


def _stacks(chart: StackedChart) -> tuple[list[str], int]:
    colours = [_shade(place, len(chart.series)) for place in range(len(chart.series))]
    drawn, y = _legend(chart.series, [fill for fill, _ink in colours])
    for row in chart.rows:
        drawn += label(row.label, y)
        y += lines_of(row.label) * LINE
        drawn += _segments(row, colours, y)
        y += 34
    return drawn, y


def _shade(place: int, count: int) -> tuple[str, str]:
    """Pick the colour of a series, spread evenly from light to dark."""
    return _RAMP[round(place * (len(_RAMP) - 1) / max(count - 1, 1))]


def _segments(row: Stack, colours: Sequence[tuple[str, str]], y: int) -> Iterator[str]:
    """Draw the parts of one row, a white line apart, each with its number when that fits."""
    values = [value or 0 for value in row.values]
    total = sum(values)
    yield box(0, y, WIDTH, 22, _TRACK)
    if not total:
        return
    starts = [0.0, *accumulate(WIDTH * value / total for value in values)]
    for place, (value, (fill, ink)) in enumerate(zip(values, colours, strict=True)):
        x, width = starts[place], starts[place + 1] - starts[place]
        if width < 1:
            continue
        yield box(x, y, max(width - 2, 1), 22, fill)
        if width >= 9 * len(number(value)) + 6:
            yield text(x + width / 2 - 1, y + 16, number(value), fill=ink, anchor="middle")


def _groups(chart: GroupedChart) -> tuple[list[str], int]:
    letters = [chr(ord("A") + place % 26) for place in range(len(chart.series))]
    colours = [_SERIES[place % len(_SERIES)] for place in range(len(chart.series))]
    drawn, y = _legend([f"{letter}  {name}" for letter, name in zip(letters, chart.series, strict=True)], colours)
    top = max((value or 0 for row in chart.rows for value in row.values), default=0) or 1
    for row in chart.rows:
        drawn += label(row.label, y)
        y += lines_of(row.label) * LINE
        for letter, colour, value in zip(letters, colours, row.values, strict=True):
            width = (_BAR - 18) * (value or 0) / top
            drawn += [text(0, y + 12, letter, fill=_SOFT), box(18, y, width, 14, colour)]
            drawn.append(text(18 + width + 7, y + 12, number(value)))
            y += 18
        y += 10
    return drawn, y


def _legend(names: Sequence[str], colours: Sequence[str]) -> tuple[list[str], int]:
    drawn, y = [], 0
    for name, colour in zip(names, colours, strict=True):
        drawn += [box(0, y + 3, 14, 14, colour), *label(name, y, x=22)]
        y += lines_of(name) * LINE + 3
    return drawn, y + 8 if names else 0


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _LETTERS, max_lines=_MOST_LINES, placeholder=" …") or [""]


def lines_of(text: str) -> int:
    """Return how many lines a label takes."""
    return len(_wrapped(text))


def label(words: str, y: int, x: int = 0, *, fill: str = INK) -> list[str]:
    """Write a label from this height down, in as many lines as it needs."""
    return [text(x, y + 15 + place * LINE, line, fill=fill) for place, line in enumerate(_wrapped(words))]


def text(x: float, y: float, words: str, *, fill: str = INK, anchor: str = "start") -> str:
    """Write one line of text at this height."""
    return f'<text x="{_at(x)}" y="{_at(y)}" fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Draw a filled rectangle."""
    return f'<rect x="{_at(x)}" y="{_at(y)}" width="{_at(width)}" height="{_at(height)}" fill="{fill}" />'


def _at(value: float) -> str:
    """Write a coordinate short, and the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
