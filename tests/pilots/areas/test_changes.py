from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

from pilots.areas.changes import LONG, Change, FieldWords, compare, plain_number, words


def test_compare_gives_only_what_differs_in_the_order_of_the_fields():
    fields = [FieldWords("b", "B"), FieldWords("a", "A"), FieldWords("c", "C", {1: "een", 2: "twee"})]

    changes = compare(fields, {"a": "x", "b": "", "c": 1, "d": 1}, {"a": "x", "b": "y", "c": 2, "d": 2})

    assert changes == (Change("B", "", "y"), Change("C", "een", "twee"))


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, ""), ("", ""), ([], ""), (0, "0"), (["a", "b"], "a, b"), ("twee\nregels", "twee regels")],
)
def test_words_says_values_as_people_do(value, said):
    assert words(FieldWords("a", "A"), value) == said


def test_words_of_yes_no_dates_and_unknown_choices():
    assert words(FieldWords("a", "A"), True) == _("yes")
    with override("nl"):
        assert words(FieldWords("a", "A"), date(2026, 3, 1)) == "1 maart 2026"
    assert words(FieldWords("a", "A", {1: "een"}), 9) == "9"


@pytest.mark.parametrize(("value", "said"), [("112.00", "112"), ("1.50", "1,5"), ("0.25", "0,25"), ("1200.00", "1200")])
def test_plain_number_leaves_zeros_out(value, said):
    with override("nl"):
        assert plain_number(Decimal(value)) == said


def test_compare_long_texts_shows_the_place_where_they_differ():
    before, after = "a" * 500 + " oud " + "b" * 500, "a" * 500 + " nieuw " + "b" * 500

    (change,) = compare([FieldWords("a", "A")], {"a": before}, {"a": after})

    assert " oud " in change.before
    assert " nieuw " in change.after
    assert len(change.after) <= LONG + 2
