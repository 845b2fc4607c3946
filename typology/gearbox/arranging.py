"""The to-arrange list: what the outcome asks for, put together with what people took up of it.

Pure: points of the typology and rows in, lines out. A point is a line by itself and only has a row when somebody
touched it. What was taken up stays a line, also when the outcome no longer asks for it or another version came.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, Protocol

from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.gears import DialState, Given
from typology.gearbox.ostrom import AskState, Met, PrincipleState
from typology.gearbox.structure import Advice
from typology.gearbox.tables import REGIE, Gear, Source, Text, Typology


class Kind(Enum):
    """What a line of the list comes from."""

    DIAL = "dial"  # the needed gear asks more of a dial
    PRINCIPLE = "principle"  # a principle for agreements that last is not met
    FORM = "form"  # the governance form that fits
    OWN = "own"  # own words


class State(Enum):
    """How far a line is: what somebody says about it, and what the answers say."""

    OPEN = "open"
    DOING = "doing"
    CLAIMED = "claimed"  # somebody says it is done, the answers do not say so yet
    DONE = "done"
    DROPPED = "dropped"
    ARRANGED = "arranged"  # the answers say so by now
    PAST = "past"  # taken up, and no longer asked for: another gear, or another version of the typology


PRINCIPLE, FORM = "principe-", "vorm-"  # before the code of a principle or a form: a code of this list
TO_DO: Final = frozenset({State.OPEN, State.DOING, State.CLAIMED})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the outcome asks for. is_met: the answers say it is arranged; is_complete: all of them are given.

    level, demanded: of the dial, 0 to 5; None for what is no dial. why: the answers that stay behind.
    condition: code of the condition of the guide it helps to close, "" for none. is_by_hand: no answer can tell, so
    whoever takes care of it says when it is done.
    """

    code: str
    kind: Kind
    dial: str
    what: tuple[Text, ...]
    is_met: bool
    is_complete: bool
    why: tuple[Given, ...]
    condition: str = ""
    who: Text | None = None
    level: int | None = None
    demanded: int | None = None
    sources: tuple[Source, ...] = ()
    is_by_hand: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether all is answered and the answers stay behind: an empty form is no gap that was ever seen."""
        return self.is_complete and not self.is_met


class Taken(Protocol):
    """One row of what people took up: a point by its code, or own words with "" as code."""

    pk: Any
    code: str
    status: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. row: None while nobody touched it; point: None for own words and for what is past.

    arranged_at: since when the answers say so, None when that is not on record.
    """

    state: State
    point: Point | None
    row: Any
    arranged_at: datetime | None = None

    @property
    def key(self) -> str:
        """What this line is called in an address."""
        return self.point.code if self.point else self.row.code or str(self.row.pk)


def dial_points(states: Iterable[DialState], gear: Gear | None) -> tuple[Point, ...]:
    """Return what this gear asks of every dial, met or not; nothing without a gear."""
    if gear is None:
        return ()
    return tuple(_dial_point(state, gear) for state in states)


def _dial_point(state: DialState, gear: Gear) -> Point:
    demand = gear.demands[state.dial.code]
    return Point(
        code=demand.code,
        kind=Kind.DIAL,
        dial=state.dial.code,
        what=(demand.arrange,),
        is_met=state.level >= demand.level,
        is_complete=all(given.answer is not None for given in state.given if given.question.counts),
        why=state.below(demand.level),
        condition=demand.condition,
        who=state.dial.who,
        level=state.level,
        demanded=demand.level,
        sources=demand.sources,
    )


def principle_points(tables: Typology, states: Iterable[PrincipleState], gear: Gear | None) -> tuple[Point, ...]:
    """Return the principles that this gear needs, met or not; none without a gear, and none in gear R.

    A principle never asks more than the gear: only what lies within its demands counts. In gear R government decides,
    so there are no agreements among partners to complete.
    """
    if gear is None or gear.code == REGIE:
        return ()
    points = (_principle_point(tables, state, gear) for state in states)
    return tuple(point for point in points if point is not None)


def _principle_point(tables: Typology, state: PrincipleState, gear: Gear) -> Point | None:
    asked = [each for each in state.asks if each.ask.level <= _demanded(tables, each, gear)]
    if not asked:
        return None
    missing = [each for each in asked if each.state is not Met.MET]
    dial = tables.dial_of[(missing or asked)[0].question.code].code
    return Point(
        code=f"{PRINCIPLE}{state.principle.code}",
        kind=Kind.PRINCIPLE,
        dial=dial,
        what=tuple(each.ask.missing for each in missing) or (state.principle.name,),
        is_met=not missing,
        is_complete=all(each.answer is not None for each in asked),
        why=tuple(Given(each.question, each.answer) for each in missing),
        condition=gear.demands[dial].condition,
        who=tables.dial_of[(missing or asked)[0].question.code].who,
        sources=state.principle.sources,
    )


def _demanded(tables: Typology, each: AskState, gear: Gear) -> int:
    return gear.demands[tables.dial_of[each.question.code].code].level


def form_points(advice: Advice, gear: Gear | None) -> tuple[Point, ...]:
    """Return the governance form to set up: one point, once it is clear which one fits. No answer tells it is there."""
    if advice.form is None or gear is None:
        return ()
    form = advice.form
    return (
        Point(
            code=f"{FORM}{form.code}",
            kind=Kind.FORM,
            dial="",
            what=(form.name, form.description),
            is_met=False,
            is_complete=True,
            why=(),
            sources=form.sources,
            is_by_hand=True,
        ),
    )


def state_of(point: Point | None, status: str | None, *, is_own: bool = False) -> State:
    """Say how far a line is. status: of its row, None without one; is_own: somebody wrote it in own words.

    Who dropped or finished something is always heard; otherwise the answers decide.
    """
    if status == ArrangementStatus.DROPPED:
        return State.DROPPED
    if point is None:
        return _without_point(status, is_own)
    if point.is_met or (point.is_by_hand and status == ArrangementStatus.DONE):
        return State.DONE if status == ArrangementStatus.DONE else State.ARRANGED
    if status == ArrangementStatus.DONE:
        return State.CLAIMED
    return State.DOING if status == ArrangementStatus.DOING else State.OPEN


def _without_point(status: str | None, is_own: bool) -> State:
    if status == ArrangementStatus.DONE:
        return State.DONE
    if not is_own:
        return State.PAST
    return State.DOING if status == ArrangementStatus.DOING else State.OPEN


def lines(
    points: Iterable[Point], rows: Sequence[Taken], arranged: Mapping[str, datetime] | None = None
) -> tuple[Line, ...]:
    """Put the list together: what the outcome asks for in its own order, then what people wrote, then what is past.

    arranged: since when the answers meet a point, by its code; a point that never was a gap and that nobody touched
    is no line.
    """
    since = arranged or {}
    by_code = {row.code: row for row in rows if row.code}
    found = []
    for point in points:
        row = by_code.pop(point.code, None)
        if row is not None or not point.is_met or point.code in since:
            state = state_of(point, row.status if row else None)
            found.append(Line(state, point, row, since.get(point.code) if point.is_met else None))
    rest = [row for row in rows if not row.code or row.code in by_code]
    own = [Line(state_of(None, row.status, is_own=not row.code), None, row) for row in rest]
    return (*found, *sorted(own, key=lambda line: line.state is State.PAST))


def arranged_since(
    points: Iterable[Point],
    history: Iterable[tuple[datetime, Mapping[str, str]]],
    points_of: Callable[[Mapping[str, str]], Iterable[Point]],
) -> dict[str, datetime]:
    """Return since when the answers meet each point that once was a gap, by its code.

    history: moments with the answers from then on, the newest first; points_of: the same points for other answers.
    """
    waiting = {point.code for point in points if point.is_met}
    found: dict[str, datetime] = {}
    later: datetime | None = None
    for at, answers in history:
        if not waiting:
            break
        if later is not None:
            gaps = {point.code for point in points_of(answers) if point.is_gap} & waiting
            found |= dict.fromkeys(gaps, later)
            waiting -= gaps
        later = at
    return found
