"""What is frozen of the rules of conduct, what of that is signed, and what differs between two versions."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from governance.signing.difference import Difference, compare

KIND: Final = "conduct"  # of documents that are signed; the code is the key of the frozen version
WORDS: Final[Mapping[str, Any]] = {
    "number": _("Version"),
    "rules": _("Rule"),
    "title": _("Title"),
    "heading": _("Title"),
    "theme": _("Theme"),
    "text": _("Rule"),
    "breach": _("What happens at a breach"),
    "review_on": _("Looked at again on"),
}


@dataclass(frozen=True, slots=True)
class Frozen:
    """One version of the rules as it was frozen. rules: as stored, each with key, title, theme, text and origin."""

    number: int
    rules: Sequence[Mapping[str, Any]]
    breach: str
    review_on: date


def frozen_of(row: Any) -> Frozen:
    """Return what a stored version froze."""
    return Frozen(row.number, row.rules, row.breach, row.review_on)


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two versions. is_reordered: the rules that both have stand in another order."""

    differences: tuple[Difference, ...]
    is_reordered: bool

    @property
    def is_equal(self) -> bool:
        return not (self.differences or self.is_reordered)


def content_of(version: Frozen) -> dict[str, Any]:
    """Return exactly what partners sign of a version: title, theme and words of each rule, in their order."""
    return {
        "number": version.number,
        "rules": [
            {"title": rule["title"], "theme": rule["theme_name"], "text": rule["text"]} for rule in version.rules
        ],
        "breach": version.breach,
        "review_on": version.review_on,
    }


def compare_versions(old: Frozen, new: Frozen) -> Compared:
    """Say what differs, rule by rule: a rule with another title is still the same rule."""
    before = {rule["key"]: rule["title"] for rule in old.rules}
    after = {rule["key"]: rule["title"] for rule in new.rules}
    names, both = before | after, before.keys() & after.keys()
    renamed = {key for key in both if before[key] != after[key]}
    differences = compare(_by_name(old, names, renamed), _by_name(new, names, renamed), WORDS)
    return Compared(differences, [key for key in before if key in both] != [key for key in after if key in both])


def _by_name(version: Frozen, names: Mapping[str, str], renamed: AbstractSet[str]) -> dict[str, Any]:
    """Return a version with each rule under the title it has in the newest of both, so that they lie side by side."""
    entries = [
        {"title": names[rule["key"]], "theme": rule["theme_name"], "text": rule["text"]}
        | ({"heading": rule["title"]} if rule["key"] in renamed else {})
        for rule in version.rules
    ]
    return {"rules": entries, "breach": version.breach, "review_on": date_format(version.review_on, "j F Y")}
