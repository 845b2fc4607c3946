"""What has to be mended before a questionnaire can be published."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from pilots.intake.enums import Comparison, QuestionKind
from pilots.intake.questionnaire.parts import CHOICE_KINDS, Condition, Option, Question, Questionnaire, Section, Text

KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,59}")
MOST_SECTIONS, MOST_QUESTIONS, MOST_OPTIONS, MOST_ROWS, MOST_COLUMNS = 30, 150, 40, 25, 9
ORDERED_KINDS: Final = frozenset({QuestionKind.SCALE, QuestionKind.NUMBER})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. section and question: keys of where it is ("" is the whole); field: which part of it."""

    section: str
    question: str
    field: str
    message: str


Found = Iterator[tuple[str, str]]
"""A field and what is wrong with it."""


def faults(questionnaire: Questionnaire, languages: Sequence[str] = ("nl",)) -> tuple[Fault, ...]:
    """Say what has to be mended, in the active language; nothing when it can be published in these languages."""
    found = [Fault("", "", field, message) for field, message in _whole(questionnaire)]
    earlier: dict[str, Question] = {}
    for section in questionnaire.sections:
        found += [Fault(section.key, "", field, message) for field, message in _section(section, languages)]
        for question in section.questions:
            problems = [*_question(question, languages), *_condition(question, earlier)]
            found += [Fault(section.key, question.key, field, message) for field, message in problems]
            earlier[question.key] = question
    return tuple(found)


def _whole(questionnaire: Questionnaire) -> Found:
    if not questionnaire.questions:
        yield "sections", _("There is no question yet.")
    if len(questionnaire.sections) > MOST_SECTIONS:
        yield "sections", _("At most %(limit)d sections fit in a form.") % {"limit": MOST_SECTIONS}
    if len(questionnaire.questions) > MOST_QUESTIONS:
        yield "sections", _("At most %(limit)d questions fit in a form.") % {"limit": MOST_QUESTIONS}
    for key, number in Counter(questionnaire.keys()).items():
        if number > 1:
            yield "key", _("The key “%(key)s” is used twice.") % {"key": key}
        if not KEY.fullmatch(key):
            yield "key", _("The key “%(key)s” may hold small letters, digits and hyphens.") % {"key": key}


def _section(section: Section, languages: Sequence[str]) -> Found:
    yield from _texts("title", section.title, languages)
    yield from _texts("intro", section.intro, languages, is_needed=False)
    if not section.questions:
        yield "questions", _("This section has no question.")


def _texts(field: str, text: Text, languages: Sequence[str], *, is_needed: bool = True) -> Found:
    if not text and not is_needed:
        return
    for language in languages:
        if not getattr(text, language).strip():
            yield field, _("The text in this language is missing: %(language)s.") % {"language": language}


def _question(question: Question, languages: Sequence[str]) -> Found:
    yield from _texts("label", question.label, languages)
    for name in ("help", "low", "high", "unit"):
        yield from _texts(name, getattr(question, name), languages, is_needed=False)
    if question.kind in CHOICE_KINDS:
        yield from _options("options", question.options, languages, 2, MOST_OPTIONS)
    if question.kind == QuestionKind.MATRIX:
        yield from _options("rows", question.rows, languages, 1, MOST_ROWS)
        yield from _options("columns", question.columns, languages, 2, MOST_COLUMNS)
    if question.kind == QuestionKind.SCALE and not 2 <= question.steps <= 11:
        yield "steps", _("A scale has 2 to 11 steps.")
    if question.kind == QuestionKind.PLACE and not question.shapes:
        yield "shapes", _("Choose what may be drawn on the map.")
    if question.kind == QuestionKind.NUMBER:
        yield from _number(question)


def _options(field: str, options: Sequence[Option], languages: Sequence[str], least: int, most: int) -> Found:
    if not least <= len(options) <= most:
        yield field, _("Give %(least)d to %(most)d of them.") % {"least": least, "most": most}
    if len({option.key for option in options}) < len(options):
        yield field, _("Two of them have the same key.")
    for option in options:
        yield from _texts(field, option.label, languages)


def _number(question: Question) -> Found:
    if question.minimum is not None and question.maximum is not None and question.minimum > question.maximum:
        yield "minimum", _("The smallest number is larger than the largest.")
    if not 0 <= question.decimals <= 6:
        yield "decimals", _("Give 0 to 6 decimals.")


def _condition(question: Question, earlier: dict[str, Question]) -> Found:
    condition = question.condition
    if condition is None:
        return
    asked = earlier.get(condition.question)
    if asked is None:
        yield "condition", _("The condition looks at a question that does not come before this one.")
    elif not _suits(condition, asked):
        yield "condition", _("The condition does not fit the question it looks at.")


def _suits(condition: Condition, asked: Question) -> bool:
    if condition.test == Comparison.ANSWERED:
        return True
    if condition.test in {Comparison.AT_LEAST, Comparison.AT_MOST}:
        return asked.kind in ORDERED_KINDS and _is_number(condition.value)
    if asked.kind in CHOICE_KINDS:
        return condition.value in {option.key for option in asked.options}
    if asked.kind == QuestionKind.MATRIX:
        return condition.test == Comparison.CONTAINS and condition.value in {option.key for option in asked.columns}
    return asked.kind in ORDERED_KINDS and _is_number(condition.value)


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True
