"""The drawing of the health of a collaboration: a web with an axis per lens, always beside its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from typology.gearbox.tables import HIGHEST

WIDTH, MIDDLE_X, MIDDLE_Y, RADIUS = 340, 170, 150, 112
HEIGHT = 2 * MIDDLE_Y
BESIDE = 20  # how far a number stands beyond the end of its axis

Axes = Sequence[tuple[str, float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis: where it ends, where its number stands, and where its value lies; the last None when it has none."""

    number: int
    x: int
    y: int
    label_x: int
    label_y: int
    value: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RadarDrawing:
    """The web. rings: the levels 1 to 5; value, asked: corners as SVG writes them, "" when an axis lacks its own.

    description: the same in one sentence per lens, for who does not see it.
    """

    width: int
    height: int
    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    value: str
    asked: str
    description: str


def radar_drawing(axes: Axes) -> RadarDrawing | None:
    """Draw the web of these axes: name, value and what is enough (0 to 5, None when unknown); None without axes."""
    if not axes:
        return None
    count = len(axes)
    return RadarDrawing(
        width=WIDTH,
        height=HEIGHT,
        spokes=tuple(_spoke(index, count, value) for index, (_name, value, _asked) in enumerate(axes)),
        rings=tuple(_corners([float(level)] * count) for level in range(1, HIGHEST + 1)),
        value=_corners([value for _name, value, _asked in axes]),
        asked=_corners([asked for _name, _value, asked in axes]),
        description=" ".join(_in_words(number, axis) for number, axis in enumerate(axes, start=1)),
    )


def _at(index: int, count: int, distance: float) -> tuple[int, int]:
    """Return the place at this distance from the middle, in the direction of an axis; the first points up."""
    angle = 2 * pi * index / count - pi / 2
    return round(MIDDLE_X + distance * cos(angle)), round(MIDDLE_Y + distance * sin(angle))


def _spoke(index: int, count: int, value: float | None) -> Spoke:
    x, y = _at(index, count, RADIUS)
    label_x, label_y = _at(index, count, RADIUS + BESIDE)
    place = _at(index, count, RADIUS * value / HIGHEST) if value is not None else None
    return Spoke(index + 1, x, y, label_x, label_y + 5, place)


def _corners(values: Sequence[float | None]) -> str:
    """Return a polygon through these values; "" when one of them is not known: half a shape tells something else."""
    places = [
        _at(index, len(values), RADIUS * value / HIGHEST) for index, value in enumerate(values) if value is not None
    ]
    return " ".join(f"{x},{y}" for x, y in places) if len(places) == len(values) else ""


def _in_words(number: int, axis: tuple[str, float | None, float | None]) -> str:
    name, value, asked = axis
    words = {"number": number, "lens": name, "highest": HIGHEST}
    if value is None:
        return _("%(number)d. %(lens)s: not answered.") % words
    words["value"] = number_format(value, 1)
    if asked is None:
        return _("%(number)d. %(lens)s: %(value)s of %(highest)d.") % words
    words["asked"] = number_format(asked, 1)
    return _("%(number)d. %(lens)s: %(value)s of %(highest)d, enough is %(asked)s.") % words
