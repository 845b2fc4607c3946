"""Two people edited the same thing: what can be taken over by itself, and what somebody has to choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merge:
    """A three-way comparison, by name of field.

    values: yours, with what only the other changed taken over. taken: those fields. conflicts: fields that both
    changed to something different; `values` holds yours.
    """

    values: dict[str, Any]
    taken: tuple[str, ...]
    conflicts: tuple[str, ...]


def three_way(base: Mapping[str, Any], saved: Mapping[str, Any], yours: Mapping[str, Any]) -> Merge:
    """Compare what you started from, what is saved now and what you filled in."""
    changed = [name for name in yours if saved[name] != base[name] and saved[name] != yours[name]]
    taken = tuple(name for name in changed if yours[name] == base[name])
    conflicts = tuple(name for name in changed if yours[name] != base[name])
    return Merge({**yours, **_only(saved, taken)}, taken, conflicts)


def _only(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}
