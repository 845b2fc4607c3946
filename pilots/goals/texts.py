"""The reference lists as pages and forms use them: every version that is asked for, in one query."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import get_language

from core.pack_versions import Loaded, fetch, loaded
from pilots.goals.models import Goal, ReferenceVersion
from pilots.goals.tables import (
    HABITATS,
    MEASURES,
    OTHER,
    PRESSURES,
    TASKS,
    MeasureType,
    PressureKind,
    Subject,
    TaskTables,
    measure_types,
    pressure_kinds,
    subjects,
    task_tables,
)

Table = TypeVar("Table")


class Library:
    """The newest version of each pack, and the versions that rows are pinned to."""

    def __init__(self, pinned: Iterable[int] = ()) -> None:
        """Read them in one query. pinned: keys of versions that must be there besides the newest."""
        newest = ReferenceVersion.objects.newest_each().values("pk")
        versions = ReferenceVersion.objects.filter(Q(pk__in=set(pinned)) | Q(pk__in=newest))
        self._versions: dict[int, ReferenceVersion] = {}
        self._newest: dict[str, ReferenceVersion] = {}
        for version in fetch(versions.order_by("loaded_at", "pk")):
            self._versions[version.pk] = version
            self._newest[version.pack] = version

    def newest(self, pack: str) -> ReferenceVersion:
        """Return the newest version of a pack. Raises KeyError when it was never loaded."""
        return self._newest[pack]

    def has(self, pack: str) -> bool:
        """Say whether a pack was ever loaded."""
        return pack in self._newest

    def subjects(self, version: int | None = None) -> Mapping[str, Subject]:
        """Return the habitat types and species by code, of a version or of the newest one."""
        return self._table(HABITATS, version, subjects)

    def measure_types(self, version: int | None = None) -> Mapping[str, MeasureType]:
        """Return the types of measures by code."""
        return self._table(MEASURES, version, measure_types)

    def pressure_kinds(self, version: int | None = None) -> Mapping[str, PressureKind]:
        """Return the pressures by code."""
        return self._table(PRESSURES, version, pressure_kinds)

    def tasks(self) -> TaskTables:
        """Return the other tasks with the default matrix."""
        return self._table(TASKS, None, task_tables)

    def goal_name(self, goal: Goal) -> str:
        """Return the code and the name of what a goal is about."""
        if goal.subject == OTHER:
            return str(goal)
        found = self.subjects(goal.reference_id).get(goal.subject)
        return found.label if found else goal.subject

    def _table(self, pack: str, version: int | None, read: Callable[[Mapping[str, Any]], Table]) -> Table:
        chosen = self._versions[version] if version is not None else self._newest[pack]
        found: Table = _read(read, loaded(chosen), get_language() or "")
        return found


@lru_cache(maxsize=64)
def _read(read: Callable[[Mapping[str, Any]], Any], version: Loaded, language: str) -> Any:
    """Read a table once per process and language."""
    return read(version.content)


def code_names() -> dict[str, dict[str, str]]:
    """Return by pack what its codes are called: of habitat types and species, types of measures, and other tasks.

    Codes of every version that was ever loaded are known; the newest name wins. Runs one query.
    """
    language = get_language() or ""
    found: dict[str, dict[str, str]] = {pack: {} for pack in _NAMES}
    for version in fetch(ReferenceVersion.objects.filter(pack__in=_NAMES).order_by("loaded_at", "pk")):
        found[version.pack] |= _read(_NAMES[version.pack], loaded(version), language)
    return found


def _subject_names(content: Mapping[str, Any]) -> dict[str, str]:
    return {code: subject.label for code, subject in subjects(content).items()}


def _measure_names(content: Mapping[str, Any]) -> dict[str, str]:
    return {code: kind.name for code, kind in measure_types(content).items()}


def _task_names(content: Mapping[str, Any]) -> dict[str, str]:
    return dict(task_tables(content).tasks)


_NAMES: Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    HABITATS: _subject_names,
    MEASURES: _measure_names,
    TASKS: _task_names,
}
