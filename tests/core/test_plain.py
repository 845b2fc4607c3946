from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from core.plain import content_hash, plain


class Colour(TextChoices):
    RED = "red", "Red"


@dataclass(frozen=True)
class Thing:
    name: str
    parts: tuple[object, ...]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (Decimal("1E+2"), "100"),
        (date(2026, 11, 23), "2026-11-23"),
        (datetime(2026, 11, 23, 9, tzinfo=UTC), "2026-11-23T09:00:00+00:00"),
        (Colour.RED, "red"),
        (gettext_lazy("word"), "word"),
        ({2: {"b", "a"}}, {"2": ["a", "b"]}),
        (Thing("x", (Thing("y", ()), 1)), {"name": "x", "parts": [{"name": "y", "parts": []}, 1]}),
    ],
)
def test_plain_turns_every_kind_of_value_into_data(value, expected):
    assert plain(value) == expected


def test_content_hash_ignores_the_order_of_keys_and_sees_every_change():
    assert content_hash({"a": 1, "b": 2}) == content_hash({"b": 2, "a": 1})
    assert content_hash({"a": 1}) != content_hash({"a": "1"})
