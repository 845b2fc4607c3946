"""How far somebody is, and what still has to be answered before it can be sent."""

from dataclasses import dataclass

from pilots.intake.questionnaire.conditions import visible_sections
from pilots.intake.questionnaire.parts import Answers, Question, Questionnaire, Section
from pilots.intake.questionnaire.values import is_empty


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section is. missing: required questions without an answer; advised: idem, recommended ones."""

    section: Section
    answered: int
    total: int
    missing: tuple[Question, ...]
    advised: tuple[Question, ...]

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total


@dataclass(frozen=True, slots=True)
class Progress:
    """How far all of it is; only questions that are asked count."""

    sections: tuple[SectionProgress, ...]

    @property
    def answered(self) -> int:
        return sum(section.answered for section in self.sections)

    @property
    def total(self) -> int:
        return sum(section.total for section in self.sections)

    @property
    def share(self) -> int:
        """The percentage answered, rounded down; 100 only when everything is."""
        return self.answered * 100 // self.total if self.total else 100

    @property
    def missing(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.missing)

    @property
    def can_be_sent(self) -> bool:
        return not self.missing


def progress(questionnaire: Questionnaire, answers: Answers) -> Progress:
    """Count what is answered of what is asked."""
    return Progress(tuple(_of(section, answers) for section in visible_sections(questionnaire, answers)))


def _of(section: Section, answers: Answers) -> SectionProgress:
    open_ones = [question for question in section.questions if _lacks(question, answers)]
    return SectionProgress(
        section,
        len(section.questions) - len(open_ones),
        len(section.questions),
        tuple(question for question in open_ones if question.is_required),
        tuple(question for question in open_ones if question.is_recommended),
    )


def _lacks(question: Question, answers: Answers) -> bool:
    """A matrix counts once each of its rows has an answer."""
    value = answers.get(question.key)
    if question.rows and isinstance(value, dict):
        return any(row.key not in value for row in question.rows)
    return is_empty(value)
