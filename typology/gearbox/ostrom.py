"""How complete the agreements are, by the eight design principles of Ostrom: pure, total, with what is missing.

An answer that was not given meets nothing. Without any answer a principle is not judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from typology.gearbox.tables import Ask, Level, Principle, Question, Typology


class Met(StrEnum):
    """How far something is met."""

    UNKNOWN = "unknown"  # not answered
    NOT = "not"
    PARTLY = "partly"
    MET = "met"


@dataclass(frozen=True, slots=True)
class AskState:
    """One thing that a principle asks, with the answer behind its state; None when not given."""

    ask: Ask
    question: Question
    answer: Level | None
    state: Met


@dataclass(frozen=True, slots=True)
class PrincipleState:
    """One principle: met when all it asks is met, not met when nothing is even partly, else partly."""

    principle: Principle
    state: Met
    asks: tuple[AskState, ...]

    @property
    def missing(self) -> tuple[AskState, ...]:
        """What is asked and not fully met, or not answered."""
        return tuple(each for each in self.asks if each.state is not Met.MET)


def completeness(tables: Typology, answers: Mapping[str, str]) -> tuple[PrincipleState, ...]:
    """Return every principle. answers: code of the answer per code of the question."""
    questions = tables.questions
    return tuple(_state(questions, principle, answers) for principle in tables.principles)


def _state(questions: Mapping[str, Question], principle: Principle, answers: Mapping[str, str]) -> PrincipleState:
    asks = tuple(_ask_state(questions[ask.question], ask, answers) for ask in principle.asks)
    return PrincipleState(principle, together([each.state for each in asks]), asks)


def _ask_state(question: Question, ask: Ask, answers: Mapping[str, str]) -> AskState:
    answer = question.answer(answers.get(question.code))
    return AskState(ask, question, answer, met_by(ask, answer))


def met_by(ask: Ask, answer: Level | None) -> Met:
    """Say how far one answer meets what is asked."""
    if answer is None:
        return Met.UNKNOWN
    if answer.level >= ask.level:
        return Met.MET
    return Met.PARTLY if answer.level >= ask.partly else Met.NOT


def together(states: list[Met]) -> Met:
    """Say how far a principle is met by what it asks: at least one thing."""
    if len(set(states)) == 1:
        return states[0]
    return Met.PARTLY if {Met.MET, Met.PARTLY} & set(states) else Met.NOT
