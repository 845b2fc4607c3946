"""What differs between two versions of the codebook, and what that means for answers sorted with the old one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pilots.codebook.tables import Theme, Themes

Kind = Literal["added", "removed", "renamed", "redefined", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One theme that differs; old is None for an added one, new is None for a removed one."""

    kind: Kind
    code: str
    old: Theme | None
    new: Theme | None


def compare(old: Themes, new: Themes) -> tuple[Change, ...]:
    """List what a newer version adds, renames, defines or places differently, or removes.

    Follows the order of the new version, with the removed themes last. One theme may change in several ways.
    """
    removed = [Change("removed", theme.code, theme, None) for theme in old.all if theme.code not in new.by_code]
    return (*(change for theme in new.all for change in _changes(old.get(theme.code), theme)), *removed)


def _changes(old: Theme | None, new: Theme) -> Iterator[Change]:
    if old is None:
        yield Change("added", new.code, None, new)
        return
    if old.name != new.name:
        yield Change("renamed", new.code, old, new)
    if (old.definition, old.use, old.avoid) != (new.definition, new.use, new.avoid):
        yield Change("redefined", new.code, old, new)
    if old.parent != new.parent:
        yield Change("moved", new.code, old, new)
