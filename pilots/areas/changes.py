"""What changed between two states of a row, in words that people read: a field, what it was and what it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

LONG = 160  # characters: of a longer text only the part that differs is shown


@dataclass(frozen=True)
class Change:
    """One field that changed. before and after: "" when there was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class FieldWords:
    """How to say a field. choices: the label of each stored value, when there are any."""

    name: str
    label: str
    choices: Mapping[Any, str] | None = None


def compare(fields: Sequence[FieldWords], before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the fields that differ, in the order of `fields`."""
    return tuple(
        Change(field.label, *_around(words(field, before.get(field.name)), words(field, after.get(field.name))))
        for field in fields
        if before.get(field.name) != after.get(field.name)
    )


def plain_number(value: Decimal) -> str:
    """Return a number without zeros at the end, with the comma of the language."""
    return str(number_format(f"{value:f}".rstrip("0").rstrip(".") if value % 1 else int(value)))


def _around(before: str, after: str) -> tuple[str, str]:
    """Cut two long texts to the place where they first differ."""
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    start = max(0, (same if same is not None else min(len(before), len(after))) - LONG // 3)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    if len(text) <= LONG:
        return text
    return ("…" if start else "") + text[start : start + LONG] + ("…" if len(text) > start + LONG else "")


def words(field: FieldWords, value: Any) -> str:
    """Return a stored value as people say it."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(words(field, item) for item in value)
    if field.choices is not None:
        return str(field.choices.get(value, value))
    if isinstance(value, Decimal):
        return plain_number(value)
    return date_format(value, "j F Y") if isinstance(value, date) else " ".join(str(value).split())
