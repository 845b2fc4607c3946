import io
import re
import zipfile
from datetime import date

import pytest

from core import sheetfiles
from core.sheetfiles import read
from core.tabular import xlsx_bytes
from core.uploads import UploadError

pytestmark = pytest.mark.usefixtures("in_english")


def xlsx(rows=(("Farm", 12.5, date(2026, 1, 2)),)):
    return xlsx_bytes("Sheet", ["Name", "ha", "on"], rows)


def changed(content: bytes, member: str, change) -> bytes:
    """The workbook with one member replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(source.read(name)) if name == member else source.read(name))
    return out.getvalue()


def rows(content, name="a.xlsx"):
    return [(line.number, line.cells) for line in read(io.BytesIO(content), name)]


def test_xlsx_is_read_as_text_with_its_line_numbers():
    found = rows(xlsx([("Farm", 12.5, date(2026, 1, 2)), (None, None, None), ("=SUM(A1)", 3, None)]))

    assert found == [
        (1, ("Name", "ha", "on")),
        (2, ("Farm", "12.5", "2026-01-02")),
        (4, ("'=SUM(A1)", "3", "")),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_whatever_its_delimiter(delimiter):
    content = f'\ufeffName{delimiter}ha\n\n"De  Hoeve\n"{delimiter}12\n'.encode()

    assert rows(content, "a.csv") == [(1, ("Name", "ha")), (3, ("De Hoeve", "12"))]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.csv", "empty"),
        (b"\n\n", "a.csv", "nothing in this sheet"),
        ("Naam;café".encode("cp1252"), "a.csv", "CSV UTF-8"),
        (b"Name;ha", "a.xlsx", "not what its name says"),
        (b"a;" * 70, "a.csv", "more than 60 columns"),
        (b"a\n" * 2_002, "a.csv", "more than 2000 rows"),
        (b"%PDF-1.4 %%EOF", "a.pdf", "CSV or an XLSX"),
        (b"a" * (2 * 1024 * 1024 + 1), "a.csv", "too large"),
    ],
)
def test_file_that_is_no_table_says_why(content, name, message):
    with pytest.raises(UploadError, match=message):
        read(io.BytesIO(content), name)


def test_far_away_cell_is_refused_before_it_takes_memory():
    def move(sheet):
        return re.sub(rb'r="A2"', b'r="XFD1048576"', sheet)

    with pytest.raises(UploadError, match="XFD1048576"):
        read(io.BytesIO(changed(xlsx(), "xl/worksheets/sheet1.xml", move)), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_sheet_in_another_encoding_is_refused(encoding):
    def hide(sheet):
        return sheet.decode().replace("Name", "é").encode(encoding) + "é".encode(encoding)

    with pytest.raises(UploadError, match="cannot be read as a table"):
        read(io.BytesIO(changed(xlsx(), "xl/worksheets/sheet1.xml", hide)), "a.xlsx")


def test_bomb_is_refused():
    content = changed(xlsx(), "xl/sharedStrings.xml", lambda _: b" " * 30_000_000)

    with pytest.raises(UploadError, match="unpacks to far more"):
        read(io.BytesIO(content), "a.xlsx")


def test_bomb_that_lies_about_its_size_is_refused():
    content = bytearray(changed(xlsx(), "xl/sharedStrings.xml", lambda _: b" " * 1_000_000))
    at = content.rindex(b"xl/sharedStrings.xml") - 46  # its line in the list of the archive
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")

    with pytest.raises(UploadError, match="cannot be read as a table"):
        read(io.BytesIO(bytes(content)), "a.xlsx")


def test_sheet_that_is_no_sheet_is_refused():
    content = changed(xlsx(), "xl/workbook.xml", lambda _: b"<nothing>")

    with pytest.raises(UploadError, match="cannot be read as a table"):
        read(io.BytesIO(content), "a.xlsx")


def test_limits_hold_together():
    assert sheetfiles.MAX_ROWS < sheetfiles.FARTHEST_ROW


@pytest.mark.parametrize("cell", [b'<c r="XFD1048576"', b'<c x=">" r = "XFD1048576"', b"<c t='n'\n r\n=\n'XFD1048576'"])
def test_far_away_cell_is_refused_wherever_its_sheet_stands(cell):
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as source, zipfile.ZipFile(moved, "w") as target:
        for member in source.infolist():
            content = source.read(member).replace(b"worksheets/sheet1.xml", b"elsewhere/sheet.xml")
            content = content.replace(b'<c r="B2"', cell)
            target.writestr(member.filename.replace("worksheets/sheet1.xml", "elsewhere/sheet.xml"), content)

    with pytest.raises(UploadError, match="very far"):
        read(io.BytesIO(moved.getvalue()), "a.xlsx")
