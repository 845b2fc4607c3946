import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from core.tabular import csv_lines, safe


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-2", "@SUM(A1)", "\tx", "\rx", "\n=x"])
def test_safe_text_that_starts_like_a_formula_gets_an_apostrophe(text):
    assert safe(text) == "'" + text


@pytest.mark.parametrize("value", ["gewoon", "", -5, Decimal("-1.5"), None, date(2026, 1, 2)])
def test_safe_leaves_the_rest_alone(value):
    assert safe(value) == value


def test_csv_lines_can_be_read_back():
    text = "".join(csv_lines(["Naam", "ha"], [["Gebied; met punt", Decimal("1.5")], ["=kwaad()", None]]))

    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows == [["Naam", "ha"], ["Gebied; met punt", "1.5"], ["'=kwaad()", ""]]
