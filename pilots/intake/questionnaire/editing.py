"""Edits of a questionnaire: each returns a new one. An unknown key raises KeyError."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from typing import TypeVar

from pilots.intake.questionnaire.parts import Question, Questionnaire, Section, Text

Part = TypeVar("Part", Section, Question)


def free_key(questionnaire: Questionnaire, words: str, prefix: str) -> str:
    """Return a key made of words that no section or question has yet. prefix: used when the words hold no letter."""
    return free_key_among(set(questionnaire.keys()), words, prefix)


def free_key_among(taken: Set[str], words: str, prefix: str) -> str:
    """Return a key made of words that is not taken. prefix: used when the words hold no letter."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    base = base if base[:1].isalpha() else f"{prefix}-{base}".strip("-")
    return next(key for key in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if key not in taken)


def add_section(questionnaire: Questionnaire, section: Section) -> Questionnaire:
    """Put a section at the end."""
    return replace(questionnaire, sections=(*questionnaire.sections, section))


def change_section(questionnaire: Questionnaire, key: str, *, title: Text, intro: Text) -> Questionnaire:
    """Change the words of a section; its questions stay."""
    return _with_sections(
        questionnaire, _changed(questionnaire.sections, key, lambda one: replace(one, title=title, intro=intro))
    )


def remove_section(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Take a section out with its questions, and the conditions that looked at those."""
    section = _find(questionnaire.sections, key)
    left = _with_sections(questionnaire, _without(questionnaire.sections, key))
    return _forget(left, {question.key for question in section.questions})


def move_section(questionnaire: Questionnaire, key: str, steps: int) -> Questionnaire:
    """Move a section so many places down (up when negative), as far as it goes."""
    return _with_sections(questionnaire, _moved(questionnaire.sections, key, steps))


def copy_section(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Put a copy with new keys right behind a section; conditions inside it look at the copies."""
    section = _find(questionnaire.sections, key)
    new = replace(section, key=free_key(questionnaire, section.key, "deel"), questions=())
    place = [one.key for one in questionnaire.sections].index(key) + 1
    sections = (*questionnaire.sections[:place], new, *questionnaire.sections[place:])
    result, names = _with_sections(questionnaire, sections), dict[str, str]()
    for question in section.questions:
        copied = replace(question, key=free_key(result, question.key, "vraag"))
        names[question.key] = copied.key
        if copied.condition:
            target = names.get(copied.condition.question, copied.condition.question)
            copied = replace(copied, condition=replace(copied.condition, question=target))
        result = add_question(result, new.key, copied)
    return result


def add_question(questionnaire: Questionnaire, section: str, question: Question) -> Questionnaire:
    """Put a question at the end of a section."""
    return _in_section(questionnaire, section, lambda questions: (*questions, question))


def change_question(questionnaire: Questionnaire, key: str, question: Question) -> Questionnaire:
    """Put another question in the place of one; it keeps the key, so answers stay comparable."""
    home = _home(questionnaire, key)
    kept = replace(question, key=key)
    return _in_section(questionnaire, home, lambda questions: _changed(questions, key, lambda _old: kept))


def remove_question(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Take a question out, and the conditions that looked at it."""
    left = _in_section(questionnaire, _home(questionnaire, key), lambda questions: _without(questions, key))
    return _forget(left, {key})


def move_question(questionnaire: Questionnaire, key: str, steps: int) -> Questionnaire:
    """Move a question one place at a time; at the edge of its section it goes to the next or the one before."""
    for _step in range(abs(steps)):
        questionnaire = _one_step(questionnaire, key, 1 if steps > 0 else -1)
    return questionnaire


def place_question(questionnaire: Questionnaire, key: str, section: str, before: str = "") -> Questionnaire:
    """Put a question in a section, before another one ("" is at the end): what dragging does."""
    question = _find(questionnaire.questions, key)
    if before == key:
        return questionnaire
    _find(questionnaire.sections, section)
    left = _in_section(questionnaire, _home(questionnaire, key), lambda questions: _without(questions, key))

    def insert(questions: tuple[Question, ...]) -> tuple[Question, ...]:
        place = next((index for index, one in enumerate(questions) if one.key == before), len(questions))
        return (*questions[:place], question, *questions[place:])

    return _in_section(left, section, insert)


def copy_question(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Put a copy with a new key right behind a question."""
    question = _find(questionnaire.questions, key)
    copied = replace(question, key=free_key(questionnaire, key, "vraag"))
    home = _find(questionnaire.sections, _home(questionnaire, key))
    keys = [one.key for one in home.questions]
    after = keys.index(key) + 1
    result = add_question(questionnaire, home.key, copied)
    return place_question(result, copied.key, home.key, keys[after]) if after < len(keys) else result


# Parts -------------------------------------------------------------------------------------------------------------


def _with_sections(questionnaire: Questionnaire, sections: Iterable[Section]) -> Questionnaire:
    return replace(questionnaire, sections=tuple(sections))


def _in_section(
    questionnaire: Questionnaire, key: str, change: Callable[[tuple[Question, ...]], tuple[Question, ...]]
) -> Questionnaire:
    sections = _changed(questionnaire.sections, key, lambda one: replace(one, questions=change(one.questions)))
    return _with_sections(questionnaire, sections)


def _home(questionnaire: Questionnaire, key: str) -> str:
    section = questionnaire.section_of(key)
    if section is None:
        raise KeyError(key)
    return section.key


def _find(parts: Sequence[Part], key: str) -> Part:
    for part in parts:
        if part.key == key:
            return part
    raise KeyError(key)


def _changed(parts: Sequence[Part], key: str, change: Callable[[Part], Part]) -> tuple[Part, ...]:
    _find(parts, key)
    return tuple(change(part) if part.key == key else part for part in parts)


def _without(parts: Sequence[Part], key: str) -> tuple[Part, ...]:
    _find(parts, key)
    return tuple(part for part in parts if part.key != key)


def _moved(parts: Sequence[Part], key: str, steps: int) -> tuple[Part, ...]:
    part, left = _find(parts, key), list(_without(parts, key))
    place = [one.key for one in parts].index(key) + steps
    left.insert(max(0, min(place, len(left))), part)
    return tuple(left)


def _one_step(questionnaire: Questionnaire, key: str, step: int) -> Questionnaire:
    home = _find(questionnaire.sections, _home(questionnaire, key))
    place = [one.key for one in home.questions].index(key) + step
    if 0 <= place < len(home.questions):
        return _in_section(questionnaire, home.key, lambda questions: _moved(questions, key, step))
    sections = [one.key for one in questionnaire.sections]
    other = sections.index(home.key) + step
    if not 0 <= other < len(sections):
        return questionnaire
    goal = questionnaire.sections[other]
    first = goal.questions[0].key if step > 0 and goal.questions else ""
    return place_question(questionnaire, key, goal.key, first)


def _forget(questionnaire: Questionnaire, keys: set[str]) -> Questionnaire:
    """Take away the conditions that look at questions that are gone."""

    def clean(question: Question) -> Question:
        is_lost = question.condition is not None and question.condition.question in keys
        return replace(question, condition=None) if is_lost else question

    sections = (replace(one, questions=tuple(map(clean, one.questions))) for one in questionnaire.sections)
    return _with_sections(questionnaire, sections)
