"""What changed between two versions of a questionnaire, for whoever publishes one or moves a round to it."""

from dataclasses import dataclass, fields
from typing import Final, TypeVar

from pilots.intake.questionnaire.parts import Question, Questionnaire, Section

Part = TypeVar("Part", Section, Question)

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
_IGNORED: Final = frozenset({"key", "questions", "source"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One section or question that differs. what: added, removed, changed or moved; fields: which parts changed.

    old, new: the part before and after; None when it was not there.
    """

    what: str
    old: Section | Question | None
    new: Section | Question | None
    fields: tuple[str, ...] = ()

    @property
    def is_question(self) -> bool:
        return isinstance(self.new or self.old, Question)

    @property
    def was(self) -> str:
        """What it was called before, in the active language; "" when that did not change."""
        old, new = _words(self.old), _words(self.new)
        return old if old and new and old != new else ""

    @property
    def label(self) -> str:
        return _words(self.new) or _words(self.old)


def _words(part: Section | Question | None) -> str:
    return str(part.label if isinstance(part, Question) else part.title) if part else ""


def differences(old: Questionnaire, new: Questionnaire) -> tuple[Difference, ...]:
    """Compare by key, sections first, each in the order of the new version; what is gone comes last."""
    return (
        *_compare({one.key: one for one in old.sections}, {one.key: one for one in new.sections}, {}, {}),
        *_compare(
            {one.key: one for one in old.questions},
            {one.key: one for one in new.questions},
            {question.key: section.key for section in old.sections for question in section.questions},
            {question.key: section.key for section in new.sections for question in section.questions},
        ),
    )


def _compare(
    old: dict[str, Part], new: dict[str, Part], homes: dict[str, str], new_homes: dict[str, str]
) -> tuple[Difference, ...]:
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    found = []
    for key, part in new.items():
        if key not in old:
            found.append(Difference(ADDED, None, part))
        elif changed := _changed(old[key], part):
            found.append(Difference(CHANGED, old[key], part, changed))
        elif key in moved or homes.get(key) != new_homes.get(key):
            found.append(Difference(MOVED, old[key], part))
    found += [Difference(REMOVED, part, None) for key, part in old.items() if key not in new]
    return tuple(found)


def _changed(old: Section | Question, new: Section | Question) -> tuple[str, ...]:
    names = [field.name for field in fields(old) if field.name not in _IGNORED]
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Return the keys that do not stand in the longest run that kept its order."""
    places = {key: place for place, key in enumerate(old)}
    best: list[list[str]] = []
    for index, key in enumerate(new):
        runs = [run for run, last in zip(best, new[:index], strict=True) if places[last] < places[key]]
        best.append([*_longest(runs), key])
    return set(new) - set(_longest(best))


def _longest(runs: list[list[str]]) -> list[str]:
    return sorted(runs, key=len)[-1] if runs else []
