"""What the answers to one question add up to, with small numbers hidden where they would tell who said what.

Values in, a frozen outcome out: counts, the spread of a scale or a number, the cells of a matrix. `hidden` turns an
outcome into one that may be shown to people who may not read the answers themselves.
"""

import datetime
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.formats import number_format

from pilots.intake.enums import QuestionKind
from pilots.intake.questionnaire import Option, Question, Questionnaire, is_empty, visible_questions
from pilots.intake.questionnaire.parts import TEXT_KINDS

LEAST: Final = 5  # fewer answers than this say too much about one person; usual for figures of small groups
MOST_BINS: Final = 8

Count = int | None
"""How often; None when it is hidden: between 1 and LEAST - 1, or needed to keep such a number hidden."""


@dataclass(frozen=True, slots=True)
class Part:
    """One option, step, range or period, and how many answers it got."""

    key: str
    label: str
    count: Count


@dataclass(frozen=True, slots=True)
class Spread:
    """Where numbers or dates lie. lowest and highest are None when telling them would tell who said them."""

    median: float
    lowest: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question brought. asked: how many people got the question; answered: how many of them answered.

    parts: options, steps, ranges or months with their counts. spread: of a scale, number or date (days since year 1).
    cells: of a matrix, a row of counts per row, in the order of the columns of the question.
    is_hidden: too few answers to tell anything but that.
    """

    question: Question
    asked: int
    answered: Count
    parts: tuple[Part, ...] = ()
    spread: Spread | None = None
    cells: tuple[tuple[Count, ...], ...] = ()
    is_hidden: bool = False

    @property
    def kind(self) -> QuestionKind:
        return QuestionKind(self.question.kind)

    @property
    def is_exclusive(self) -> bool:
        """Whether every answer counts in exactly one part, so that the parts add up to the answers."""
        return self.kind != QuestionKind.SEVERAL_CHOICES


@dataclass(frozen=True, slots=True)
class Given:
    """What one person answered: the keys of the questions they got, and the values by key, without empty ones."""

    asked: frozenset[str]
    values: Mapping[str, Any]


def given(questionnaire: Questionnaire, values: Mapping[str, Any]) -> Given:
    """Keep the answers to questions that this person got; what a condition took away does not count."""
    asked = frozenset(question.key for question in visible_questions(questionnaire, values))
    return Given(asked, {key: value for key, value in values.items() if key in asked and not is_empty(value)})


def outcomes(questions: Iterable[Question], people: Sequence[Given]) -> tuple[Outcome, ...]:
    """Add up the answers of people to each question, in order."""
    return tuple(
        outcome(
            question,
            sum(question.key in person.asked for person in people),
            [person.values[question.key] for person in people if question.key in person.values],
        )
        for question in questions
    )


def outcome(question: Question, asked: int, values: Sequence[Any]) -> Outcome:
    """Add up the answers to one question. A value that no longer fits the question is not counted in the parts."""
    made = Outcome(question, asked, len(values))
    if question.kind in {QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES}:
        return replace(made, parts=_choices(question, values))
    if question.kind == QuestionKind.SCALE:
        return _scale(made, values)
    if question.kind == QuestionKind.NUMBER:
        return _numbers(made, values)
    if question.kind == QuestionKind.DATE:
        return _dates(made, values)
    if question.kind == QuestionKind.MATRIX:
        return replace(made, cells=_cells(question, values))
    return made


def is_text(question: Question) -> bool:
    """Say whether people answered in their own words."""
    return question.kind in TEXT_KINDS


NO_THEME: Final = "geen"


@dataclass(frozen=True, slots=True)
class TextFilters:
    """What texts are wanted: all of these words, this theme or one below it (NO_THEME: without any); "" is no limit."""

    words: str = ""
    question: str = ""
    theme: str = ""

    def fits(self, text: str, themes: Sequence[str]) -> bool:
        """Say whether a text with these themes is wanted."""
        folded = text.casefold()
        if not all(word in folded for word in self.words.casefold().split()):
            return False
        if self.theme == NO_THEME:
            return not themes
        return not self.theme or any(code == self.theme or code.startswith(f"{self.theme}.") for code in themes)


# Per kind -----------------------------------------------------------------------------------------------------------
def _choices(question: Question, values: Iterable[Any]) -> tuple[Part, ...]:
    chosen = Counter(key for value in values for key in (value if isinstance(value, list) else [value]))
    return tuple(Part(option.key, str(option.label), chosen[option.key]) for option in question.options)


def _scale(made: Outcome, values: Sequence[Any]) -> Outcome:
    steps = range(1, made.question.steps + 1)
    given = [value for value in values if isinstance(value, int) and value in steps]
    counts = Counter(given)
    ends = {1: str(made.question.low), made.question.steps: str(made.question.high)}
    labels = {step: f"{step} – {ends[step]}" if ends.get(step) else str(step) for step in steps}
    parts = tuple(Part(str(step), labels[step], counts[step]) for step in steps)
    return replace(made, parts=parts, spread=_spread(given))


def _numbers(made: Outcome, values: Sequence[Any]) -> Outcome:
    given = sorted(float(value) for value in values if isinstance(value, int | float))
    return replace(made, parts=_bins(given, made.question.decimals), spread=_spread(given))


def _spread(given: Sequence[float]) -> Spread | None:
    return Spread(statistics.median(given), min(given), max(given)) if given else None


def _bins(given: Sequence[float], decimals: int) -> tuple[Part, ...]:
    """Divide sorted numbers over ranges of the same round width; one range when they are all equal."""
    if not given:
        return ()
    units = [round(value * 10**decimals) for value in given]  # whole numbers: a fraction would fall beside its range
    width = _round_width((units[-1] - units[0] + 1) / MOST_BINS)
    first = units[0] // width
    counts = Counter(unit // width - first for unit in units)
    return tuple(
        Part(str(place), _range((first + place) * width, width, decimals), counts[place])
        for place in range(max(counts) + 1)
    )


def _round_width(width: float) -> int:
    """Return the first of 1, 2, 5, 10, 20, … that is at least this width."""
    size = 1
    while True:
        for step in (1, 2, 5):
            if step * size >= width:
                return step * size
        size *= 10


def _range(start: int, width: int, decimals: int) -> str:
    first, last = (number_format(unit / 10**decimals, decimals) for unit in (start, start + width - 1))
    return first if width == 1 else f"{first} – {last}"


def _dates(made: Outcome, values: Sequence[Any]) -> Outcome:
    given = sorted(found for value in values if (found := _date(value)))
    months = Counter(f"{day:%Y-%m}" for day in given)
    parts = tuple(Part(month, month, count) for month, count in sorted(months.items()))
    return replace(made, parts=parts, spread=_spread([day.toordinal() for day in given]))


def _date(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


def _cells(question: Question, values: Iterable[Any]) -> tuple[tuple[Count, ...], ...]:
    counts = Counter(pair for value in values if isinstance(value, dict) for pair in value.items())
    return tuple(tuple(counts[row.key, column.key] for column in question.columns) for row in question.rows)


# Hiding -------------------------------------------------------------------------------------------------------------
def hidden(outcome: Outcome, least: int = LEAST) -> Outcome:
    """Return the outcome without anything that fewer than `least` people stand for.

    With fewer answers nothing is told. Otherwise small counts are hidden; where the counts add up to a known total, a
    second one is hidden too, or the first could be worked out. The lowest and highest number are always one person's.
    """
    if outcome.answered is None or outcome.answered < least:
        nothing = None if outcome.answered else 0
        return replace(outcome, answered=nothing, parts=(), spread=None, cells=(), is_hidden=True)
    counts = [part.count for part in outcome.parts]
    safe = hide(counts, least, adds_up=outcome.is_exclusive)
    parts = tuple(replace(part, count=count) for part, count in zip(outcome.parts, safe, strict=True))
    spread = replace(outcome.spread, lowest=None, highest=None) if outcome.spread else None
    if outcome.kind in {QuestionKind.NUMBER, QuestionKind.DATE}:
        parts = tuple(part for part in parts if part.count != 0)
    cells = tuple(tuple(hide(row, least, adds_up=True)) for row in outcome.cells)
    return replace(outcome, parts=parts, spread=spread, cells=cells)


def hide(counts: Sequence[Count], least: int, *, adds_up: bool) -> list[Count]:
    """Replace counts from 1 to least - 1 by None. adds_up: readers know the sum, so one None alone hides nothing.

    Hidden counts together stand for at least `least` people too, as long as there are others left to hide.
    """
    safe = [None if count is None or 0 < count < least else count for count in counts]
    if not adds_up or None not in safe:
        return safe
    while safe.count(None) == 1 or _total(counts, safe) < least:
        left = [place for place, count in enumerate(safe) if count is not None]
        if not left:
            break
        safe[min(left, key=lambda place: (counts[place] == 0, counts[place]))] = None
    return safe


def _total(counts: Sequence[Count], safe: Sequence[Count]) -> int:
    return sum(count or 0 for count, shown in zip(counts, safe, strict=True) if shown is None)


def share(count: Count, of: Count) -> float | None:
    """Return a percentage, rounded to a whole; None when either is hidden or there is nothing to share."""
    if count is None or not of:
        return None
    return round(100 * count / of)


# Comparing ----------------------------------------------------------------------------------------------------------
def comparable(question: Question, other: Question) -> bool:
    """Say whether two questions can stand side by side: the same key and kind, and options in common."""
    if (question.key, question.kind) != (other.key, other.kind):
        return False
    if question.kind == QuestionKind.SCALE:
        return question.steps == other.steps
    if question.kind in {QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES}:
        return bool(_keys(question.options) & _keys(other.options))
    return question.kind == QuestionKind.NUMBER


def _keys(options: Iterable[Option]) -> set[str]:
    return {option.key for option in options}
