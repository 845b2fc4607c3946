"""Which other answer would change the outcome: “if … then”. Pure, and asked of the same rules as the outcome itself.

One answer at a time: two changes together may do what neither does alone, and nobody reads a list of pairs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from typology.gearbox.gears import DialState, Gap, Given, Profile, current_gear, needed_gear
from typology.gearbox.tables import Choice, Gear, TaskQuestion, Typology


@dataclass(frozen=True, slots=True)
class OtherTask:
    """One other answer about the task, and the gear it would ask for. is_lighter: whether less would be enough."""

    question: TaskQuestion
    choice: Choice
    gear: Gear
    is_lighter: bool


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """One dial that alone keeps the collaboration out of a gear: the answers to improve, and what they would reach."""

    state: DialState
    answers: tuple[Given, ...]
    level: int
    gear: Gear


def other_tasks(tables: Typology, answers: Mapping[str, str]) -> tuple[OtherTask, ...]:
    """Return every single answer about the task that would ask for another gear; nothing while that is not known."""
    now = needed_gear(tables, answers).gear
    if now is None:
        return ()
    order = {gear.code: place for place, gear in enumerate(tables.gears)}
    found = []
    for question in tables.task_questions:
        for choice in question.choices:
            then = needed_gear(tables, {**answers, question.code: choice.code}).gear
            if then is not None and then != now:
                found.append(OtherTask(question, choice, then, order[then.code] < order[now.code]))
    return tuple(found)


def other_answer(tables: Typology, outcome: Profile) -> OtherAnswer | None:
    """Return the one dial that keeps the collaboration from the next gear; None when it is none, or more than one."""
    if len(outcome.blocking) != 1:
        return None
    gap: Gap = outcome.blocking[0]
    levels = {state.dial.code: state.level for state in outcome.states} | {gap.state.dial.code: gap.demand.level}
    reached = current_gear(tables, levels, outcome.needed.gear)
    return OtherAnswer(gap.state, gap.lagging, gap.demand.level, reached) if reached else None
