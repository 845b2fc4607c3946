"""Full-text search in Dutch with tolerance for typing errors, for every list that has a search vector.

PostgreSQL finds and ranks; a word that occurs nowhere is compared with the words that do occur. The words come from
the same rows that may be found, so a suggestion never gives away a text that the reader may not open.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection, models
from django.db.models import Count, F, Q
from rapidfuzz.distance import OSA

CONFIG = "dutch"
SIMILAR_ENOUGH = 0.7  # share of letters in place; below this a suggestion surprises more than it helps
SHORTEST_MENDED = 4  # letters; shorter words have too many neighbours
LONGEST = 200  # characters of a question; what stands behind it is left out
WORD = re.compile(r"[^\W_]+")

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


@dataclass(frozen=True)
class Replacement:
    """One word as typed, and the word that was searched for instead."""

    typed: str
    used: str


@dataclass(frozen=True)
class Question:
    """What was typed, what was searched for, and the words that were replaced on the way."""

    typed: str
    used: str
    replaced: tuple[Replacement, ...] = ()


def search(rows: Rows, question: Question, *, field: str = "search") -> Rows:
    """Keep the rows that answer the question, the best first, annotated with `rank`. field: a search vector."""
    query = SearchQuery(question.used, config=CONFIG, search_type="websearch")
    return rows.filter(**{field: query}).annotate(rank=SearchRank(F(field), query)).order_by("-rank", "pk")


def ask(rows: "models.QuerySet[Any]", typed: str, *, field: str = "search", words: str = "words") -> Question:
    """Turn what was typed into a question, with mistyped words mended when nothing is found otherwise.

    rows: everything the reader may find, before other filters. field: the vector with Dutch stems; words: the vector
    with words as written. One query when something is found, three when it is not.
    """
    typed = " ".join(typed.replace("\x00", " ").split())[:LONGEST].strip()
    plain = Question(typed=typed, used=typed)
    if not typed or search(rows, plain, field=field).order_by().exists():
        return plain
    unknown = _unknown(rows, WORD.findall(typed.lower()), field)
    return mend(typed, unknown, lexicon(rows, words)) if unknown else plain


def _unknown(rows: "models.QuerySet[Any]", typed: list[str], field: str) -> set[str]:
    """Return the words that find nothing on their own."""
    longer = sorted({word for word in typed if len(word) >= SHORTEST_MENDED})
    counts = {
        f"word{index}": Count("pk", filter=Q(**{field: SearchQuery(word, config=CONFIG)}))
        for index, word in enumerate(longer)
    }
    found = rows.order_by().aggregate(**counts) if counts else {}
    return {word for index, word in enumerate(longer) if not found[f"word{index}"]}


def lexicon(rows: "models.QuerySet[Any]", words: str = "words") -> dict[str, int]:
    """Return every word in these rows with the number of rows it occurs in."""
    statement, parameters = rows.order_by().values(words).query.sql_with_params()
    inner = connection.ops.compose_sql(statement, parameters)  # type: ignore[attr-defined]  # PostgreSQL has it
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat(%s)", [inner])
        return dict(cursor.fetchall())


def mend(typed: str, unknown: set[str], lexicon: Mapping[str, int]) -> Question:
    """Replace each unknown word by the nearest word of the lexicon (word → number of rows), when one is near enough."""
    replaced: dict[str, str] = {}

    def replacement(match: re.Match[str]) -> str:
        word = match.group().lower()
        if word not in unknown or word in lexicon:
            return match.group()
        nearest = _nearest(word, lexicon)
        if nearest is None:
            return match.group()
        replaced[match.group()] = nearest
        return nearest

    used = WORD.sub(replacement, typed)
    return Question(typed, used, tuple(Replacement(word, nearest) for word, nearest in replaced.items()))


def _nearest(word: str, lexicon: Mapping[str, int]) -> str | None:
    """Return the most similar word, the one in most rows when several are as similar; else a longer compound."""
    best: tuple[float, int, str] | None = None
    for candidate, rows in lexicon.items():
        score = OSA.normalized_similarity(word, candidate, score_cutoff=SIMILAR_ENOUGH)
        if score and (best is None or (score, rows, candidate) > best):
            best = (score, rows, candidate)
    if best is not None:
        return best[2]
    compounds = [candidate for candidate in lexicon if candidate.startswith(word)]  # kavel → kavelruil
    return max(compounds, key=lambda candidate: (lexicon[candidate], -len(candidate)), default=None)
