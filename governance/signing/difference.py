"""What is signed, line by line with labels, and what differs between two contents: for people, never as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

# By what an entry of a list is known, so that a new one in between does not make the rest look changed.
NAMES: Final = ("code", "sha256", "title", "name")


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a content. group: what it belongs to ("Question 2.1"), "" at the top; path: where it stands.

    raw: the value as it stands in the content, where `value` says it in words.
    """

    path: tuple[str, ...]
    group: str
    label: str
    value: str
    raw: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; old or new is "" when it was not there."""

    group: str
    label: str
    old: str
    new: str


def flatten(content: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[Line, ...]:
    """List the values of a content. words: a label per key, in reading order; a key without one shows itself.

    A value that is a code is shown in words when there are any for "key:value", or, inside a list or mapping with a key
    of its own, for "list.key:value" or "list.*:value". A key inside it may have a label of its own too: "list.key".
    """
    return tuple(_lines(content, words, (), (), ""))


def compare(old: Mapping[str, Any], new: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[Difference, ...]:
    """List the values that differ, in the order of the new content, with what is gone behind it."""
    before = {line.path: line for line in flatten(old, words)}
    after = {line.path: line for line in flatten(new, words)}
    paths = [*after, *(path for path in before if path not in after)]
    return tuple(
        _difference(before.get(path), after.get(path)) for path in paths if _raw(before, path) != _raw(after, path)
    )


def _raw(lines: Mapping[tuple[str, ...], Line], path: tuple[str, ...]) -> str:
    return lines[path].raw if path in lines else ""


def _difference(old: Line | None, new: Line | None) -> Difference:
    """Say in words what differs; two codes with the same name are told apart by their codes."""
    line = new or old
    assert line is not None  # noqa: S101 -- one of both has the path
    before, after = (each.value if each else "" for each in (old, new))
    if before == after:
        before, after = (each.raw if each else "" for each in (old, new))
    return Difference(line.group, line.label, before, after)


def _lines(
    content: Mapping[str, Any], words: Mapping[str, Any], path: tuple[str, ...], groups: tuple[str, ...], within: str
) -> Iterator[Line]:
    for key in _in_order(content, words):
        value = content[key]
        label = str(words.get(f"{within}.{key}") or words.get(key, key))
        if isinstance(value, Mapping):
            yield from _lines(value, words, (*path, key), (*groups, label), key)
        elif isinstance(value, list | tuple) and any(isinstance(entry, Mapping) for entry in value):
            yield from _entries(value, words, (*path, key), (*groups, label))
        else:
            shown = _in_words(value, key, within, words)
            yield Line((*path, key), " › ".join(groups), label, shown, _shown(value))


def _entries(
    entries: list[Any] | tuple[Any, ...], words: Mapping[str, Any], path: tuple[str, ...], groups: tuple[str, ...]
) -> Iterator[Line]:
    seen: dict[str, int] = {}
    for entry in entries:
        known = entry if isinstance(entry, Mapping) else {"": entry}
        name = next((str(known[key]) for key in NAMES if known.get(key)), "")
        seen[name] = seen.get(name, 0) + 1
        place = (*path, name, str(seen[name]))
        group = (*groups[:-1], f"{groups[-1]} {_short(known, name, path[-1], words)}".strip())
        yield from _lines(known, words, place, group, path[-1])


def _short(entry: Mapping[str, Any], name: str, within: str, words: Mapping[str, Any]) -> str:
    """Call an entry by its code or title, in words when there are any; a hash says nothing to a reader."""
    key = next((key for key in ("code", "title", "name") if entry.get(key)), "")
    return _in_words(entry[key], key, within, words) if key else name[:12]


def _in_words(value: Any, key: str, within: str, words: Mapping[str, Any]) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_in_words(entry, key, within, words) for entry in value)
    found = (words.get(place) for place in (f"{within}.{key}:{value}", f"{within}.*:{value}", f"{key}:{value}"))
    return next((str(each) for each in found if each), "") or _shown(value)


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
