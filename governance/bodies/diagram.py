"""Where the boxes and arrows of a governance model stand: layers from top to bottom, arrows that cross no box.

Bodies stand in a grid of at most three columns, a layer below the one they report to. Arrows leave a box at its top or
bottom, run through the open strips between rows (each arrow in a lane of its own) and, when they pass a row, through
the open gutters between columns.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from governance.bodies.chains import levels
from governance.bodies.enums import LinkKind

COLUMNS: Final = 3
BOX: Final = 190  # width of a box, in units of the drawing
GUTTER: Final = 44
LINE: Final = 18  # from one line of the name to the next
NOTE: Final = 15  # idem of what stands under it
LANE: Final = 11
ROOM: Final = 14  # between a box and the nearest lane, also for the head of an arrow
NAME_SIGNS: Final = 22
NOTE_SIGNS: Final = 28

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """One body to draw, with what stands under its name."""

    key: int
    name: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """One relation to draw, from a body to another."""

    source: int
    target: int
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Box:
    """One body in its place. name: in lines; notes: lines under it."""

    key: int
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One arrow in its place: the points it runs along, the last one at the box it points to."""

    kind: LinkKind
    points: tuple[Point, ...]

    @property
    def points_down(self) -> bool:
        """Whether its head points down."""
        return self.points[-1][1] > self.points[-2][1]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing, in its own units."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    tracks: tuple[Track, ...]


@dataclass(slots=True)
class _Grid:
    """What is known while drawing: the row and column of every node, and what each strip and gutter carries."""

    row: dict[int, int]
    column: dict[int, int]
    columns: int
    lanes: dict[int, int] = field(default_factory=dict)  # arrows in the strip above a row
    gutters: dict[int, int] = field(default_factory=dict)  # arrows in the gutter left of a column

    def lane(self, strip: int) -> int:
        self.lanes[strip] = self.lanes.get(strip, 0) + 1
        return self.lanes[strip] - 1

    def left(self, column: int) -> float:
        return GUTTER + column * (BOX + GUTTER)


def lay_out(nodes: Sequence[Node], arrows: Iterable[Arrow]) -> Layout:
    """Place every body and every arrow between two of them; arrows to or from others are left out."""
    names = {node.key: node for node in nodes}
    kept = [one for one in arrows if one.source in names and one.target in names and one.source != one.target]
    rows = _rows(nodes, kept)
    grid = _grid(rows)
    plans = [_plan(arrow, grid) for arrow in kept]
    boxes, tops = _boxes(rows, grid)
    ports = _ports(plans, grid)
    tracks = tuple(_track(number, plan, boxes, tops, ports) for number, plan in enumerate(plans))
    width = GUTTER + grid.columns * (BOX + GUTTER)
    return Layout(width, tops[-1], tuple(boxes.values()), tracks)


# Rows ---------------------------------------------------------------------------------------------------------------
def _rows(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> list[list[Node]]:
    """Cut every layer into rows of at most three, each body near what it is connected to above it."""
    depth = levels([node.key for node in nodes], _lines(arrows))
    rows: list[list[Node]] = []
    place: dict[int, int] = {}
    for level in sorted(set(depth.values())):
        layer = [node for node in nodes if depth[node.key] == level]
        layer.sort(key=lambda node: _middle(node.key, arrows, place))
        for start in range(0, len(layer), COLUMNS):
            row = layer[start : start + COLUMNS]
            rows.append(row)
            place |= dict(zip((node.key for node in row), _columns(len(row), COLUMNS), strict=True))
    return rows


def _lines(arrows: Sequence[Arrow]) -> list[tuple[int, int]]:
    """Return who stands under whom: who reports, and who without reporting advises or gets an assignment."""
    lines = [(one.source, one.target) for one in arrows if one.kind == LinkKind.REPORTS]
    placed = {key for line in lines for key in line}
    for one in arrows:
        if one.kind == LinkKind.ADVISES and one.source not in placed:
            lines.append((one.source, one.target))
        elif one.kind == LinkKind.COMMISSIONS and one.target not in placed:
            lines.append((one.target, one.source))
    return lines


def _middle(key: int, arrows: Sequence[Arrow], place: dict[int, int]) -> float:
    """Return the middle of the columns of what a body is connected to; in the middle without any."""
    ends = [one.target if one.source == key else one.source for one in arrows if key in (one.source, one.target)]
    near = [place[end] for end in ends if end in place]
    return sum(near) / len(near) if near else 1.0


def _columns(count: int, columns: int) -> tuple[int, ...]:
    """Return the columns for so many boxes, spread evenly."""
    if columns == COLUMNS:
        return {1: (1,), 2: (0, 2)}.get(count, tuple(range(count)))
    return tuple(range(count))


def _grid(rows: list[list[Node]]) -> _Grid:
    columns = max((len(row) for row in rows), default=1)
    grid = _Grid({}, {}, columns)
    for number, row in enumerate(rows):
        for node, column in zip(row, _columns(len(row), columns), strict=True):
            grid.row[node.key], grid.column[node.key] = number, column
    return grid


# Arrows -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Plan:
    """How one arrow runs: the strip and lane it leaves in, those it arrives in, and the gutter between them.

    leaves_up, arrives_up: whether the strip lies above the box. gutter: None when both strips are the same; slot: its
    place in that gutter.
    """

    arrow: Arrow
    leaves_up: bool
    arrives_up: bool
    first: tuple[int, int]
    last: tuple[int, int]
    gutter: int | None
    slot: int


def _plan(arrow: Arrow, grid: _Grid) -> _Plan:
    here, there = grid.row[arrow.source], grid.row[arrow.target]
    leaves_up, arrives_up = there <= here, there >= here
    leave, arrive = here + (not leaves_up), there + (not arrives_up)
    first = (leave, grid.lane(leave))
    if leave == arrive:
        return _Plan(arrow, leaves_up, arrives_up, first, first, None, 0)
    last = (arrive, grid.lane(arrive))
    near, far = grid.column[arrow.source], grid.column[arrow.target]
    gutter = near + 1 if far > near else near
    slot = grid.gutters.get(gutter, 0)
    grid.gutters[gutter] = slot + 1
    return _Plan(arrow, leaves_up, arrives_up, first, last, gutter, slot)


def _boxes(rows: list[list[Node]], grid: _Grid) -> tuple[dict[int, Box], list[float]]:
    """Give every body its box; returns them with the top of every strip, the last one being the foot of all."""
    boxes: dict[int, Box] = {}
    tops, y = [], 0.0
    for number, row in enumerate(rows):
        tops.append(y)
        y += _strip(grid, number)
        texts = {node.key: (_wrap(node.name, NAME_SIGNS, 3), _notes(node)) for node in row}
        height = max(20 + LINE * len(name) + NOTE * len(notes) for name, notes in texts.values())
        for node in row:
            name, notes = texts[node.key]
            boxes[node.key] = Box(node.key, grid.left(grid.column[node.key]), y, BOX, height, name, notes)
        y += height
    tops += [y, y + _strip(grid, len(rows))]
    return boxes, tops


def _strip(grid: _Grid, number: int) -> float:
    lanes = grid.lanes.get(number, 0)
    return 2 * ROOM + LANE * (lanes - 1) if lanes else ROOM


def _notes(node: Node) -> tuple[str, ...]:
    return tuple(line for note in node.notes for line in _wrap(note, NOTE_SIGNS, 2))


def _wrap(text: str, signs: int, most: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, signs, max_lines=most, placeholder=" …"))


Ports = dict[tuple[int, bool], float]
"""Where an arrow meets a box: by its number, and whether that is its end."""


def _ports(plans: Sequence[_Plan], grid: _Grid) -> Ports:
    """Spread the ends of arrows along each side of a box, in the order of where they go."""
    sides: dict[tuple[int, bool], list[tuple[int, int, bool]]] = {}
    for number, plan in enumerate(plans):
        source, target = plan.arrow.source, plan.arrow.target
        sides.setdefault((source, plan.leaves_up), []).append((grid.column[target], number, False))
        sides.setdefault((target, plan.arrives_up), []).append((grid.column[source], number, True))
    found: Ports = {}
    for (key, _is_top), ends in sides.items():
        for place, (_column, number, is_end) in enumerate(sorted(ends), start=1):
            found[number, is_end] = grid.left(grid.column[key]) + BOX * place / (len(ends) + 1)
    return found


def _track(number: int, plan: _Plan, boxes: dict[int, Box], tops: Sequence[float], ports: Ports) -> Track:
    """Run from box to strip, through a gutter when a row lies between, and on to the other box."""
    source, target = boxes[plan.arrow.source], boxes[plan.arrow.target]
    x, end = ports[number, False], ports[number, True]
    y, last = _height(plan.first, tops), _height(plan.last, tops)
    points = [(x, source.y if plan.leaves_up else source.y + source.height), (x, y)]
    if plan.gutter is not None:
        middle = plan.gutter * (BOX + GUTTER) + 8 + 7 * (plan.slot % 5)
        points += [(middle, y), (middle, last)]
    points += [(end, last), (end, target.y if plan.arrives_up else target.y + target.height)]
    return Track(plan.arrow.kind, tuple(points))


def _height(lane: tuple[int, int], tops: Sequence[float]) -> float:
    strip, place = lane
    return tops[strip] + ROOM + LANE * place
