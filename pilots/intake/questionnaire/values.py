"""Answers: what form their values have per kind of question, whether they are right, and how they read.

| kind | value |
|---|---|
| short_text, long_text | text |
| one_choice | key of an option |
| several_choices | list of keys, in the order of the options |
| scale | whole number from 1 to `steps` |
| number | number, rounded to `decimals` |
| date | "2026-11-23" |
| place | GeoJSON geometry in WGS84: Point, LineString or Polygon, with a member "words" when it is described too |
| file | list of the numbers (primary keys) of attachments |
| matrix | {key of a row: key of a column} |

No answer is None. A place that is only described is an empty GeometryCollection with "words".
"""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import geo
from pilots.intake.enums import QuestionKind, Shape
from pilots.intake.questionnaire.parts import Question

SHORT_TEXT: Final = 200  # characters
LONG_TEXT: Final = 10_000  # characters
MOST_VERTICES: Final = 500
MOST_SHAPE_BYTES: Final = 64 * 1024
MOST_FILES: Final = 5
LARGEST_NUMBER: Final = 10**12
PLACE_WORDS: Final = 1_000  # characters
FARTHEST_DEGREES: Final = 180
WORDS_ONLY: Final[dict[str, Any]] = {"type": "GeometryCollection", "geometries": []}
GEOMETRY_OF: Final = {Shape.POINT: "Point", Shape.LINE: "LineString", Shape.POLYGON: "Polygon"}


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer after its check. error: what is wrong and how to mend it, in the active language; "" when it is right.

    value: the clean value, None when nothing was answered. With an error it is None too: keep what was typed elsewhere.
    """

    value: Any = None
    error: str = ""

    @property
    def is_right(self) -> bool:
        return not self.error


class _Wrong(Exception):  # noqa: N818 -- it never leaves this module
    """An answer that is not right; its text says why."""


def is_empty(value: Any) -> bool:
    """Say whether this is no answer: None, an empty or blank text, an empty list or mapping."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def check_answer(question: Question, value: Any) -> Checked:
    """Return the clean value, or the error in words. Whether an answer may be missing is asked when it is submitted."""
    if is_empty(value):
        return Checked()
    try:
        return Checked(_CHECKS[QuestionKind(question.kind)](question, value))
    except _Wrong as wrong:
        return Checked(error=str(wrong))


def _text(value: Any, limit: int) -> str:
    if not isinstance(value, str):
        raise _Wrong(_("Answer this question in words."))
    whole = value.encode("utf-8", "ignore").decode()  # half a sign, such as a smiley cut in two, cannot be stored
    clean = whole.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(clean) > limit:
        words = ngettext("%(extra)d character", "%(extra)d characters", len(clean) - limit) % {
            "extra": len(clean) - limit
        }
        raise _Wrong(
            _("At most %(limit)d characters fit here. Shorten it by %(words)s.") % {"limit": limit, "words": words}
        )
    return clean


def _short_text(_question: Question, value: Any) -> str | None:
    return " ".join(_text(value, SHORT_TEXT).split()) or None


def _long_text(_question: Question, value: Any) -> str | None:
    return _text(value, LONG_TEXT) or None


def _one_choice(question: Question, value: Any) -> str:
    if not isinstance(value, str) or value not in {option.key for option in question.options}:
        raise _Wrong(_("Choose one of the answers in the list."))
    return value


def _several_choices(question: Question, value: Any) -> list[str]:
    chosen = value if isinstance(value, list) else [value]
    known = [option.key for option in question.options]
    if not all(isinstance(key, str) and key in known for key in chosen):
        raise _Wrong(_("Choose from the answers in the list."))
    return [key for key in known if key in chosen]


def _scale(question: Question, value: Any) -> int:
    try:
        step = int(str(value)) if not isinstance(value, bool) else 0
    except ValueError:
        step = 0
    if not 1 <= step <= question.steps:
        raise _Wrong(_("Choose a number from 1 to %(steps)d.") % {"steps": question.steps})
    return step


def _number(question: Question, value: Any) -> int | float:
    number = _decimal(value)
    if question.minimum is not None and number < Decimal(str(question.minimum)):
        raise _Wrong(_("Fill in at least %(minimum)s.") % {"minimum": show_number(question.minimum)})
    if question.maximum is not None and number > Decimal(str(question.maximum)):
        raise _Wrong(_("Fill in at most %(maximum)s.") % {"maximum": show_number(question.maximum)})
    rounded = round(number, question.decimals)
    return int(rounded) if rounded == int(rounded) else float(rounded)


def _decimal(value: Any) -> Decimal:
    """Read a number as people type it: "1.250,5", "1250.5", "12 ha" is refused."""
    text = str(value).strip().replace(" ", "").replace("\u00a0", "") if not isinstance(value, bool) else ""
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _Wrong(_("Fill in a number, such as 12 or 3,5.")) from None
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        raise _Wrong(_("This number is too large."))
    return number


def _date(_question: Question, value: Any) -> str:
    try:
        found = datetime.date.fromisoformat(str(value).strip())
    except ValueError:
        raise _Wrong(_("Fill in a date, such as 2026-11-23.")) from None
    if not 1800 <= found.year <= 2200:
        raise _Wrong(_("Fill in a year between 1800 and 2200."))
    return found.isoformat()


# Places ------------------------------------------------------------------------------------------------------------


def _place(question: Question, value: Any) -> dict[str, Any]:
    """Read a geometry, or {"shape": geometry, "words": text} as a page sends it, or an answer as it is stored."""
    words = _text(value["words"], PLACE_WORDS) if isinstance(value, dict) and value.get("words") else ""
    if not words:
        return _shape(question, value)
    shape = value["shape"] if "shape" in value else {key: part for key, part in value.items() if key != "words"}
    drawn = WORDS_ONLY if is_empty(shape) or shape == WORDS_ONLY else _shape(question, shape)
    return {**drawn, "words": words}


def _shape(question: Question, value: Any) -> dict[str, Any]:
    geometry = _geometry(value)
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in {GEOMETRY_OF[shape] for shape in question.shapes}:
        names = ", ".join(str(Shape(shape).label).lower() for shape in question.shapes)
        raise _Wrong(_("Draw one of these on the map: %(names)s.") % {"names": names})
    coordinates = geometry.get("coordinates")
    lines = coordinates if kind == "Polygon" else [coordinates] if kind == "LineString" else [[coordinates]]
    clean = _lines(lines)
    if kind == "Point":
        return {"type": kind, "coordinates": clean[0][0]}
    if kind == "LineString":
        if len(clean[0]) < 2:
            raise _Wrong(_("A line needs at least two points."))
        return {"type": kind, "coordinates": clean[0]}
    return {"type": kind, "coordinates": [_ring(line) for line in clean]}


def _geometry(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        if len(value) > MOST_SHAPE_BYTES:
            raise _Wrong(_too_many())
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise _Wrong(_("This place could not be read. Draw it on the map again.")) from None
    if isinstance(value, dict) and value.get("type") == "Feature":
        value = value.get("geometry")
    if not isinstance(value, dict):
        raise _Wrong(_("This place could not be read. Draw it on the map again."))
    return value


def _too_many() -> str:
    return _("This drawing is too detailed: at most %(limit)d points. Draw it more roughly.") % {"limit": MOST_VERTICES}


def _lines(lines: Any) -> list[list[list[float]]]:
    if not isinstance(lines, list) or not lines or not all(isinstance(line, list) and line for line in lines):
        raise _Wrong(_("This place could not be read. Draw it on the map again."))
    if sum(map(len, lines)) > MOST_VERTICES:
        raise _Wrong(_too_many())
    return [[_point(point) for point in line] for line in lines]


def _point(point: Any) -> list[float]:
    is_pair = isinstance(point, list) and len(point) in (2, 3)
    numbers = (
        [part for part in point[:2] if isinstance(part, int | float) and not isinstance(part, bool)] if is_pair else []
    )
    if len(numbers) != 2 or not all(abs(part) <= FARTHEST_DEGREES for part in numbers):  # also not infinite, not NaN
        raise _Wrong(_("This place could not be read. Draw it on the map again."))
    west, south, east, north = geo.NETHERLANDS
    if not (west <= numbers[0] <= east and south <= numbers[1] <= north):
        raise _Wrong(_("This place is not in the Netherlands."))
    return [round(float(part), geo.DECIMALS) for part in numbers]


def _ring(line: list[list[float]]) -> list[list[float]]:
    closed = line if line[0] == line[-1] else [*line, line[0]]
    if len(closed) < 4:
        raise _Wrong(_("An area needs at least three points."))
    return closed


# Files and matrices ------------------------------------------------------------------------------------------------


def _files(_question: Question, value: Any) -> list[int]:
    if not isinstance(value, list) or not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
        raise _Wrong(_("Choose the file again."))
    if len(value) > MOST_FILES:
        raise _Wrong(_("Send at most %(limit)d files with one question.") % {"limit": MOST_FILES})
    return list(dict.fromkeys(value))


def _matrix(question: Question, value: Any) -> dict[str, str] | None:
    columns = {column.key for column in question.columns}
    rows = [row.key for row in question.rows]
    if not isinstance(value, dict) or not set(value) <= set(rows):
        raise _Wrong(_("Choose one answer in each row."))
    filled = {row: value[row] for row in rows if not is_empty(value.get(row))}
    if not all(isinstance(column, str) and column in columns for column in filled.values()):
        raise _Wrong(_("Choose one answer in each row."))
    return filled or None


_CHECKS: Final[dict[QuestionKind, Callable[[Question, Any], Any]]] = {
    QuestionKind.SHORT_TEXT: _short_text,
    QuestionKind.LONG_TEXT: _long_text,
    QuestionKind.ONE_CHOICE: _one_choice,
    QuestionKind.SEVERAL_CHOICES: _several_choices,
    QuestionKind.SCALE: _scale,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.PLACE: _place,
    QuestionKind.FILE: _files,
    QuestionKind.MATRIX: _matrix,
}


# Reading -----------------------------------------------------------------------------------------------------------


def show_answer(question: Question, value: Any) -> str:
    """Return an answer as a line or lines of text in the active language; "" when there is none."""
    if is_empty(value):
        return ""
    if question.kind == QuestionKind.ONE_CHOICE:
        return question.option_label(value)
    if question.kind == QuestionKind.SEVERAL_CHOICES:
        return "\n".join(question.option_label(key) for key in value)
    if question.kind == QuestionKind.SCALE:
        return _("%(step)d of %(steps)d") % {"step": value, "steps": question.steps}
    if question.kind == QuestionKind.NUMBER:
        return f"{show_number(value)} {question.unit}".strip()
    if question.kind == QuestionKind.DATE:
        return date_format(datetime.date.fromisoformat(value))
    if question.kind == QuestionKind.PLACE:
        return _show_place(value)
    if question.kind == QuestionKind.FILE:
        return ngettext("%(count)d file", "%(count)d files", len(value)) % {"count": len(value)}
    if question.kind == QuestionKind.MATRIX:
        rows = [row for row in question.rows if row.key in value]  # in the order of the form: the database has its own
        return "\n".join(f"{question.option_label(row.key)}: {question.option_label(value[row.key])}" for row in rows)
    return str(value)


def show_number(value: float) -> str:
    """Return a number as people write it in the active language: a whole number without decimals."""
    return number_format(int(value) if isinstance(value, float) and value.is_integer() else value)


def _show_place(value: dict[str, Any]) -> str:
    drawn = _show_shape(value) if "coordinates" in value else ""
    return "\n".join(part for part in (value.get("words", ""), drawn) if part)


def _show_shape(value: dict[str, Any]) -> str:
    coordinates = value["coordinates"]
    first = (
        coordinates
        if value["type"] == "Point"
        else coordinates[0]
        if value["type"] == "LineString"
        else coordinates[0][0]
    )
    names = {name: str(shape.label) for shape, name in GEOMETRY_OF.items()}
    place = f"{number_format(first[1], 4)}, {number_format(first[0], 4)}"
    return _("%(shape)s near %(place)s (latitude, longitude)") % {"shape": names[value["type"]], "place": place}
