"""Questions, answers, gears and sources in the active language, for every page of this room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.packs import label
from typology.gearbox.gears import DialState, Given
from typology.gearbox.tables import Choice, Gear, Level, Question, Rule, Source, TaskQuestion, Typology


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in words. `url` is empty for the deck and our own proposal. note: what still has to be checked."""

    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question with the answer that was given, in words; `is_answered` is false when there is none.

    counts: whether the level of the dial depends on it; a signal such as trust does not. code: of the question.
    """

    question: str
    answer: str
    explanation: str
    level: int
    is_answered: bool
    counts: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class DialLine:
    """One dial: its level (0 to 5), what the needed gear asks of it (None when unknown), and its answers."""

    code: str
    name: str
    question: str
    level: int
    needed: int | None
    answers: tuple[AnswerLine, ...]
    answered: int
    total: int

    @property
    def is_lagging(self) -> bool:
        """Whether the needed gear asks more than is arranged."""
        return self.needed is not None and self.level < self.needed


@dataclass(frozen=True, slots=True)
class GearLine:
    """One gear in words."""

    code: str
    name: str
    description: str
    goal_relation: str
    contributions: str
    agreements: str
    governance: str
    warning_signs: str
    demands: tuple[tuple[str, int, str], ...]
    sources: tuple[SourceLine, ...]
    example: str = ""
    forms: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Code and name together."""
        return _("Gear %(code)s: %(name)s") % {"code": self.code, "name": self.name}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that decided, with the answers it rests on. sentence: both together."""

    because: str
    answers: tuple[AnswerLine, ...]
    sources: tuple[SourceLine, ...]
    sentence: str = ""


class Words:
    """Turns outcomes into lines, with the answers and explanations of one collaboration."""

    def __init__(self, answers: Mapping[str, str], explanations: Mapping[str, str]) -> None:
        self.answers = answers
        self.explanations = explanations

    def line(self, question: Question | TaskQuestion, answer: Level | Choice | None) -> AnswerLine:
        """Return a question with the answer that was given."""
        return AnswerLine(
            question=label(question.question),
            answer=label(answer.text) if answer else _("Not answered yet"),
            explanation=self.explanations.get(question.code, ""),
            level=answer.level if isinstance(answer, Level) else 0,
            is_answered=answer is not None,
            counts=question.counts if isinstance(question, Question) else True,
            code=question.code,
        )

    def given(self, given: Given) -> AnswerLine:
        """Return a question of a dial with its answer."""
        return self.line(given.question, given.answer)

    def dial(self, state: DialState, needed: Gear | None) -> DialLine:
        """Return a dial with its answers."""
        answers = tuple(map(self.given, state.given))
        return DialLine(
            code=state.dial.code,
            name=label(state.dial.name),
            question=label(state.dial.question),
            level=state.level,
            needed=needed.demands[state.dial.code].level if needed else None,
            answers=answers,
            answered=sum(line.is_answered for line in answers),
            total=len(answers),
        )

    def task(self, tables: Typology, code: str) -> AnswerLine:
        """Return a question about the task with its answer."""
        question = next(question for question in tables.task_questions if question.code == code)
        return self.line(question, question.answer(self.answers.get(code)))

    def rule(self, rule: Rule, tables: Typology) -> RuleLine:
        """Return a rule that decided which gear is needed, with the answers behind it."""
        answers = tuple(self.task(tables, question) for question in rule.when)
        because = label(rule.because)
        return RuleLine(because, answers, source_lines(rule.sources), resting_on(because, answers))


def resting_on(because: str, answers: Iterable[AnswerLine]) -> str:
    """Say a rule and the answers it rests on in one go."""
    behind = "; ".join(map(quoted, answers))
    return (
        _("%(because)s That follows from: %(answers)s.") % {"because": because, "answers": behind}
        if behind
        else because
    )


def quoted(line: AnswerLine) -> str:
    """Return a question with its answer as a quotation."""
    return _("“%(question)s” – “%(answer)s”") % {"question": line.question, "answer": line.answer.rstrip(".")}


def source_lines(sources: tuple[Source, ...]) -> tuple[SourceLine, ...]:
    """Return sources in the active language."""
    return tuple(SourceLine(label(source.name), source.url, label(source.note)) for source in sources)


def gear_line(gear: Gear, tables: Typology) -> GearLine:
    """Return a gear in the active language."""
    demands = ((label(dial.name), gear.demands[dial.code]) for dial in tables.dials)
    forms = {form.code: label(form.name) for form in tables.forms}
    return GearLine(
        code=gear.code,
        name=label(gear.name),
        description=label(gear.description),
        goal_relation=label(gear.goal_relation),
        contributions=label(gear.contributions),
        agreements=label(gear.agreements),
        governance=label(gear.governance),
        warning_signs=label(gear.warning_signs),
        demands=tuple((name, demand.level, label(demand.arrange)) for name, demand in demands),
        sources=source_lines(gear.sources),
        example=label(gear.example),
        forms=tuple(forms[code] for code in gear.forms),
    )
