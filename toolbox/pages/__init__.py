"""What the pages and PDF chapters of the toolbox show."""

from toolbox.pages.cards import PracticeCard, Source, card
from toolbox.pages.reading import DeskPage, ListPage, PracticePage, desk_page, list_page, practice_page
from toolbox.pages.suggestions import (
    Suggestion,
    SuggestionList,
    SuggestionsPage,
    suggestion_list,
    suggestions_page,
)

__all__ = [
    "DeskPage",
    "ListPage",
    "PracticeCard",
    "PracticePage",
    "Source",
    "Suggestion",
    "SuggestionList",
    "SuggestionsPage",
    "card",
    "desk_page",
    "list_page",
    "practice_page",
    "suggestion_list",
    "suggestions_page",
]
