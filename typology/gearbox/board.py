"""Where partners see a collaboration differently: per question how many gave each answer, not only a mean.

Pure, and the same whatever the order of the views. Fewer than three views, or fewer than three answers to a question,
show nothing: otherwise whoever knows one answer could work out the other. Distances are counted in answers: two answers
that stand next to each other in the list are one step apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from typology.gearbox.tables import Choice, Level, Question, TaskQuestion, Typology

FEWEST: Final = 3  # views, and answers to a question, before anything is shown
APART: Final = 2  # steps from the middle answer from which somebody sees it differently


@dataclass(frozen=True, slots=True)
class View:
    """How one person of a partner sees it. name: of the partner, shown only when `may_be_named`.

    answers: code of the answer per code of the question.
    """

    name: str
    may_be_named: bool
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Differing:
    """A partner that allowed naming and stands at least two steps from the middle answer."""

    name: str
    answer: Level | Choice
    steps: int


@dataclass(frozen=True, slots=True)
class Line:
    """One question on the board.

    counts: every answer with how many gave it; empty while fewer than three answered, like all that follows.
    median: the middle answer, of two the lower. spread: steps between the lowest and the highest answer given.
    disagreement: 0 when all say the same, 1 when half stands at each end.
    """

    question: Question | TaskQuestion
    answered: int
    counts: tuple[tuple[Level | Choice, int], ...] = ()
    median: Level | Choice | None = None
    spread: int = 0
    disagreement: float = 0.0
    differing: tuple[Differing, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered."""
        return bool(self.counts)


@dataclass(frozen=True, slots=True)
class Board:
    """The views side by side. `lines` is empty with fewer than three views: only their number is told."""

    views: int
    lines: tuple[Line, ...]

    @property
    def is_shown(self) -> bool:
        """Whether enough views are in."""
        return bool(self.lines)

    @property
    def to_discuss(self) -> tuple[Line, ...]:
        """The questions on which views differ, the largest disagreement first."""
        differing = (line for line in self.lines if line.disagreement > 0)
        return tuple(sorted(differing, key=lambda line: (-line.disagreement, -line.spread)))


def board(tables: Typology, views: Iterable[View]) -> Board:
    """Put the views side by side. Answers that this version of the typology does not know are left aside."""
    views = tuple(views)
    if len(views) < FEWEST:
        return Board(len(views), ())
    return Board(len(views), tuple(_line(question, views) for question in tables.all_questions.values()))


def _line(question: Question | TaskQuestion, views: tuple[View, ...]) -> Line:
    options = answers_of(question)
    codes = {option.code: place for place, option in enumerate(options)}
    given = [(codes[code], view) for view in views if (code := view.answers.get(question.code, "")) in codes]
    if len(given) < FEWEST:
        return Line(question, len(given))
    places = sorted(place for place, _view in given)
    middle = places[(len(places) - 1) // 2]
    return Line(
        question=question,
        answered=len(given),
        counts=tuple((option, places.count(place)) for place, option in enumerate(options)),
        median=options[middle],
        spread=places[-1] - places[0],
        disagreement=disagreement(places, len(options)),
        differing=_differing(given, middle, options),
    )


def answers_of(question: Question | TaskQuestion) -> tuple[Level | Choice, ...]:
    """Return the answers to a question, the lowest first."""
    return question.levels if isinstance(question, Question) else question.choices


def disagreement(places: list[int], options: int) -> float:
    """Return how far answers lie apart, 0 to 1: the distances of all pairs, as a share of the largest possible sum.

    That largest sum comes when half of the people stand at each end. places: of the answers given, from 0 in the list
    of `options` answers.
    """
    people = len(places)
    largest = (people // 2) * (people - people // 2) * (options - 1)
    if not largest:
        return 0.0
    distances = sum(abs(one - other) for index, one in enumerate(places) for other in places[index + 1 :])
    return round(distances / largest, 2)


def _differing(
    given: list[tuple[int, View]], middle: int, options: tuple[Level | Choice, ...]
) -> tuple[Differing, ...]:
    """Return who sees it differently, of those that allowed naming.

    Nobody is named when one or two others did not allow it: with the names in hand their answers could be counted out.
    """
    unnamed = sum(not view.may_be_named for _place, view in given)
    if 0 < unnamed < FEWEST:
        return ()
    named = {(view.name, place) for place, view in given if view.may_be_named and abs(place - middle) >= APART}
    return tuple(Differing(name, options[place], abs(place - middle)) for name, place in sorted(named))
