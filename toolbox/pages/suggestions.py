"""What fits an area from the toolbox, each with the reasons why, and searching among it.

One service for every screen and both PDFs: the rows come from the search of the toolbox (`toolbox.pages.reading.seek`),
the reasons from `toolbox.suggesting`. So who searches here finds what the library finds, in another order.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.search import Question
from governance.leidraad.standings import standing_of
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Measure
from toolbox.enums import MeasureType
from toolbox.facets import Facet
from toolbox.labels import condition_choices, dial_choices, gear_choices
from toolbox.models import Practice
from toolbox.pages.cards import PracticeCard, Source, card, sources_of
from toolbox.pages.reading import PAGE_SIZE, seek
from toolbox.suggesting import Because, Codes, Fit, Item, Reason, best
from typology.gearbox.pages import Needs, needs_of

# The field of an item that holds the codes of a reason.
FIELDS: Mapping[Because, str] = {
    Because.ARRANGE: "dials",
    Because.CONDITION: "conditions",
    Because.GEAR: "gears",
    Because.MEASURE: "measures",
    Because.LANDSCAPE: "landscapes",
    Because.PHASE: "phases",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A toolbox item that fits an area, with the reasons why, in words; without reasons it was only searched for."""

    card: PracticeCard
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """What fits an area now, or one thing it has to arrange.

    gear: code of the needed gear, "" while unknown; total: how many items fit; code, about: of the one thing that has
    to be arranged, "" when it is about the whole area.
    """

    suggestions: tuple[Suggestion, ...]
    gear: str
    total: int = 0
    code: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """Searching in the toolbox for an area: what fits comes first, each with its reasons.

    total: how many items are found; fitting: how many of them fit. Without words and filters only what fits is found.
    """

    area_name: str
    question: Question
    facets: tuple[Facet, ...]
    found: "Page[Any]"
    suggestions: tuple[Suggestion, ...]
    total: int
    fitting: int
    query: str
    is_filtered: bool
    code: str
    about: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an area looks for: codes per kind of reason. needs: what is left to arrange, None for no gearbox."""

    codes: Codes
    needs: Needs = field(default_factory=Needs)
    code: str = ""
    about: str = ""


def wanted_of(area: PilotArea, code: str = "") -> Wanted:
    """Return what an area looks for now. code: of one thing to arrange; one that is not on the list changes nothing.

    Four queries when the standing of the start gate is fresh.
    """
    needs = needs_of(area)
    own = {Because.LANDSCAPE: tuple(filter(None, [area.landscape])), Because.PHASE: (area.phase,)}
    own[Because.GEAR] = tuple(filter(None, [needs.gear]))
    one = next((need for need in needs.open if need.code == code), None) if code else None
    if one is not None:
        about = {Because.ARRANGE: one.dial, Because.CONDITION: one.condition}
        codes = own | {because: (value,) for because, value in about.items() if value}
        return Wanted(codes, needs, code, one.what)
    standing = standing_of(area.pk)
    unmet = [each.code for each in standing.conditions if each.reasons] if standing else []
    own[Because.ARRANGE] = tuple(need.dial for need in needs.open if need.dial)
    own[Because.CONDITION] = tuple(filter(None, [*(need.condition for need in needs.open), *unmet]))
    own[Because.MEASURE] = measure_kinds(area)
    return Wanted(own, needs)


def measure_kinds(area: PilotArea) -> tuple[str, ...]:
    """Return the types of the measures of an area that were not dropped. One query."""
    rows = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED)
    return tuple(rows.order_by("kind").values_list("kind", flat=True).distinct())


def suggestions_page(area: PilotArea, *, code: str = "", limit: int = 4) -> SuggestionsPage:
    """Return what fits an area, or one thing it has to arrange, the best first. Ten queries at most."""
    wanted = wanted_of(area, code)
    fits = _fits(_others(area), wanted.codes)
    found = _suggestions(fits[:limit], _Reasons(area, wanted.codes))
    return SuggestionsPage(found, wanted.needs.gear, len(fits), wanted.code, wanted.about)


def suggestion_list(area: PilotArea, data: QueryDict) -> SuggestionList:
    """Search the toolbox for an area: what the library finds for these words and filters, what fits first."""
    wanted = wanted_of(area, data.get("punt", ""))
    sought = seek(data)
    found = list(sought.rows.values_list("pk", flat=True)) if sought.is_filtered else []
    pool = _others(area).filter(pk__in=found) if sought.is_filtered else _others(area)
    fits = {each.key: each for each in _fits(pool, wanted.codes)}
    rest = [Fit(key, "", ()) for key in found if key not in fits]
    paginator = Paginator([*fits.values(), *rest], PAGE_SIZE)
    page = paginator.get_page(data.get("page"))
    return SuggestionList(
        area_name=area.name,
        question=sought.question,
        facets=sought.facets,
        found=page,
        suggestions=_suggestions(page.object_list, _Reasons(area, wanted.codes)),
        total=paginator.count,
        fitting=len(fits),
        query=sought.query,
        is_filtered=sought.is_filtered,
        code=wanted.code,
        about=wanted.about,
    )


def _others(area: PilotArea) -> QuerySet[Practice]:
    """Return what everybody may read, without what comes from this area itself."""
    return Practice.objects.published().exclude(area=area)


def _fits(rows: QuerySet[Practice], wanted: Codes) -> list[Fit]:
    """Return what fits among these rows, the best first. One query, for codes only."""
    values = rows.order_by().values("pk", "title", *FIELDS.values())
    items = (
        Item(row["pk"], row["title"], {because: frozenset(row[name]) for because, name in FIELDS.items()})
        for row in values
    )
    return list(best(items, wanted))


def _suggestions(fits: Iterable[Fit], words: "_Reasons") -> tuple[Suggestion, ...]:
    """Read what is shown, in one query."""
    chosen = list(fits)
    rows = Practice.objects.defer("search", "words").in_bulk([each.key for each in chosen])
    return tuple(
        Suggestion(card(rows[each.key]), tuple(map(words.say, each.reasons)), sources_of(rows[each.key]))
        for each in chosen
        if each.key in rows
    )


class _Reasons:
    """Says reasons in the active language. Reads the names of codes once, and only of kinds that are wanted."""

    def __init__(self, area: PilotArea, wanted: Codes) -> None:
        names: dict[Because, Callable[[], Mapping[str, Any]]] = {
            Because.ARRANGE: lambda: dict(dial_choices()),
            Because.CONDITION: lambda: dict(condition_choices()),
            Because.GEAR: lambda: dict(gear_choices()),
            Because.MEASURE: lambda: dict(MeasureType.choices),
            Because.LANDSCAPE: lambda: {area.landscape: area.get_landscape_display()},
            Because.PHASE: lambda: {area.phase: area.get_phase_display()},
        }
        self.names = {because: read() for because, read in names.items() if wanted.get(because)}

    def say(self, reason: Reason) -> str:
        """Return one reason as a sentence."""
        sentences = {
            Because.ARRANGE: _("About “%(name)s”, where something is left to arrange"),
            Because.CONDITION: _("Helps with “%(name)s”"),
            Because.GEAR: _("Fits gear %(name)s"),
            Because.MEASURE: _("About a measure of this area: %(name)s"),
            Because.LANDSCAPE: _("Same landscape: %(name)s"),
            Because.PHASE: _("Fits the phase: %(name)s"),
        }
        name = self.names.get(reason.because, {}).get(reason.code, reason.code)
        return sentences[reason.because] % {"name": name}
