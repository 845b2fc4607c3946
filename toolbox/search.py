"""The one search of the toolbox: its list, its suggestions and its exports all ask here."""

from typing import TYPE_CHECKING

from core.search import Question, ask
from core.search import search as search_rows

if TYPE_CHECKING:
    from toolbox.models import PracticeQuerySet


def search(rows: "PracticeQuerySet", typed: str) -> "tuple[PracticeQuerySet, Question]":
    """Find items by words, the best first; an empty question finds everything in its own order.

    rows: what the reader may find, before other filters. Returns the question too, because a mistyped word may have
    been replaced and the reader has to see that.
    """
    question = ask(rows, typed)
    return (search_rows(rows, question) if question.used else rows), question
