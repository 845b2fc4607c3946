"""Which gear is arranged, which gear the task asks for, and what is left to arrange.

Pure and total: whatever was answered, also nothing at all, there is a result, and it carries the answers and rules it
rests on. Source of the gears: content pack `typology` (concept).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from typology.gearbox.tables import (
    REGIE,
    Demand,
    Dial,
    Gear,
    Level,
    Question,
    Rule,
    TaskQuestion,
    Typology,
    asked_by,
    heaviest,
)


class Verdict(Enum):
    """How the current gear relates to the needed one."""

    UNKNOWN = "unknown"  # the questions about the task are not answered yet
    TOO_LIGHT = "too-light"
    FITS = "fits"
    HEAVIER = "heavier"  # more is arranged than the task asks


@dataclass(frozen=True, slots=True)
class Given:
    """One question of a dial with the answer that was given; None means not answered, which counts as level 0."""

    question: Question
    answer: Level | None

    @property
    def level(self) -> int:
        """The level this answer reaches."""
        return self.answer.level if self.answer else 0


@dataclass(frozen=True, slots=True)
class DialState:
    """Where a dial stands: the level of the weakest answer that counts, and every answer."""

    dial: Dial
    level: int
    given: tuple[Given, ...]

    @property
    def weakest(self) -> tuple[Given, ...]:
        """The answers that hold the dial at its level; none at the highest level."""
        return self.below(self.level + 1)

    def below(self, level: int) -> tuple[Given, ...]:
        """Return the answers that count and stay below this level."""
        return tuple(given for given in self.given if given.question.counts and given.level < level)


@dataclass(frozen=True, slots=True)
class Needed:
    """The gear the task asks for and the rules that decided it; None while an answer in `missing` could change it."""

    gear: Gear | None
    decided_by: tuple[Rule, ...]
    missing: tuple[TaskQuestion, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to arrange: the demand of the needed gear, and the answers that stay below it."""

    state: DialState
    demand: Demand
    lagging: tuple[Given, ...]

    @property
    def targets(self) -> tuple[Level, ...]:
        """For each of the lagging answers the lightest one that is enough."""
        return tuple(given.question.reaching(self.demand.level) for given in self.lagging)


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole outcome. `current` is None when not even the lightest gear is arranged."""

    states: tuple[DialState, ...]
    current: Gear | None
    blocking: tuple[Gap, ...]
    needed: Needed
    to_arrange: tuple[Gap, ...]
    verdict: Verdict


def profile(tables: Typology, answers: Mapping[str, str]) -> Profile:
    """Work out the profile. answers: code of the answer per code of the question, of dials and task together.

    Answers that this version of the typology does not know are left aside. `blocking` says what keeps the current gear
    from the next one; `to_arrange` what keeps it from the needed one.
    """
    states = dial_states(tables, answers)
    levels = {state.dial.code: state.level for state in states}
    needed = needed_gear(tables, answers)
    current = current_gear(tables, levels, needed.gear)
    to_arrange = gaps(states, needed.gear) if needed.gear else ()
    return Profile(
        states=states,
        current=current,
        blocking=gaps(states, _next(tables, current)),
        needed=needed,
        to_arrange=to_arrange,
        verdict=_verdict(tables, current, needed.gear, to_arrange),
    )


def dial_states(tables: Typology, answers: Mapping[str, str]) -> tuple[DialState, ...]:
    """Return every dial at the level of its weakest question: a chain is as strong as its weakest link.

    Signals (trust, for instance) and questions that only inform do not count: no gear demands them.
    """
    return tuple(_dial_state(dial, answers) for dial in tables.dials)


def _dial_state(dial: Dial, answers: Mapping[str, str]) -> DialState:
    given = tuple(Given(question, question.answer(answers.get(question.code))) for question in dial.questions)
    return DialState(dial, min((answer.level for answer in given if answer.question.counts), default=0), given)


def current_gear(tables: Typology, levels: Mapping[str, int], needed: Gear | None = None) -> Gear | None:
    """Return the heaviest gear whose demands are all met; None when the lightest one is not.

    levels: level (0 to 5) per dial code. needed: gear R is only in use where the task asks for it, because outside a
    duty nobody may direct.
    """
    if needed is not None and needed.code == REGIE and _meets(levels, needed):
        return needed
    return next((gear for gear in reversed(tables.steps) if _meets(levels, gear)), None)


def _meets(levels: Mapping[str, int], gear: Gear) -> bool:
    return all(levels[dial] >= demand.level for dial, demand in gear.demands.items())


def needed_gear(tables: Typology, task: Mapping[str, str]) -> Needed:
    """Return the lightest gear that still reaches the goal. task: choice code per question code.

    A duty decides at once; otherwise all questions that a rule looks at are needed, because each may ask for a heavier
    gear.
    """
    missing = tuple(
        question for question in asked_by(tables, tables.rules) if question.answer(task.get(question.code)) is None
    )
    fired = tuple(rule for rule in tables.rules if rule.fires(task))
    code = heaviest(tables, fired)
    if code is None or (missing and code != REGIE):
        return Needed(None, (), missing)
    return Needed(tables.gear(code), tuple(rule for rule in fired if rule.gear == code), missing)


def gaps(states: tuple[DialState, ...], gear: Gear | None) -> tuple[Gap, ...]:
    """Return what this gear asks and is not arranged, the largest gap first; nothing without a gear."""
    if gear is None:
        return ()
    found = [
        Gap(state, demand, state.below(demand.level))
        for state in states
        if state.level < (demand := gear.demands[state.dial.code]).level
    ]
    return tuple(sorted(found, key=lambda gap: gap.state.level - gap.demand.level))


def _next(tables: Typology, current: Gear | None) -> Gear | None:
    """Return the gear after the current one; None from the heaviest, and from R."""
    if current is None:
        return tables.steps[0]
    if current.code == REGIE:
        return None
    return next(iter(tables.steps[tables.steps.index(current) + 1 :]), None)


def _verdict(tables: Typology, current: Gear | None, needed: Gear | None, to_arrange: tuple[Gap, ...]) -> Verdict:
    if needed is None:
        return Verdict.UNKNOWN
    if to_arrange:
        return Verdict.TOO_LIGHT
    return Verdict.FITS if current == needed else Verdict.HEAVIER
