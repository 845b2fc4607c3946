"""The list of tasks of one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.digest import Line, grouped, lines_for
from accounts.models import User

SHOWN = 8  # tasks on the front page


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list. is_overdue: its date passed."""

    line: Line
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The tasks under one heading, those that are late first, then by date. has_dates: whether any has one."""

    name: str
    tasks: tuple[Task, ...]
    has_dates: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """What there is to do for somebody. groups: what the filters leave; areas and kinds: what can be chosen.

    count and overdue are of everything, also of what the filters leave out.
    """

    groups: tuple[TaskGroup, ...]
    areas: tuple[str, ...]
    kinds: tuple[str, ...]
    count: int
    overdue: int


@dataclass(frozen=True)
class TaskSummary:
    """The first tasks of somebody, as the front page shows them. count and overdue: of all there are."""

    tasks: tuple[Task, ...]
    count: int
    overdue: int


def task_summary(user: User, today: date) -> TaskSummary:
    """Gather the first of what every room has for this person: what has a date before what has none."""
    lines = [line for own in grouped(lines_for(user, today)).values() for line in own]
    first = sorted(lines, key=lambda line: line.due_on or date.max)[:SHOWN]
    tasks = tuple(Task(line, _is_overdue(line, today)) for line in first)
    return TaskSummary(tasks, len(lines), sum(_is_overdue(line, today) for line in lines))


def task_page(user: User, today: date, *, area: str = "", kind: str = "", only_overdue: bool = False) -> TaskPage:
    """Gather what every room has for this person, in the active language."""
    lines = lines_for(user, today)
    shown = [
        line
        for line in lines
        if area in ("", line.area) and kind in ("", line.group) and (not only_overdue or _is_overdue(line, today))
    ]
    return TaskPage(
        groups=tuple(_group(name, mine, today) for name, mine in grouped(shown).items()),
        areas=tuple(sorted({line.area for line in lines if line.area})),
        kinds=tuple(dict.fromkeys(line.group for line in lines)),
        count=len(lines),
        overdue=sum(_is_overdue(line, today) for line in lines),
    )


def _group(name: str, lines: Iterable[Line], today: date) -> TaskGroup:
    tasks = tuple(Task(line, _is_overdue(line, today)) for line in lines)
    return TaskGroup(name, tasks, any(task.line.due_on for task in tasks))


def _is_overdue(line: Line, today: date) -> bool:
    return line.due_on is not None and line.due_on < today
