"""Facets with honest counts: what each choice would show, given every other filter that is on.

Within a facet choices are alternatives (or), between facets they add up (and), as in the filters of the list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Option:
    """One choice of a facet and the number of items it would show."""

    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """One group of choices. `chosen` is the number of choices that are on."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: int


def fits(item: Values, chosen: Values, *, but: str = "") -> bool:
    """Say whether an item passes every facet in which something is chosen, leaving one facet out."""
    return all(not values or name == but or item[name] & values for name, values in chosen.items())


def facets(
    items: Sequence[Values], labels: Mapping[str, tuple[str, Sequence[tuple[str, str]]]], chosen: Values
) -> tuple[Facet, ...]:
    """Count every choice over the items that pass all other facets.

    items: per item its values per facet name. labels: per facet name its label and its (value, label) choices.
    A choice that would show nothing is left out, unless it is on.
    """
    return tuple(
        _facet(name, label, choices, chosen, (item[name] for item in items if fits(item, chosen, but=name)))
        for name, (label, choices) in labels.items()
    )


def _facet(
    name: str, label: str, choices: Sequence[tuple[str, str]], chosen: Values, values: Iterable[frozenset[str]]
) -> Facet:
    counts = Counter(value for found in values for value in found)
    on = chosen.get(name, frozenset())
    options = tuple(
        Option(value, text, counts[value], value in on) for value, text in choices if counts[value] or value in on
    )
    return Facet(name, label, options, sum(option.is_on for option in options))
