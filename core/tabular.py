"""Tables as files: CSV and XLSX that a spreadsheet opens well and that cannot run formulas there."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # without it a spreadsheet reads UTF-8 as something else
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # characters; more does not fit in a cell of a spreadsheet
WIDEST, NARROWEST = 60, 10  # characters

Cell = str | int | float | Decimal | date | None


class _Echo:
    """Hands each line straight back, so that a long table is never whole in memory."""

    def write(self, line: str) -> str:
        return line


def safe(value: Cell) -> Cell:
    """Return a cell that a spreadsheet shows as text, also when it starts like a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Give the lines of a CSV file with semicolons, as Dutch spreadsheets expect; dates as in ISO 8601."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BOM + writer.writerow([safe(name) for name in header])
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """Answer with a CSV file to save as `name`."""
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet with a frozen bold header. Text never becomes a formula or a link.

    title: what to call the sheet; signs that a sheet name may not hold are left out.
    """
    import xlsxwriter  # noqa: PLC0415 -- takes 16 MiB, which a worker that makes PDFs has no use for

    stream = io.BytesIO()
    no_magic = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, {"in_memory": True, **no_magic}) as book:
        sheet = book.add_worksheet("".join(sign for sign in title if sign not in "[]:*?/\\'")[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        widths = [max(NARROWEST, len(name) + 2) for name in header]
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, line, column, cell, day)
                widths[column] = max(widths[column], len(str(cell or "")) + 2)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width, WIDEST))
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _write(sheet: "Worksheet", line: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, bool) or cell is None:
        sheet.write_string(line, column, "" if cell is None else str(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(line, column, cell)
    else:
        sheet.write_string(line, column, str(safe(cell))[:LONGEST_CELL])


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> HttpResponse:
    """Answer with an XLSX file to save as `name`, its sheet called `title`."""
    response = HttpResponse(xlsx_bytes(title, header, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
