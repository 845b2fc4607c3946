"""What is signed, line by line with labels, and what differs between two contents: for people, never as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

# By what an entry of a list is known, so that a new one in between does not make the rest look changed.
NAMES: Final = ("code", "sha256", "title", "name")


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a content. group: what it belongs to ("Question 2.1"), "" at the top; path: where it stands."""

    path: tuple[str, ...]
    group: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; old or new is "" when it was not there."""

    group: str
    label: str
    old: str
    new: str


def flatten(content: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[Line, ...]:
    """List the values of a content. words: a label per key, in reading order; a key without one shows itself.

    A value that is a code is shown in words when there are any for "key:value".
    """
    return tuple(_lines(content, words, (), ()))


def compare(old: Mapping[str, Any], new: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[Difference, ...]:
    """List the values that differ, in the order of the new content, with what is gone behind it."""
    before = {line.path: line for line in flatten(old, words)}
    after = {line.path: line for line in flatten(new, words)}
    return tuple(
        Difference(line.group, line.label, _value(before.get(path)), _value(after.get(path)))
        for path, line in {**after, **{path: line for path, line in before.items() if path not in after}}.items()
        if _value(before.get(path)) != _value(after.get(path))
    )


def _value(line: Line | None) -> str:
    return line.value if line else ""


def _lines(
    content: Mapping[str, Any], words: Mapping[str, Any], path: tuple[str, ...], groups: tuple[str, ...]
) -> Iterator[Line]:
    for key in _in_order(content, words):
        value = content[key]
        label = str(words.get(key, key))
        if isinstance(value, Mapping):
            yield from _lines(value, words, (*path, key), (*groups, label))
        elif isinstance(value, list | tuple) and any(isinstance(entry, Mapping) for entry in value):
            yield from _entries(value, words, (*path, key), (*groups, label))
        else:
            shown = str(words.get(f"{key}:{value}", "")) or _shown(value)
            yield Line((*path, key), " › ".join(groups), label, shown)


def _entries(
    entries: list[Any] | tuple[Any, ...], words: Mapping[str, Any], path: tuple[str, ...], groups: tuple[str, ...]
) -> Iterator[Line]:
    seen: dict[str, int] = {}
    for entry in entries:
        known = entry if isinstance(entry, Mapping) else {"": entry}
        name = next((str(known[key]) for key in NAMES if known.get(key)), "")
        seen[name] = seen.get(name, 0) + 1
        place = (*path, name, str(seen[name]))
        group = (*groups[:-1], f"{groups[-1]} {_short(known, name)}".strip())
        yield from _lines(known, words, place, group)


def _short(entry: Mapping[str, Any], name: str) -> str:
    """Call an entry by its code or title; a hash says nothing to a reader."""
    return next((str(entry[key]) for key in ("code", "title", "name") if entry.get(key)), name[:12])


def _in_order(content: Mapping[str, Any], words: Mapping[str, Any]) -> list[str]:
    place = {key: index for index, key in enumerate(words)}
    return sorted(content, key=lambda key: (place.get(key, len(place)), key))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return "; ".join(_shown(entry) for entry in value)
    return str(value)
