import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from core.tabular import csv_lines, safe, xlsx_bytes, xlsx_response


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


def test_xlsx_text_stays_text_and_numbers_stay_numbers():
    rows = [["=HYPERLINK(1)", 2, Decimal("1.5"), date(2026, 1, 2), None], ["https://example.nl", 0, None, None, "-"]]

    content = xlsx_bytes("Een [lange] naam: met / tekens die niet mogen", ["a", "b", "c", "d", "e"], rows)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "'=HYPERLINK(1)" in strings
    assert "<v>1.5</v>" in sheet


def test_xlsx_response_is_a_file_to_save():
    response = xlsx_response("a.xlsx", ["a"], [["b"]], title="A")

    assert response["Content-Disposition"] == 'attachment; filename="a.xlsx"'
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
