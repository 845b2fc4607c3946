"""The stack of other tasks of an area: its types of measures against the tasks, and what the area says differently."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format

from pilots.areas.models import PilotArea
from pilots.goals.enums import SIGN_MARKS, MeasureStatus, Sign
from pilots.goals.models import Measure, SignOverride
from pilots.goals.stack import Cell, Own, cells
from pilots.goals.tables import Source
from pilots.goals.texts import Library

SIGN_TONES = {
    Sign.PLUS: "ok", Sign.MINUS: "stop", Sign.DEPENDS: "warn", Sign.NONE: "neutral", Sign.UNKNOWN: "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class SignCell:
    """One sign of the matrix. reason, author, at: of the area when it replaced the sign, otherwise ""."""

    task: str
    task_code: str
    url: str
    sign: str
    mark: str
    tone: str
    default: str
    note: str
    sources: tuple[Source, ...]
    reason: str
    author: str
    at: str
    is_own: bool
    is_outdated: bool


@dataclass(frozen=True)
class SignRow:
    """One type of measure. number: how many measures of this type the area has that were not dropped."""

    code: str
    name: str
    number: int
    cells: tuple[SignCell, ...]


@dataclass(frozen=True)
class TasksPage:
    """The matrix: types of measures this area has first, then the other types. legend: (mark, meaning)."""

    tasks: tuple[tuple[str, str], ...]
    used: tuple[SignRow, ...]
    others: tuple[SignRow, ...]
    legend: tuple[tuple[str, str], ...]

    @property
    def own_cells(self) -> tuple[tuple[str, SignCell], ...]:
        """Every sign that the area replaced, with the type of measure it is about."""
        return tuple((row.name, cell) for row in (*self.used, *self.others) for cell in row.cells if cell.is_own)

    @property
    def evidence(self) -> tuple[Source, ...]:
        """The public sources behind the signs, each once."""
        cells = (cell for row in (*self.used, *self.others) for cell in row.cells)
        return tuple(dict.fromkeys(source for cell in cells for source in cell.sources if source.url))

    @property
    def conflicts(self) -> tuple[tuple[str, SignCell], ...]:
        """Where measures of this area conflict with another task."""
        return tuple((row.name, cell) for row in self.used for cell in row.cells if cell.tone == SIGN_TONES[Sign.MINUS])


def tasks_page(area: PilotArea, *, is_involved: bool) -> TasksPage:
    """Gather the matrix of an area. Runs three queries; who is not involved does not see who wrote a reason."""
    kinds = list(Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED).values_list("kind", flat=True))
    overrides = list(SignOverride.objects.filter(area=area).select_related("by"))
    library = Library()
    tables, types = library.tasks(), library.measure_types()
    own = {(row.measure, row.task): _own(row, is_involved=is_involved) for row in overrides}
    dates = {(row.measure, row.task): date_format(row.at, "j F Y") for row in overrides}
    found = cells(list(types), tables.tasks, tables.interactions, own)
    rows = tuple(
        SignRow(
            code,
            types[code].name,
            kinds.count(code),
            tuple(_cell(area, cell, tables.tasks[cell.task], dates.get((code, cell.task), "")) for cell in row),
        )
        for code, row in found.items()
    )
    return TasksPage(
        tuple(tables.tasks.items()),
        tuple(row for row in rows if row.number),
        tuple(row for row in rows if not row.number),
        tuple((SIGN_MARKS[sign], str(sign.label)) for sign in Sign),
    )


def _own(row: SignOverride, *, is_involved: bool) -> Own:
    return Own(Sign(row.sign), row.reason, Sign(row.replaced), str(row.by) if row.by and is_involved else "")


def _cell(area: PilotArea, cell: Cell, task: str, at: str) -> SignCell:
    return SignCell(
        task=task,
        task_code=cell.task,
        url=sign_url("goals:sign-edit", area, cell.measure, cell.task),
        sign=str(cell.sign.label),
        mark=cell.mark,
        tone=SIGN_TONES[cell.sign],
        default=str(cell.default.label),
        note=cell.note,
        sources=cell.sources,
        reason=cell.own.reason if cell.own else "",
        author=cell.own.author if cell.own else "",
        at=at,
        is_own=cell.own is not None,
        is_outdated=cell.is_outdated,
    )


def sign_url(name: str, area: PilotArea, measure: str, task: str) -> str:
    """Return the address that changes or restores one sign."""
    return f"{reverse(name, args=[area.slug])}?{urlencode({'maatregel': measure, 'opgave': task})}"


def signs_of_task(area: PilotArea, task: str) -> dict[str, Sign]:
    """Return the sign per type of measure for one task, with what the area says. Runs two queries."""
    library = Library()
    own = {row.measure: Sign(row.sign) for row in SignOverride.objects.filter(area=area, task=task)}
    usual = library.tasks().interactions
    return {
        code: own.get(code) or (usual[code, task].sign if (code, task) in usual else Sign.UNKNOWN)
        for code in library.measure_types()
    }
