"""An answer as the fields of a page hold it, and back.

A field is named "a-<question>" or "a-<question>.<part>": the row of a matrix, the shape or words of a place. The parts
of an answer are {part: [values]}, with "" for the one field of most kinds; the form without JavaScript posts them and
the messages of the browser carry them, so both are read here.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from pilots.intake.enums import QuestionKind
from pilots.intake.questionnaire import Question
from pilots.intake.questionnaire.values import WORDS_ONLY

Parts = Mapping[str, list[str]]

SHAPE, WORDS = "vorm", "woorden"
PREFIX: Final = "a-"
MOST_PARTS: Final = 60  # more than a matrix has rows


class PartsError(ValueError):
    """Parts that no page of ours sends."""


def field_name(question: str, part: str = "") -> str:
    """Return the name of a field."""
    return f"{PREFIX}{question}.{part}" if part else f"{PREFIX}{question}"


def part_names(question: Question) -> list[str]:
    """Return which parts the answer to this question has."""
    if question.kind == QuestionKind.MATRIX:
        return [row.key for row in question.rows]
    return [SHAPE, WORDS] if question.kind == QuestionKind.PLACE else [""]


def read_parts(raw: object) -> Parts:
    """Check the shape of parts that came as JSON. Raises PartsError."""
    if not isinstance(raw, dict) or len(raw) > MOST_PARTS:
        raise PartsError
    if not all(isinstance(part, str) and isinstance(values, list) for part, values in raw.items()):
        raise PartsError
    if not all(isinstance(value, str) for values in raw.values() for value in values):
        raise PartsError
    return raw


def raw_value(question: Question, parts: Parts) -> Any:
    """Return what `check_answer` judges."""
    if question.kind == QuestionKind.MATRIX:
        return {row.key: _first(parts, row.key) for row in question.rows if _first(parts, row.key)}
    if question.kind == QuestionKind.PLACE:
        shape, words = _first(parts, SHAPE).strip(), _first(parts, WORDS).strip()
        return {"shape": shape, "words": words} if words else shape
    return list(parts.get("", [])) if question.kind == QuestionKind.SEVERAL_CHOICES else _first(parts, "")


def parts_of(question: Question, value: Any) -> dict[str, list[str]]:
    """Return the parts in which a page shows a stored answer."""
    if question.kind == QuestionKind.MATRIX:
        return {row.key: [value[row.key]] if row.key in (value or {}) else [] for row in question.rows}
    if question.kind == QuestionKind.PLACE:
        geometry = {key: part for key, part in (value or {}).items() if key != "words"}
        shape = "" if geometry in ({}, WORDS_ONLY) else json.dumps(geometry)
        return {SHAPE: [shape], WORDS: [(value or {}).get("words", "")]}
    if question.kind == QuestionKind.SEVERAL_CHOICES:
        return {"": list(value or [])}
    if question.kind in {QuestionKind.ONE_CHOICE, QuestionKind.SCALE}:
        return {"": [] if value is None else [str(value)]}
    return {"": ["" if value is None else _typed(value)]}


def fingerprint(parts: Parts) -> str:
    """Return a short mark of what a page showed, so that a field nobody touched is known when it comes back."""
    filled = {part: [" ".join(value.split()) for value in values if value.strip()] for part, values in parts.items()}
    shown = {part: values for part, values in filled.items() if values}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:12]


def _first(parts: Parts, part: str) -> str:
    return next(iter(parts.get(part, [])), "")


def _typed(value: Any) -> str:
    """Return a number as people type it here: with a comma."""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
