"""The parts of a questionnaire, and how they are stored as JSON.

Stored: `{"sections": [{"key", "title", "intro", "questions": [{"key", "kind", "label", …}]}]}`. A text is `{nl, en}`.
What equals its default is left out. Keys stay the same over the versions of a form, so answers can be compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from django.utils.translation import get_language

from pilots.intake.enums import Comparison, Need, QuestionKind, Shape

Answers = Mapping[str, Any]
"""Clean values by the key of their question; see `values.check_answer` for their form."""

CHOICE_KINDS: Final = frozenset({QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES})
TEXT_KINDS: Final = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})


class QuestionnaireError(ValueError):
    """Stored data that is no questionnaire: a missing key, an unknown kind, a list where a text belongs."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Dutch and English; as a string it is the one in the active language, else the Dutch one."""

    nl: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.in_language(get_language() or "nl")

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)

    def in_language(self, language: str) -> str:
        """Return the text in this language; the other one when it is missing."""
        return (self.en or self.nl) if language.startswith("en") else (self.nl or self.en)


NOTHING: Final = Text()


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, or one row or column of a matrix."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask the question only when an earlier answer passes this test. value: an option key, a number, or None."""

    question: str
    test: Comparison
    value: str | int | float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Which of the later fields count depends on its kind.

    options: of choices. steps, low, high: of a scale from 1 to `steps`. unit, minimum, maximum, decimals: of a number.
    shapes: what may be drawn for a place. rows, columns: of a matrix. source: codes of sources, in a content pack.
    """

    key: str
    kind: QuestionKind
    label: Text
    help: Text = NOTHING
    need: Need = Need.OPTIONAL
    options: tuple[Option, ...] = ()
    steps: int = 5
    low: Text = NOTHING
    high: Text = NOTHING
    unit: Text = NOTHING
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = 0
    shapes: tuple[Shape, ...] = (Shape.POINT,)
    rows: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()
    condition: Condition | None = None
    source: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        return self.need == Need.REQUIRED

    @property
    def is_recommended(self) -> bool:
        return self.need == Need.RECOMMENDED

    def option_label(self, key: str) -> str:
        """Return the words of an option, row or column in the active language; the key itself when it is unknown."""
        choices = (*self.options, *self.rows, *self.columns)
        return next((str(option.label) for option in choices if option.key == key), key)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand on one page."""

    key: str
    title: Text
    intro: Text = NOTHING
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All that a version of a form asks, in order."""

    sections: tuple[Section, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    def question(self, key: str) -> Question | None:
        """Return the question with this key; None when there is none."""
        return next((question for question in self.questions if question.key == key), None)

    def section(self, key: str) -> Section | None:
        """Return the section with this key; None when there is none."""
        return next((section for section in self.sections if section.key == key), None)

    def section_of(self, question: str) -> Section | None:
        """Return the section that holds this question; None when no section does."""
        return next((one for one in self.sections if any(item.key == question for item in one.questions)), None)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all sections and questions."""
        yield from (section.key for section in self.sections)
        yield from (question.key for question in self.questions)


# Storing -----------------------------------------------------------------------------------------------------------


def serialise(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the questionnaire as JSON data, without what equals its default."""
    return {"sections": [_plain(section) for section in questionnaire.sections]}


def _plain(part: Any) -> Any:
    if isinstance(part, Text):
        return {"nl": part.nl, "en": part.en}
    if isinstance(part, tuple):
        return [_plain(item) for item in part]
    if isinstance(part, Option | Condition | Question | Section):
        kept = ((field, getattr(part, field.name)) for field in fields(part))
        return {field.name: _plain(value) for field, value in kept if value != field.default}
    return getattr(part, "value", part)


def parse(data: Any) -> Questionnaire:
    """Read stored JSON data. Raises QuestionnaireError; an incomplete draft is fine, `faults` judges that."""
    try:
        return Questionnaire(tuple(_section(entry) for entry in data.get("sections", [])))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise QuestionnaireError(f"{type(error).__name__}: {error}") from error


def _section(entry: Mapping[str, Any]) -> Section:
    questions = tuple(_question(question) for question in entry.get("questions", []))
    return Section(str(entry["key"]), _text(entry["title"]), _text(entry.get("intro")), questions)


def _question(entry: Mapping[str, Any]) -> Question:
    values: dict[str, Any] = {name: _text(entry[name]) for name in ("help", "low", "high", "unit") if name in entry}
    values |= {name: _options(entry[name]) for name in ("options", "rows", "columns") if name in entry}
    values |= {name: int(entry[name]) for name in ("steps", "decimals") if name in entry}
    values |= {name: float(entry[name]) for name in ("minimum", "maximum") if entry.get(name) is not None}
    if "need" in entry:
        values["need"] = Need(entry["need"])
    if "shapes" in entry:
        values["shapes"] = tuple(Shape(shape) for shape in entry["shapes"])
    if entry.get("condition"):
        values["condition"] = _condition(entry["condition"])
    if "source" in entry:
        values["source"] = tuple([entry["source"]] if isinstance(entry["source"], str) else entry["source"])
    return Question(str(entry["key"]), QuestionKind(entry["kind"]), _text(entry["label"]), **values)


def _text(entry: Any) -> Text:
    if entry is None:
        return NOTHING
    return Text(str(entry.get("nl") or ""), str(entry.get("en") or ""))


def _options(entries: Sequence[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(str(entry["key"]), _text(entry["label"])) for entry in entries)


def _condition(entry: Mapping[str, Any]) -> Condition:
    value = entry.get("value")
    if not isinstance(value, str | int | float | None):
        raise TypeError("the value of a condition is a text or a number")
    return Condition(str(entry["question"]), Comparison(entry["test"]), value)
