"""The coverage matrix of an area: goals against place, obligation, measures, instruments and budget."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.instruments import texts
from governance.instruments.budget import Budget
from governance.instruments.coverage import Outcomes, cover
from governance.instruments.enums import Aspect, BudgetState, Coverage
from governance.instruments.pages.facts import Facts, area_facts
from pilots.areas.models import PilotArea
from pilots.goals.enums import PlaceKind
from pilots.goals.pages.goals import GoalRow

TONES = {Coverage.DONE: "ok", Coverage.PARTLY: "warn", Coverage.MISSING: "stop"}


@dataclass(frozen=True)
class Cell:
    """One aspect of one goal. state: its label; reasons: what is missing, in sentences; url: where to arrange it."""

    aspect: str
    coverage: Coverage
    state: str
    tone: str
    reasons: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class Row:
    """One goal with its five aspects."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class CoveragePage:
    """The matrix of one area. arranged, total: cells that are arranged, of all cells."""

    area: str
    aspects: tuple[str, ...]
    rows: tuple[Row, ...]
    arranged: int
    total: int

    @property
    def gaps(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What is not arranged yet: goal, aspect, and the reasons."""
        return tuple(
            (row.name, cell.aspect, cell.reasons)
            for row in self.rows
            for cell in row.cells
            if cell.coverage != Coverage.DONE
        )


def coverage_page(area: PilotArea, *, today: date) -> CoveragePage:
    """Judge every goal of an area on its five aspects. Runs nine queries at most."""
    facts = area_facts(area)
    whole = facts.whole_budget()
    rows = tuple(_row(facts, goal, whole, area.slug, today) for goal in facts.goals)
    cells = [cell for row in rows for cell in row.cells]
    return CoveragePage(
        area=area.name,
        aspects=tuple(str(aspect.label) for aspect in Aspect),
        rows=rows,
        arranged=sum(cell.coverage == Coverage.DONE for cell in cells),
        total=len(cells),
    )


def _row(facts: Facts, goal: GoalRow, whole: Budget, slug: str, today: date) -> Row:
    judged = cover(
        Outcomes(
            place=_place(goal),
            clarity=facts.clarity_of(goal.pk, today).clarity,
            has_measures=bool(facts.serving.get(goal.pk)),
            enough=goal.enough.state,
            mix=facts.mix_of(goal.pk, today).state,
            has_costs=facts.has_costs(goal.pk),
            budget=whole.state,
        )
    )
    reasons = _reasons(facts, goal, whole, today)
    addresses = _addresses(goal, slug)
    cells = (
        Cell(str(aspect.label), found, str(found.label), TONES[found], reasons[aspect], addresses[aspect])
        for aspect, found in judged.items()
    )
    return Row(goal.name, goal.url, tuple(cells))


def _place(goal: GoalRow) -> PlaceKind:
    if not goal.place.is_spatial:
        return PlaceKind.NONE
    return PlaceKind.SEARCH_AREA if goal.place.is_search_area else PlaceKind.DRAWN


def _addresses(goal: GoalRow, slug: str) -> dict[Aspect, str]:
    return {
        Aspect.PLACE: goal.url,
        Aspect.OBLIGATION: reverse("instruments:obligation-edit", args=[slug, goal.pk]),
        Aspect.MEASURES: goal.url,
        Aspect.INSTRUMENTS: reverse("instruments:mix", args=[slug]) + f"#doel-{goal.pk}",
        Aspect.BUDGET: reverse("instruments:budget", args=[slug]),
    }


def _reasons(facts: Facts, goal: GoalRow, whole: Budget, today: date) -> dict[Aspect, tuple[str, ...]]:
    has_measures = bool(facts.serving.get(goal.pk))
    clarity = texts.clarity(facts.clarity_of(goal.pk, today))
    return {
        Aspect.PLACE: _place_reasons(goal),
        Aspect.OBLIGATION: (clarity,) if clarity else (),
        Aspect.MEASURES: goal.enough.reasons if has_measures else (_("No measure serves this goal yet."),),
        Aspect.INSTRUMENTS: tuple(map(texts.instrument_remark, facts.mix_of(goal.pk, today).remarks)),
        Aspect.BUDGET: _budget_reasons(facts, goal, whole) if has_measures else (_("Costs follow from measures."),),
    }


def _place_reasons(goal: GoalRow) -> tuple[str, ...]:
    found = _place(goal)
    if found == PlaceKind.NONE:
        return (_("It is not on the map yet."),)
    return (_("The place is a search area."),) if found == PlaceKind.SEARCH_AREA else ()


def _budget_reasons(facts: Facts, goal: GoalRow, whole: Budget) -> tuple[str, ...]:
    known = {line.measure_id for line in facts.costs}
    without = [measure.name for measure in facts.serving.get(goal.pk, ()) if measure.pk not in known]
    found = [_("“%(about)s” has no costs yet.") % {"about": name} for name in without]
    if whole.state == BudgetState.GAP:
        found.append(_("In the whole area %(amount)s is not covered.") % {"amount": texts.euro(whole.missing)})
    if whole.state == BudgetState.PLEDGED:
        unsure = sum(year.unsure for year in whole.years)
        found.append(_("Of the money %(amount)s is pledged, not secured.") % {"amount": texts.euro(unsure)})
    return tuple(found)
