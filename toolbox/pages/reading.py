"""The toolbox to search and to read, and the desk to write and judge."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.markdown import render
from core.search import Question
from pilots.areas.models import PilotArea
from toolbox.enums import PracticeState
from toolbox.facets import Facet, facets
from toolbox.filters import PracticeFilters, values_of
from toolbox.models import Practice, PracticeQuerySet
from toolbox.pages.cards import PracticeCard, Source, card, sources_of
from toolbox.search import search

PAGE_SIZE = 12
SECTIONS = {
    "what_was_done": gettext_lazy("What was done"),
    "what_works": gettext_lazy("What works"),
    "what_does_not": gettext_lazy("What does not work"),
    "costs": gettext_lazy("Costs"),
    "time_needed": gettext_lazy("Time needed"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the text of an item. `text` is the Markdown, `html` the same, cleaned."""

    title: str
    text: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts of an item."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A toolbox item on its own page."""

    card: PracticeCard
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    area: PilotArea | None
    contact: str
    licence: str
    reviewed_on: datetime.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """The toolbox with a question and filters. `query` is the address of the filters without the page number."""

    question: Question
    facets: tuple[Facet, ...]
    found: "Page[Any]"
    cards: tuple[PracticeCard, ...]
    total: int
    query: str
    is_filtered: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for in the toolbox: words and filters, whatever screen they typed them on.

    rows: the published items that answer it, the best first; query: the address of the filters without page number.
    """

    question: Question
    rows: PracticeQuerySet
    facets: tuple[Facet, ...]
    query: str
    is_filtered: bool


def seek(data: QueryDict) -> Sought:
    """Find published items by words and filters. Five queries at most, and one when the rows are read."""
    rows, question = search(Practice.objects.published(), data.get("q", ""))
    filters = PracticeFilters(data, rows)
    items = [values_of(row) for row in rows.order_by().values(*filters.filters)]
    query = data.copy()
    query.pop("page", None)
    return Sought(
        question=question,
        rows=filters.qs.defer("search", "words"),
        facets=facets(items, filters.labels, filters.chosen),
        query=query.urlencode(),
        is_filtered=bool(question.typed or any(filters.chosen.values())),
    )


def list_page(data: QueryDict) -> ListPage:
    """Find published items by words and filters, a page at a time. Eight queries at most, whatever is found."""
    sought = seek(data)
    paginator = Paginator(sought.rows, PAGE_SIZE)
    found = paginator.get_page(data.get("page"))
    return ListPage(
        question=sought.question,
        facets=sought.facets,
        found=found,
        cards=tuple(map(card, found)),
        total=paginator.count,
        query=sought.query,
        is_filtered=sought.is_filtered,
    )


def practice_page(practice: Practice, user: User | AnonymousUser) -> PracticePage:
    """Return a whole item. The area it comes from is named only to those who may open that area."""
    area = PilotArea.objects.visible_to(user).filter(pk=practice.area_id).first() if practice.area_id else None
    texts = [(str(title), getattr(practice, name)) for name, title in SECTIONS.items()]
    return PracticePage(
        card=card(practice),
        sections=tuple(Section(title, text, render(text)) for title, text in texts if text),
        facts=_facts(practice),
        sources=sources_of(practice),
        area=area,
        contact=practice.contact,
        licence=practice.licence,
        reviewed_on=practice.reviewed_on,
        reason=practice.reason,
    )


def _facts(practice: Practice) -> tuple[Fact, ...]:
    facts = []
    for name, (label, choices) in PracticeFilters(None, Practice.objects.none()).labels.items():
        values = getattr(practice, name)
        codes = set(values if isinstance(values, list) else [values])
        named = tuple(str(text) for code, text in choices if code in codes)
        if named and name not in {"kind", "province"}:
            facts.append(Fact(str(label), named))
    return tuple(facts)


# Writing and judging ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Somebody's own items and, for a curator, what waits for a judgement."""

    own: tuple[PracticeCard, ...]
    waiting: tuple[PracticeCard, ...]


def desk_page(user: User) -> DeskPage:
    """Return the items of this person and those they may judge. Two queries."""
    own = Practice.objects.filter(submitted_by=user).defer("search", "words")
    waiting = Practice.objects.filter(state=PracticeState.REVIEW).defer("search", "words").order_by("updated_at", "pk")
    may_judge = user.has_perm("toolbox.review_practice")
    return DeskPage(tuple(map(card, own)), tuple(map(card, waiting)) if may_judge else ())
