"""Everything that is recorded about the goals of an area, fetched once for all pages of this room."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, Func, TextField
from django.db.models.functions import Cast

from governance.instruments import budget, duties, mix
from governance.instruments.enums import Aim, Availability, CoverStatus, Duty, Weighing
from governance.instruments.models import Choice, CostLine, CoverLine, Obligation
from governance.instruments.pages.catalogue import by_code
from governance.instruments.tables import Instrument
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Effect, Goal, Measure
from pilots.goals.pages.goals import GoalRow, effects_of, goal_row, with_site
from pilots.goals.texts import Library


@dataclass(frozen=True)
class Facts:
    """What is recorded. targets: the goals as they are stored; goals: the same as pages show them, if asked for.

    obligations and serving are kept by the key of the goal, choices by that of the measure, catalogues by their own;
    these may hold more than one area. library: the reference lists behind the names.
    """

    targets: tuple[Goal, ...]
    obligations: dict[int, Obligation]
    measures: dict[int, Measure]
    serving: dict[int, tuple[Measure, ...]]
    choices: dict[int, tuple[Choice, ...]]
    catalogues: dict[int, dict[str, Instrument]]
    costs: tuple[CostLine, ...]
    covers: tuple[CoverLine, ...]
    library: Library
    goals: tuple[GoalRow, ...] = ()

    def instrument(self, choice: Choice) -> Instrument:
        """Return what the catalogue of that moment said about a chosen instrument."""
        return self.catalogues[choice.catalogue_id][choice.instrument]

    def clarity_of(self, goal: int, today: date) -> duties.Judgement:
        """Judge the obligation of one goal."""
        found = self.obligations.get(goal)
        return duties.judge(obligation_facts(found) if found else None, today)

    def mix_of(self, goal: int, today: date) -> mix.Mix:
        """Judge the instruments behind one goal."""
        return mix.judge([self._served(measure) for measure in self.serving.get(goal, ())], today)

    def _served(self, measure: Measure) -> mix.Served:
        chosen = tuple(self.chosen(choice) for choice in self.choices.get(measure.pk, ()))
        return mix.Served(measure.name, measure.ends_on, chosen)

    def chosen(self, choice: Choice) -> mix.Chosen:
        """Return what the judgement of a mix needs of one chosen instrument."""
        instrument = self.instrument(choice)
        follows = self.catalogues[choice.catalogue_id].get(choice.escalates_to)
        return mix.Chosen(
            name=instrument.label,
            force=instrument.force,
            availability=Availability(choice.availability),
            ends_on=choice.available_to or instrument.valid_to,
            checked_on=instrument.checked_on,
            escalates_to=follows.force if follows else None,
        )

    def whole_budget(self) -> budget.Budget:
        """Set need against cover, year by year."""
        return budget.reckon(
            [budget.Cost(line.measure_id, line.first_year, line.last_year, line.amount) for line in self.costs],
            [_cover(line) for line in self.covers],
            [_planned(measure) for measure in self.measures.values()],
        )

    def has_costs(self, goal: int) -> bool:
        """Say whether each measure that serves this goal has a cost line."""
        known = {line.measure_id for line in self.costs}
        return all(measure.pk in known for measure in self.serving.get(goal, ()))


def obligation_facts(obligation: Obligation) -> duties.Facts:
    """Turn a row into what the judgement needs."""
    return duties.Facts(
        duty=Duty(obligation.duty),
        has_basis=bool(obligation.legal_basis),
        aim=Aim(obligation.aim),
        weighing=Weighing(obligation.weighing),
        has_levels=bool(obligation.weighing_levels),
        has_accountable=bool(obligation.accountable),
        is_reviewed=obligation.reviewed_on is not None,
        has_open_question=bool(obligation.open_question),
        valid_to=obligation.valid_to,
    )


def _cover(line: CoverLine) -> budget.Cover:
    return budget.Cover(
        name=line.name,
        status=CoverStatus(line.status),
        measure=line.measure_id,
        first_year=line.first_year,
        last_year=line.last_year,
        amount=line.amount,
        max_share=line.max_share,
    )


def _planned(measure: Measure) -> budget.Planned:
    first = measure.starts_on.year if measure.starts_on else None
    last = measure.ends_on.year if measure.ends_on else None
    return budget.Planned(measure.pk, measure.name, first, last)


# What stands for a drawing where it is signed: its SHA-256, None without a drawing. jsonb is written in a fixed order.
_SHAPE = Func(
    Cast("place", TextField()),
    template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
    output_field=TextField(),
)


def area_facts(area: PilotArea) -> Facts:
    """Fetch what is recorded for an area, without measures that were dropped, for its pages. Runs nine queries."""
    goals = list(with_site(Goal.objects.filter(area=area)).select_related("obligation"))
    effects = effects_of(goals)
    pairs = [(goal, effect.measure_id) for goal, listed in effects.items() for effect in listed]
    found = _facts([area.pk], goals, pairs, for_pages=True)[area.pk]
    rows = tuple(goal_row(goal, effects[goal.pk], found.library) for goal in goals)
    return replace(found, goals=rows)


def facts_of(areas: Collection[int]) -> dict[int, Facts]:
    """Fetch what the start gates of many areas are judged from, by the key of the area: without rows for pages.

    Runs eight queries, however many areas there are.
    """
    goals = Goal.objects.filter(area__in=areas).without_shapes().select_related("obligation")
    pairs = Effect.objects.filter(goal__area__in=areas).order_by("pk").values_list("goal_id", "measure_id")
    return _facts(areas, list(goals.annotate(shape=_SHAPE).order_by("pk")), pairs, for_pages=False)


def _facts(
    areas: Collection[int], goals: Sequence[Goal], effects: Iterable[tuple[int, int]], *, for_pages: bool
) -> dict[int, Facts]:
    """Fetch what belongs to these goals, of which the obligation was fetched with them. effects: goal and measure."""
    kept = Measure.objects.filter(area__in=areas).exclude(status=MeasureStatus.DROPPED).without_shapes()
    measures = _by_area(areas, kept.annotate(shape=_SHAPE).order_by("name", "pk"))
    known = {measure.pk: measure for own in measures.values() for measure in own}
    choices = _grouped_choices(areas, known)
    shared: dict[str, Any] = {
        "obligations": {goal.pk: goal.obligation for goal in goals if hasattr(goal, "obligation")},
        "serving": _serving(goals, effects, known),
        "choices": choices,
        "catalogues": _catalogues(choices),
        "library": Library({goal.reference_id for goal in goals}),
    }
    targets = _by_area(areas, goals)
    costs, covers = (_by_area(areas, _lines(model, areas, for_pages)) for model in (CostLine, CoverLine))
    return {
        area: Facts(
            targets=tuple(targets[area]),
            measures={measure.pk: measure for measure in measures[area]},
            costs=tuple(costs[area]),
            covers=tuple(covers[area]),
            **shared,
        )
        for area in areas
    }


_NAMED = {
    line: (*(each.attname for each in line._meta.concrete_fields), "measure__name") for line in (CostLine, CoverLine)
}


def _lines(model: Any, areas: Collection[int], for_pages: bool) -> Iterable[Any]:
    """Fetch lines of money in their order; for pages with the name of their measure."""
    lines = model.objects.filter(area__in=areas).order_by("first_year", "pk")
    return lines.select_related("measure").only(*_NAMED[model]) if for_pages else lines


def _by_area(areas: Collection[int], rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {area: [] for area in areas}
    for row in rows:
        found[row.area_id].append(row)
    return found


def _serving(
    goals: Iterable[Goal], effects: Iterable[tuple[int, int]], measures: Mapping[int, Measure]
) -> dict[int, tuple[Measure, ...]]:
    served: dict[int, list[Measure]] = {goal.pk: [] for goal in goals}
    for goal, measure in effects:
        if measure in measures and goal in served:
            served[goal].append(measures[measure])
    return {
        goal: tuple(sorted(found, key=lambda measure: (measure.name, measure.pk))) for goal, found in served.items()
    }


def _grouped_choices(areas: Collection[int], measures: Container[int]) -> dict[int, tuple[Choice, ...]]:
    found: dict[int, tuple[Choice, ...]] = {}
    rows = Choice.objects.filter(measure__area__in=areas).annotate(sha256=F("catalogue__sha256"))
    for choice in rows.order_by("pk"):
        if choice.measure_id in measures:
            found[choice.measure_id] = (*found.get(choice.measure_id, ()), choice)
    return found


def _catalogues(choices: Mapping[int, tuple[Choice, ...]]) -> dict[int, dict[str, Instrument]]:
    used = {(one.catalogue_id, one.sha256) for chosen in choices.values() for one in chosen}  # type: ignore[attr-defined]
    return {key: by_code(key, sha256) for key, sha256 in used}
