"""The drawing of influence × interest: 25 cells, in which no label can lie over another one.

A cell writes names below each other while they fit, and only numbers when it is full. The numbers are those of the rows
of the table beside the drawing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pilots.stakeholders.enums import Quadrant

LEAST: Final = 3  # fewer parties in a field than this say too much about one of them
STEPS: Final = (1, 2, 3, 4, 5)
HIGH: Final = 3  # from this step on influence or interest counts as high
CELL_WIDTH: Final = 140  # units of the drawing
CELL_HEIGHT: Final = 84
LEFT: Final = 46
TOP: Final = 10
BOTTOM: Final = 44
LINE: Final = 19  # between two names
NAMES_PER_CELL: Final = 4
NUMBERS_PER_LINE: Final = 6
NUMBERS_PER_CELL: Final = 24
SIGNS: Final = 15  # of a name that fit in a cell


@dataclass(frozen=True, slots=True)
class Spot:
    """One party to draw. number: of its row in the table; influence, interest: 1 to 5."""

    number: int
    name: str
    influence: int
    interest: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One number, with a shortened name when there is room for it ("" when not). x, y: the middle of the number."""

    number: int
    name: str
    short: str
    x: int
    y: int

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def text_y(self) -> int:
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the drawing. is_high: both influence and interest are high. more: how many did not fit."""

    x: int
    y: int
    is_high: bool
    marks: tuple[Mark, ...]
    more: int

    @property
    def more_x(self) -> int:
        return self.x + CELL_WIDTH - 6

    @property
    def more_y(self) -> int:
        return self.y + CELL_HEIGHT - 5


@dataclass(frozen=True, slots=True)
class Step:
    """A number along one side. x, y: where it stands."""

    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing in its own units; `drawn` counts the parties in it."""

    width: int
    height: int
    cells: tuple[Cell, ...]
    across: tuple[Step, ...]
    upwards: tuple[Step, ...]
    drawn: int
    cell_width: int = CELL_WIDTH
    cell_height: int = CELL_HEIGHT

    @property
    def middle_x(self) -> int:
        return LEFT + (self.width - LEFT) // 2

    @property
    def middle_y(self) -> int:
        return TOP + (self.height - TOP - BOTTOM) // 2

    @property
    def foot(self) -> int:
        return self.height - 6


@dataclass(frozen=True, slots=True)
class Field:
    """One of the four fields, for readers who may not see how a party was judged.

    parties: how many stand in it; None when that is hidden: fewer than LEAST, or needed to keep such a number hidden.
    """

    quadrant: Quadrant
    parties: int | None


def quadrant(influence: int | None, interest: int | None) -> Quadrant | None:
    """Return how to work with a party, None while one of the two was not judged."""
    if influence is None or interest is None:
        return None
    if influence >= HIGH:
        return Quadrant.TOGETHER if interest >= HIGH else Quadrant.SATISFIED
    return Quadrant.INFORMED if interest >= HIGH else Quadrant.WATCHED


def fields(judged: Iterable[Quadrant]) -> tuple[Field, ...]:
    """Count parties per field, small numbers hidden; nothing when fewer than LEAST parties were judged.

    One hidden number alone could be worked out from the sum, so then the smallest other one is hidden too.
    """
    counts = Counter(judged)
    if counts.total() < LEAST:
        return ()
    shown = {one for one in Quadrant if counts[one] == 0 or counts[one] >= LEAST}
    if len(shown) == len(Quadrant) - 1:
        shown.remove(min(shown, key=lambda one: (counts[one] == 0, counts[one])))
    return tuple(Field(one, counts[one] if one in shown else None) for one in Quadrant)


def draw(spots: Iterable[Spot]) -> Drawing:
    """Put every party in its cell: interest runs to the right, influence upwards."""
    cells: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        cells[spot.influence, spot.interest].append(spot)
    bottom = TOP + len(STEPS) * CELL_HEIGHT
    return Drawing(
        width=LEFT + len(STEPS) * CELL_WIDTH + 4,
        height=bottom + BOTTOM,
        cells=tuple(
            _cell(influence, interest, sorted(cells[influence, interest], key=lambda spot: spot.number))
            for influence in reversed(STEPS)
            for interest in STEPS
        ),
        across=tuple(Step(step, LEFT + step * CELL_WIDTH - CELL_WIDTH // 2, bottom + 18) for step in STEPS),
        upwards=tuple(Step(step, LEFT - 12, bottom - step * CELL_HEIGHT + CELL_HEIGHT // 2 + 4) for step in STEPS),
        drawn=sum(len(found) for found in cells.values()),
    )


def _cell(influence: int, interest: int, spots: list[Spot]) -> Cell:
    x, y = LEFT + (interest - 1) * CELL_WIDTH, TOP + (len(STEPS) - influence) * CELL_HEIGHT
    if len(spots) <= NAMES_PER_CELL:
        marks = [_mark(spot, x + 13, y + 13 + LINE * place, shorten(spot.name)) for place, spot in enumerate(spots)]
    else:
        marks = [
            _mark(spot, x + 15 + 20 * (place % NUMBERS_PER_LINE), y + 14 + 18 * (place // NUMBERS_PER_LINE), "")
            for place, spot in enumerate(spots[:NUMBERS_PER_CELL])
        ]
    return Cell(x, y, influence >= HIGH and interest >= HIGH, tuple(marks), len(spots) - len(marks))


def _mark(spot: Spot, x: int, y: int, short: str) -> Mark:
    return Mark(spot.number, spot.name, short, x, y)


def shorten(name: str, signs: int = SIGNS) -> str:
    """Cut a name to what fits, with a sign that something is missing."""
    return name if len(name) <= signs else f"{name[: signs - 1].rstrip()}…"
