"""What the pages behind a personal link show: a section with its fields, how far somebody is, a copy of the answers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from pilots.intake import posting
from pilots.intake.enums import Comparison, QuestionKind
from pilots.intake.models import Answer, Attachment, Response
from pilots.intake.posting import Parts, field_name
from pilots.intake.questionnaire import (
    Progress,
    Question,
    Questionnaire,
    Section,
    progress,
    show_answer,
    visible_questions,
    visible_sections,
)
from pilots.intake.questionnaire.values import LONG_TEXT, SHORT_TEXT, is_empty, show_number

FIELDS = {
    QuestionKind.SHORT_TEXT: "intake/fill/kinds/short_text.html",
    QuestionKind.LONG_TEXT: "intake/fill/kinds/long_text.html",
    QuestionKind.ONE_CHOICE: "intake/fill/kinds/one_choice.html",
    QuestionKind.SEVERAL_CHOICES: "intake/fill/kinds/several_choices.html",
    QuestionKind.SCALE: "intake/fill/kinds/scale.html",
    QuestionKind.NUMBER: "intake/fill/kinds/number.html",
    QuestionKind.DATE: "intake/fill/kinds/date.html",
    QuestionKind.PLACE: "intake/fill/kinds/place.html",
    QuestionKind.FILE: "intake/fill/kinds/file.html",
    QuestionKind.MATRIX: "intake/fill/kinds/matrix.html",
}
LIMITS = {QuestionKind.SHORT_TEXT: SHORT_TEXT, QuestionKind.LONG_TEXT: LONG_TEXT}


class Stored(Protocol):
    """An answer as it is stored: one of ours, or of a room above that shows its questions with these pages."""

    @property
    def value(self) -> Any: ...
    @property
    def revision(self) -> int: ...
    @property
    def conflicts(self) -> Any: ...


@dataclass(frozen=True)
class Choice:
    """One radio button or box. key: what makes its id different from its neighbours."""

    key: str
    label: str
    is_checked: bool


@dataclass(frozen=True)
class Row:
    """One row of a matrix. name: of its fields."""

    key: str
    label: str
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class RivalView:
    """Another answer to choose. value: what its button sends."""

    value: str
    text: str
    at: Any


@dataclass(frozen=True)
class QuestionView:
    """One question as its page shows it. text: the value of a simple field. when: its condition, for the browser."""

    question: Question
    name: str
    text: str
    words: str
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    base: str
    error: str
    is_shown: bool
    when: str
    stored: str
    rivals: tuple[RivalView, ...]
    files: tuple[Attachment, ...]
    limit: int

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def template(self) -> str:
        """The template of its fields."""
        return FIELDS[QuestionKind(self.question.kind)]

    @property
    def is_group(self) -> bool:
        """Whether its fields need a legend rather than a label."""
        return self.question.kind in {
            QuestionKind.ONE_CHOICE,
            QuestionKind.SEVERAL_CHOICES,
            QuestionKind.SCALE,
            QuestionKind.MATRIX,
            QuestionKind.PLACE,
        }

    @property
    def described_by(self) -> str:
        """Ids of what describes the fields: help and error."""
        return f"{self.name}-help {self.name}-error" if self.question.help else f"{self.name}-error"

    @property
    def range(self) -> str:
        """The smallest and largest number, in words; "" when anything goes."""
        low, high = self.question.minimum, self.question.maximum
        if low is not None and high is not None:
            return _("%(low)s to %(high)s") % {"low": show_number(low), "high": show_number(high)}
        if low is not None:
            return _("at least %(low)s") % {"low": show_number(low)}
        return _("at most %(high)s") % {"high": show_number(high)} if high is not None else ""

    @property
    def shapes(self) -> str:
        """What may be drawn, for the map."""
        return " ".join(self.question.shapes)


@dataclass(frozen=True)
class SectionPage:
    """One section of a form. previous and next: keys of its neighbours, "" at the ends."""

    section: Section
    questions: tuple[QuestionView, ...]
    number: int
    count: int
    previous: str
    next: str
    progress: Progress
    keys: tuple[str, ...]

    @property
    def has_map(self) -> bool:
        return any(one.question.kind == QuestionKind.PLACE for one in self.questions)

    @property
    def errors(self) -> list[QuestionView]:
        return [one for one in self.questions if one.error]


@dataclass(frozen=True)
class CopyLine:
    """One question with its answer in words; text "" when it was not answered."""

    question: Question
    text: str
    files: tuple[Attachment, ...]
    has_conflict: bool

    @property
    def is_missing(self) -> bool:
        return self.question.is_required and not self.text


@dataclass(frozen=True)
class CopySection:
    """A section of the copy of what somebody answered."""

    section: Section
    lines: tuple[CopyLine, ...]


@dataclass(frozen=True)
class Copy:
    """Everything somebody answered, and what still stands in the way of sending it."""

    sections: tuple[CopySection, ...]
    progress: Progress
    files: tuple[Attachment, ...]

    @property
    def missing(self) -> list[CopyLine]:
        return [line for line in self._lines() if line.is_missing]

    @property
    def conflicts(self) -> list[CopyLine]:
        return [line for line in self._lines() if line.has_conflict]

    @property
    def can_be_sent(self) -> bool:
        return self.progress.can_be_sent and not self.conflicts

    def _lines(self) -> list[CopyLine]:
        return [line for section in self.sections for line in section.lines]


def values_of(answers: Mapping[str, Stored]) -> dict[str, Any]:
    """Return the clean values by question."""
    return {key: answer.value for key, answer in answers.items()}


def sent_answers(response: Response) -> dict[str, Answer]:
    """Return the answers by question as they were last sent, for reading only."""
    found = {answer.question: answer for answer in response.answers.prefetch_related("conflicts")}
    for answer in found.values():
        answer.value = answer.sent
    return found


def section_page(
    questionnaire: Questionnaire,
    key: str,
    answers: Mapping[str, Stored],
    files: Sequence[Attachment] = (),
    *,
    typed: Mapping[str, Parts] | None = None,
    errors: Mapping[str, str] | None = None,
) -> SectionPage | None:
    """Return a section, None when it is not (any longer) asked. typed, errors: what was just posted and refused."""
    values = values_of(answers)
    asked = {question.key for question in visible_questions(questionnaire, values)}
    keys = [section.key for section in visible_sections(questionnaire, values)]
    section = questionnaire.section(key)
    if section is None or key not in keys:
        return None
    place = keys.index(key)
    page = _Page(values, answers, files, typed or {}, errors or {})
    return SectionPage(
        section=section,
        questions=tuple(page.view(question, is_shown=question.key in asked) for question in section.questions),
        number=place + 1,
        count=len(keys),
        previous=keys[place - 1] if place else "",
        next=keys[place + 1] if place + 1 < len(keys) else "",
        progress=progress(questionnaire, values),
        keys=tuple(keys),
    )


@dataclass(frozen=True)
class _Page:
    values: Mapping[str, Any]
    answers: Mapping[str, Stored]
    files: Sequence[Attachment]
    typed: Mapping[str, Parts]
    errors: Mapping[str, str]

    def view(self, question: Question, *, is_shown: bool) -> QuestionView:
        value, answer = self.values.get(question.key), self.answers.get(question.key)
        stored = posting.parts_of(question, value) if question.kind != QuestionKind.FILE else {}
        parts = self.typed.get(question.key, stored)
        name = field_name(question.key)
        single = next(iter(parts.get(posting.SHAPE if question.kind == QuestionKind.PLACE else "", [])), "")
        return QuestionView(
            question=question,
            name=name,
            text=single,
            words=next(iter(parts.get(posting.WORDS, [])), ""),
            choices=_choices(question, parts),
            rows=_rows(question, parts),
            base=f"{answer.revision if answer else 0}.{posting.fingerprint(stored)}",
            error=self.errors.get(question.key, ""),
            is_shown=is_shown,
            when=self._when(question),
            stored=show_answer(question, value),
            rivals=_rivals(question, answer),
            files=tuple(file for file in self.files if file.question == question.key),
            limit=LIMITS.get(question.kind, 0),
        )

    def _when(self, question: Question) -> str:
        condition = question.condition
        if condition is None:
            return ""
        known = _flat(self.values.get(condition.question))
        wanted = "" if condition.value is None else str(condition.value)
        return json.dumps(
            {"question": condition.question, "test": Comparison(condition.test).value, "value": wanted, "known": known}
        )


def _flat(value: Any) -> list[str]:
    if is_empty(value):
        return []
    several = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return [str(one) for one in several]


def _choices(question: Question, parts: Parts) -> tuple[Choice, ...]:
    chosen = parts.get("", [])
    if question.kind == QuestionKind.SCALE:
        steps = [str(step) for step in range(1, question.steps + 1)]
        return tuple(Choice(step, step, step in chosen) for step in steps)
    return tuple(Choice(option.key, str(option.label), option.key in chosen) for option in question.options)


def _rows(question: Question, parts: Parts) -> tuple[Row, ...]:
    def choices(row: str) -> tuple[Choice, ...]:
        chosen = parts.get(row, [])
        return tuple(Choice(column.key, str(column.label), column.key in chosen) for column in question.columns)

    return tuple(
        Row(row.key, str(row.label), field_name(question.key, row.key), choices(row.key)) for row in question.rows
    )


def _rivals(question: Question, answer: Stored | None) -> tuple[RivalView, ...]:
    if answer is None:
        return ()
    return tuple(
        RivalView(f"{question.key}:{conflict.pk}", show_answer(question, conflict.value) or _("no answer"), conflict.at)
        for conflict in answer.conflicts.all()
        if conflict.resolved_at is None
    )


def copy_of(questionnaire: Questionnaire, answers: Mapping[str, Stored], files: Sequence[Attachment] = ()) -> Copy:
    """Return all that is asked with what was answered, in the active language."""
    values = values_of(answers)

    def line(question: Question) -> CopyLine:
        answer = answers.get(question.key)
        own = tuple(file for file in files if file.question == question.key)
        text = ", ".join(file.name for file in own) if own else show_answer(question, values.get(question.key))
        return CopyLine(question, text, own, bool(_rivals(question, answer)))

    sections = visible_sections(questionnaire, values)
    return Copy(
        tuple(CopySection(section, tuple(line(question) for question in section.questions)) for section in sections),
        progress(questionnaire, values),
        tuple(files),
    )


def progress_words(state: Progress) -> str:
    """Say how far somebody is."""
    return _("%(answered)d of %(total)d questions answered") % {"answered": state.answered, "total": state.total}


@dataclass(frozen=True)
class AnswerChange:
    """One change after sending. old, new: in words, "" for no answer."""

    question: Question
    at: Any
    old: str
    new: str


def changes_of(questionnaire: Questionnaire, response: Response) -> list[AnswerChange]:
    """Return what was changed after the first sending, newest first."""
    if response.submitted_at is None:
        return []
    found: list[AnswerChange] = []
    before: dict[str, Any] = {}
    events = Answer.pgh_event_model.objects.filter(response_id=response.pk)  # type: ignore[attr-defined]
    for event in events.order_by("pgh_id"):
        question, old = questionnaire.question(event.question), before.get(event.question)
        before[event.question] = event.value
        if question and event.changed_at > response.submitted_at and event.value != old:
            words = (show_answer(question, old), show_answer(question, event.value))
            found.append(AnswerChange(question, event.changed_at, *words))
    return found[::-1]
