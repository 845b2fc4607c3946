"""Which organisations or persons may be the same one: names that look alike, and the same e-mail address."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

ALIKE: Final = 88  # of 100; below this two farms of one family look alike too often
# Words that say what kind of organisation it is, which tells nothing about which one.
EMPTY_WORDS: Final = frozenset(
    {"bv", "b", "v", "vof", "nv", "stichting", "vereniging", "de", "het", "een", "van", "en"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to compare. group: only rows of the same group are compared by name ("" compares with all)."""

    pk: int
    name: str
    email: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be the same. score: 0 to 100; reasons: why they were found."""

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]


def plain(name: str) -> str:
    """Return a name without accents, signs, capitals and words that distinguish nothing."""
    letters = unicodedata.normalize("NFKD", name.lower())
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in letters if not unicodedata.combining(sign)))
    kept = [word for word in words if word not in EMPTY_WORDS]
    return " ".join(kept or words)


def alike(entries: Iterable[Entry]) -> list[Pair]:
    """Return the pairs that may be the same, the surest first. Two rows are compared once, in their own group."""
    entries = sorted(entries, key=lambda entry: entry.pk)
    reasons: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    scores: dict[tuple[int, int], int] = {}
    plains = {entry.pk: plain(entry.name) for entry in entries}
    for one, other in combinations(entries, 2):
        key = (one.pk, other.pk)
        if one.email and one.email.lower() == other.email.lower():
            reasons[key].append(_("the same e-mail address"))
            scores[key] = 100
        score = round(fuzz.token_sort_ratio(plains[one.pk], plains[other.pk])) if one.group == other.group else 0
        if score >= ALIKE:
            same = score == 100
            reasons[key].append(_("the same name") if same else _("names that look alike"))
            scores[key] = max(score, scores.get(key, 0))
    pairs = [Pair(first, second, scores[first, second], tuple(found)) for (first, second), found in reasons.items()]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))


def similar(name: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose name looks like this one, the closest first."""
    wanted = plain(name)
    if not wanted:
        return []
    scored = [(fuzz.token_sort_ratio(wanted, plain(entry.name)), entry) for entry in entries]
    return [entry for score, entry in sorted(scored, key=lambda item: (-item[0], item[1].pk)) if score >= ALIKE]
