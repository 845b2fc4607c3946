"""Who is above whom: following the lines along which bodies report, also when they run in a circle."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def above(lines: Iterable[tuple[Key, Key]]) -> dict[Key, frozenset[Key]]:
    """Return per body all bodies above it, however far. lines: from a body to the one it reports to."""
    direct: dict[Key, set[Key]] = {}
    for lower, higher in lines:
        direct.setdefault(lower, set()).add(higher)
        direct.setdefault(higher, set())
    return {key: frozenset(_reached(key, direct)) for key in direct}


def _reached(start: Key, direct: Mapping[Key, set[Key]]) -> set[Key]:
    seen: set[Key] = set()
    waiting = list(direct[start])
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += direct[key]
    return seen


def makes_circle(lines: Iterable[tuple[Key, Key]], lower: Key, higher: Key) -> bool:
    """Say whether a new line from `lower` to `higher` would let somebody report to themselves in the end."""
    return lower == higher or lower in above(lines).get(higher, frozenset())


def levels(keys: Iterable[Key], lines: Iterable[tuple[Key, Key]]) -> dict[Key, int]:
    """Return how deep each body lies: 0 for one that reports to nobody, else one below the lowest it reports to.

    A body in a circle counts as deep as the number of bodies above it, so the function always ends.
    """
    lines = list(lines)
    over = above(lines)
    direct: dict[Key, list[Key]] = {}
    for lower, higher in lines:
        direct.setdefault(lower, []).append(higher)
    found: dict[Key, int] = {}
    for key in sorted(keys, key=lambda one: len(over.get(one, ()))):
        if key in over.get(key, ()):
            found[key] = len(over[key])
        else:
            found[key] = max((found.get(higher, 0) + 1 for higher in direct.get(key, ())), default=0)
    return found
