"""An answer as the fields of a page hold it, and back.

A field is named "a-<question>" or "a-<question>.<part>": the row of a matrix, the shape or words of a place. The parts
of an answer are {part: [values]}, with "" for the one field of most kinds; the form without JavaScript posts them and
the messages of the browser carry them, so both are read here.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from django.http import QueryDict

from pilots.intake.answers import MAX_DEVICE, MAX_NUMBER, Message, MessageError, read_message
from pilots.intake.enums import QuestionKind
from pilots.intake.questionnaire import Question, Questionnaire
from pilots.intake.questionnaire.values import WORDS_ONLY

Parts = Mapping[str, list[str]]

SHAPE, WORDS = "vorm", "woorden"
PREFIX: Final = "a-"
MOST_PARTS: Final = 60  # more than a matrix has rows
MOST_MESSAGES: Final = 100


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


# A whole page, or the messages of a browser -------------------------------------------------------------------------


def touched(questionnaire: Questionnaire, key: str, data: QueryDict) -> list[Message]:
    """Return the answers of one section that differ from what its page showed, as messages of its browser."""
    chosen = data.get("kies", "").rpartition(":")[0]  # its own field still shows an answer that is not taken
    device = data.get("device", "")[:MAX_DEVICE] or "pagina"
    number = data.get("sequence", "")
    sequence = int(number) if number.isdecimal() and 0 < int(number[:20]) <= MAX_NUMBER else int(time.time() * 1000)
    found = []
    for question in _questions(questionnaire, key):
        revision, _dot, shown = data.get(f"base-{question.key}", "").partition(".")
        parts = _parts(question, data)
        if not shown or question.key == chosen or fingerprint(parts) == shown:
            continue
        base = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
        found.append(Message(str(uuid4()), question.key, parts, base, device, sequence))
    return found


def typed(questionnaire: Questionnaire, key: str, data: QueryDict) -> list[tuple[str, str]]:
    """Return what was posted as words, for somebody whose link no longer works."""
    lines = []
    for question in _questions(questionnaire, key):
        words = [
            question.option_label(value) for values in _parts(question, data).values() for value in values if value
        ]
        if words:
            lines.append((str(question.label), "\n".join(words)))
    return lines


def read_messages(body: bytes) -> list[Message]:
    """Read {"messages": [{id, question, value, base, device, sequence}]}. Raises MessageError or ValueError."""
    content = json.loads(body)
    listed = content.get("messages") if isinstance(content, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_MESSAGES:
        raise MessageError("messages")
    return [read_message(raw) for raw in listed]


def _parts(question: Question, data: QueryDict) -> Parts:
    names = {part: field_name(question.key, part) for part in part_names(question)}
    return {part: data.getlist(name) for part, name in names.items()}


def _questions(questionnaire: Questionnaire, key: str) -> list[Question]:
    found = questionnaire.section(key)
    return [one for one in found.questions if one.kind != QuestionKind.FILE] if found else []
