"""Which questions are asked, given the answers so far."""

from typing import Any

from pilots.intake.enums import Comparison
from pilots.intake.questionnaire.parts import Answers, Condition, Question, Questionnaire, Section
from pilots.intake.questionnaire.values import is_empty


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Say whether a condition holds; no condition always does. A missing answer passes no test but `is_not`."""
    if condition is None:
        return True
    value = answers.get(condition.question)
    if is_empty(value):
        return condition.test == Comparison.IS_NOT
    if condition.test == Comparison.ANSWERED:
        return True
    if condition.test in {Comparison.AT_LEAST, Comparison.AT_MOST}:
        return _compares(condition, value)
    is_in = _contains(value, condition.value)
    return is_in != (condition.test == Comparison.IS_NOT)


def _contains(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return wanted in value
    if isinstance(value, dict):
        return wanted in value.values()
    if isinstance(value, int | float) and isinstance(wanted, str):
        return str(value) == wanted
    return bool(value == wanted)


def _compares(condition: Condition, value: Any) -> bool:
    try:
        number, bound = float(value), float(condition.value if condition.value is not None else "")
    except (TypeError, ValueError):
        return False
    return number >= bound if condition.test == Comparison.AT_LEAST else number <= bound


def visible_questions(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that are asked, in order. An answer to a question that is not asked counts as none."""
    shown: list[Question] = []
    counted: dict[str, Any] = {}
    for question in questionnaire.questions:
        if holds(question.condition, counted):
            shown.append(question)
            counted[question.key] = answers.get(question.key)
    return tuple(shown)


def visible_sections(questionnaire: Questionnaire, answers: Answers) -> tuple[Section, ...]:
    """Return the sections with only the questions that are asked; a section without any is left out."""
    asked = {question.key for question in visible_questions(questionnaire, answers)}
    sections = []
    for section in questionnaire.sections:
        questions = tuple(question for question in section.questions if question.key in asked)
        if questions or not section.questions:
            sections.append(Section(section.key, section.title, section.intro, questions))
    return tuple(sections)
