"""The stack of tasks: how each type of measure works out on each other task, with what an area says differently."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pilots.goals.enums import SIGN_MARKS, Sign
from pilots.goals.tables import Interaction, Source


@dataclass(frozen=True)
class Own:
    """What an area says itself about one cell. replaced: what the list said when it was written; author: may be ""."""

    sign: Sign
    reason: str
    replaced: Sign
    author: str = ""


@dataclass(frozen=True)
class Cell:
    """One sign with where it comes from. own: None when it is the one of the list.

    is_outdated: the list changed its sign after the area replaced it.
    """

    measure: str
    task: str
    sign: Sign
    default: Sign
    note: str
    sources: tuple[Source, ...]
    own: Own | None = None

    @property
    def mark(self) -> str:
        return SIGN_MARKS[self.sign]

    @property
    def is_outdated(self) -> bool:
        return self.own is not None and self.own.replaced != self.default


def cells(
    measures: Sequence[str],
    tasks: Iterable[str],
    interactions: Mapping[tuple[str, str], Interaction],
    overrides: Mapping[tuple[str, str], Own],
) -> dict[str, tuple[Cell, ...]]:
    """Return a row of cells per type of measure, in the order given. A sign that nobody gave is “not known”."""
    columns = list(tasks)
    return {
        measure: tuple(
            _cell(measure, task, interactions.get((measure, task)), overrides.get((measure, task))) for task in columns
        )
        for measure in measures
    }


def _cell(measure: str, task: str, usual: Interaction | None, own: Own | None) -> Cell:
    default = usual.sign if usual else Sign.UNKNOWN
    note, sources = (usual.note, usual.sources) if usual else ("", ())
    return Cell(measure, task, own.sign if own else default, default, note, sources, own)


def conflicts(rows: Mapping[str, tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """Return the cells where a measure conflicts with another task."""
    return tuple(cell for row in rows.values() for cell in row if cell.sign == Sign.MINUS)
