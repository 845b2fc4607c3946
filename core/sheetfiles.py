"""Spreadsheets that people send in, read as rows of text with their line numbers: CSV and XLSX, judged by content."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, Final

import python_calamine
from django.utils.translation import gettext as _

from core.uploads import UploadError, examine

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_UNPACKED: Final = 20 * 1024 * 1024  # bytes
MAX_ROWS: Final = 2_000
MAX_COLUMNS: Final = 60
FARTHEST_ROW: Final = 10_000  # an empty table with one cell far away would take all memory
FARTHEST_COLUMN: Final = 3  # letters: up to ZZ
DELIMITERS: Final = ";,\t"
# A quoted value may hold ">", and spaces may stand around "=": what a reader of sheets accepts counts here too.
CELL = re.compile(
    r"""<(?:\w+:)?(?:c|row)\b(?:[^<>"']|"[^"]*"|'[^']*')*?\sr\s*=\s*["']\s*([A-Za-z]*)(\d+)""",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: its number as the spreadsheet shows it (the header is 1) and its cells as text."""

    number: int
    cells: tuple[str, ...]


def read(file: IO[bytes], name: str) -> list[Line]:
    """Return the lines that hold something, the header first. Raises UploadError, which says how to mend it."""
    upload = examine(_in_unicode(file, name), name, max_bytes=MAX_BYTES)
    file.seek(0)
    if upload.name.lower().endswith(".csv"):
        rows = _csv_rows(file.read())
    elif upload.name.lower().endswith(".xlsx"):
        rows = _xlsx_rows(file)
    else:
        raise UploadError(_("Send a CSV or an XLSX file."))
    lines = []
    for number, cells in enumerate(rows, start=1):
        if len(cells) > MAX_COLUMNS:
            raise UploadError(_("This sheet has more than %(limit)d columns.") % {"limit": MAX_COLUMNS})
        if any(cells):
            lines.append(Line(number, tuple(cells)))
        if len(lines) > MAX_ROWS + 1:
            message = _("This sheet has more than %(limit)d rows. Cut it into several files.")
            raise UploadError(message % {"limit": MAX_ROWS})
    if not lines:
        raise UploadError(_("There is nothing in this sheet."))
    return lines


def _in_unicode(file: IO[bytes], name: str) -> IO[bytes]:
    """Say how to save a CSV file that a spreadsheet wrote in its own signs; leave any other file to `examine`."""
    if name.lower().endswith(".csv"):
        file.seek(0)
        try:
            file.read(MAX_BYTES).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if error.end < MAX_BYTES:
                raise UploadError(_("The signs in this file cannot be read. Save it as “CSV UTF-8”.")) from error
    return file


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    text = content.decode("utf-8-sig")
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_text(cell) for cell in row]
    except csv.Error as error:
        raise UploadError(_("This file cannot be read as a table. Save it as CSV again.")) from error


def _xlsx_rows(file: IO[bytes]) -> Iterator[list[str]]:
    try:
        with python_calamine.load_workbook(_repacked(file)) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        message = _("This file cannot be read as a table. Save it as XLSX again, without a password.")
        raise UploadError(message) from error
    for row in rows:
        yield [_text(cell) for cell in row]


def _repacked(file: IO[bytes]) -> io.BytesIO:
    """Copy the file member by member, never more than it says it holds: its own word on sizes is not to be trusted."""
    copy = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w") as target:
        if sum(member.file_size for member in source.infolist()) > MAX_UNPACKED:
            raise UploadError(_("This file unpacks to far more than it should, so it is not accepted."))
        for member in source.infolist():
            content = source.read(member)
            if b"sheetData" in content.replace(b"\x00", b""):  # wherever it stands, in whatever encoding
                _check_reach(content)
            target.writestr(member.filename, content)
    copy.seek(0)
    return copy


def _check_reach(sheet: bytes) -> None:
    """Refuse a sheet with a cell far away, and one in an encoding that would hide it."""
    try:
        text = sheet.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise zipfile.BadZipFile from error
    if "\x00" in text:
        raise zipfile.BadZipFile
    for column, row in CELL.findall(text):
        if len(column) >= FARTHEST_COLUMN or len(row) > len(str(FARTHEST_ROW)) or int(row) > FARTHEST_ROW:
            message = _("There is a cell very far from the others (%(cell)s). Remove it and save the file again.")
            raise UploadError(message % {"cell": f"{column}{row[:9]}"})


def _text(cell: Any) -> str:
    """Return a cell as somebody would type it: whole numbers without a dot, dates as in ISO 8601."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).replace("\x00", "").split()) if isinstance(cell, str) else str(cell)
