"""What the pages and PDF chapters of the toolbox show."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.markdown import render
from core.search import Question
from governance.leidraad.pages import check_page
from pilots.areas.models import PilotArea
from toolbox.enums import PracticeState
from toolbox.facets import Facet, facets
from toolbox.filters import PracticeFilters, values_of
from toolbox.labels import condition_choices, gear_choices
from toolbox.models import Practice
from toolbox.search import search
from typology.gearbox.pages import profile_page

PAGE_SIZE = 12
SECTIONS = {
    "what_was_done": gettext_lazy("What was done"),
    "what_works": gettext_lazy("What works"),
    "what_does_not": gettext_lazy("What does not work"),
    "costs": gettext_lazy("Costs"),
    "time_needed": gettext_lazy("Time needed"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """A toolbox item in a list. `where` is empty for an item that belongs to no place."""

    title: str
    url: str
    summary: str
    kind: str
    where: str
    is_concept: bool
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A toolbox item that fits an area, with the reasons why, in words."""

    card: PracticeCard
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]


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


def list_page(data: QueryDict) -> ListPage:
    """Find published items by words and filters, a page at a time. Six queries at most, whatever is found."""
    rows, question = search(Practice.objects.published(), data.get("q", ""))
    filters = PracticeFilters(data, rows)
    items = [values_of(row) for row in rows.order_by().values(*filters.filters)]
    paginator = Paginator(filters.qs.defer("search", "words"), PAGE_SIZE)
    found = paginator.get_page(data.get("page"))
    query = data.copy()
    query.pop("page", None)
    return ListPage(
        question=question,
        facets=facets(items, filters.labels, filters.chosen),
        found=found,
        cards=tuple(map(card, found)),
        total=paginator.count,
        query=query.urlencode(),
        is_filtered=bool(question.typed or any(filters.chosen.values())),
    )


def card(practice: Practice) -> PracticeCard:
    """Return what a list shows of an item."""
    place = [practice.place, practice.get_province_display()]
    return PracticeCard(
        title=practice.title,
        url=practice.get_absolute_url(),
        summary=practice.summary,
        kind=practice.get_kind_display(),
        where=", ".join(dict.fromkeys(filter(None, place))),
        is_concept=practice.is_concept,
        state=practice.state,
        state_label=practice.get_state_display(),
    )


def practice_page(practice: Practice, user: User | AnonymousUser) -> PracticePage:
    """Return a whole item. The area it comes from is named only to those who may open that area."""
    area = PilotArea.objects.visible_to(user).filter(pk=practice.area_id).first() if practice.area_id else None
    texts = [(str(title), getattr(practice, name)) for name, title in SECTIONS.items()]
    return PracticePage(
        card=card(practice),
        sections=tuple(Section(title, text, render(text)) for title, text in texts if text),
        facts=_facts(practice),
        sources=_sources(practice),
        area=area,
        contact=practice.contact,
        licence=practice.licence,
        reviewed_on=practice.reviewed_on,
        reason=practice.reason,
    )


def _sources(practice: Practice) -> tuple[Source, ...]:
    return tuple(Source(source["title"], source["url"]) for source in practice.sources)


def _facts(practice: Practice) -> tuple[Fact, ...]:
    facts = []
    for name, (label, choices) in PracticeFilters(None, Practice.objects.none()).labels.items():
        values = getattr(practice, name)
        codes = set(values if isinstance(values, list) else [values])
        named = tuple(str(text) for code, text in choices if code in codes)
        if named and name not in {"kind", "province"}:
            facts.append(Fact(str(label), named))
    return tuple(facts)


# Suggestions --------------------------------------------------------------------------------------------------------


def suggestions(
    area: PilotArea | None = None, *, condition_codes: Iterable[str] = (), gear: str = "", limit: int = 6
) -> tuple[Suggestion, ...]:
    """Return the published items that fit best, each with its reasons, the best first.

    condition_codes: open conditions of the guide; gear: the needed gear. An area gets no example of its own. One query
    and those for the names of the codes.
    """
    rows = Practice.objects.published().defer("search", "words")
    if area is not None:
        rows = rows.exclude(area=area)
    named = dict(condition_choices())
    wanted = {code: named.get(code, code) for code in condition_codes}
    gears = dict(gear_choices())
    scored = [(_reasons(row, area, wanted, gear, gears.get(gear, gear)), row) for row in rows]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-sum(pair[0].values()), pair[1].title))
    return tuple(Suggestion(card(row), tuple(reasons), _sources(row)) for reasons, row in best[:limit])


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """What fits an area now. gear: code of the needed gear, "" while unknown."""

    suggestions: tuple[Suggestion, ...]
    gear: str


def suggestions_page(area: PilotArea) -> SuggestionsPage:
    """Return what fits the open conditions and the to-arrange list of an area."""
    check, profile = check_page(area, with_people=False), profile_page(area)
    is_begun = check is not None and check.is_started
    unmet = [condition.code for condition in check.conditions if condition.reasons] if check and is_begun else []
    gear = profile.needed.code if profile and profile.needed else ""
    wanted = dict.fromkeys([*(profile.condition_codes if profile else ()), *unmet])
    return SuggestionsPage(suggestions(area, condition_codes=wanted, gear=gear, limit=4), gear)


def _reasons(
    practice: Practice, area: PilotArea | None, wanted: Mapping[str, str], gear: str, gear_name: str
) -> dict[str, int]:
    """Return why an item fits, with the weight of each reason: open conditions first, then the gear, then the land."""
    reasons = {_("Helps with “%s”") % wanted[code]: 3 for code in practice.conditions if code in wanted}
    if gear and gear in practice.gears:
        reasons[_("Fits gear %s") % gear_name] = 2
    if not reasons or area is None:
        return reasons
    if area.landscape and area.landscape in practice.landscapes:
        reasons[_("Same landscape: %s") % area.get_landscape_display()] = 1
    if area.phase in practice.phases:
        reasons[_("Fits the phase: %s") % area.get_phase_display()] = 1
    return reasons


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
