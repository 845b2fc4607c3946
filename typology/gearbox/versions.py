"""What moving a collaboration to another version of the typology does to what was filled in. Values in, values out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from core.packs import label
from typology.gearbox.tables import Question, TaskQuestion, Typology

AnyQuestion = Question | TaskQuestion


class Fate(Enum):
    """What becomes of a question, and of its answer."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    LOST = "lost"  # the question stays, the answer that was given is no longer one of its steps
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Change:
    """One question. old, new: its words in either version, "" where it is absent. answer: what was given, in words.

    is_lost: an answer was given and will not count any more. views: how many partner views lose an answer here.
    """

    fate: Fate
    code: str
    old: str
    new: str
    answer: str
    is_lost: bool
    views: int


@dataclass(frozen=True, slots=True)
class Move:
    """Everything a move to another version does, in the order of the new version; what is removed comes last."""

    changes: tuple[Change, ...]

    def of(self, *fates: Fate) -> tuple[Change, ...]:
        """Return the changes of these kinds."""
        return tuple(change for change in self.changes if change.fate in fates)

    @property
    def lost(self) -> tuple[Change, ...]:
        """The answers that will not count any more, in the joint view."""
        return tuple(change for change in self.changes if change.is_lost)

    @property
    def lost_in_views(self) -> int:
        """How many answers of partners will not count any more."""
        return sum(change.views for change in self.changes)


def move(old: Typology, new: Typology, answers: Mapping[str, str], views: tuple[Mapping[str, str], ...] = ()) -> Move:
    """Compare two versions for what was filled in. answers: the joint view; views: those of partners."""
    before, after = dict(_questions(old)), dict(_questions(new))
    codes = [*after, *(code for code in before if code not in after)]
    return Move(tuple(_change(code, before.get(code), after.get(code), answers, views) for code in codes))


def _questions(tables: Typology) -> Iterator[tuple[str, AnyQuestion]]:
    for dial in tables.dials:
        yield from ((question.code, question) for question in dial.questions)
    yield from ((question.code, question) for question in tables.task_questions)


def _change(
    code: str,
    old: AnyQuestion | None,
    new: AnyQuestion | None,
    answers: Mapping[str, str],
    views: tuple[Mapping[str, str], ...],
) -> Change:
    before, after = _steps(old), _steps(new)
    is_lost = answers.get(code, "") in before and answers[code] not in after
    return Change(
        fate=_fate(old, new, is_lost=is_lost),
        code=code,
        old=label(old.question) if old else "",
        new=label(new.question) if new else "",
        answer=before.get(answers.get(code, ""), ""),
        is_lost=is_lost,
        views=sum(view.get(code, "") in before and view[code] not in after for view in views),
    )


def _fate(old: AnyQuestion | None, new: AnyQuestion | None, *, is_lost: bool) -> Fate:
    if old is None or new is None:
        return Fate.ADDED if old is None else Fate.REMOVED
    if is_lost:
        return Fate.LOST
    is_same = dict(old.question) == dict(new.question) and _steps(old) == _steps(new)
    return Fate.KEPT if is_same else Fate.REWORDED


def _steps(question: AnyQuestion | None) -> dict[str, str]:
    """Return the words of each possible answer by its code."""
    if question is None:
        return {}
    steps = question.levels if isinstance(question, Question) else question.choices
    return {step.code: label(step.text) for step in steps}
