"""Tables as files: CSV that a spreadsheet opens well and that cannot run formulas there."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.http import StreamingHttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # without it a spreadsheet reads UTF-8 as something else

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
