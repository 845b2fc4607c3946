"""Everything that is recorded about the goals of an area, fetched once for all pages of this room."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Func, TextField
from django.db.models.functions import Cast

from governance.instruments import budget, duties, mix
from governance.instruments.enums import Aim, Availability, CoverStatus, Duty, Weighing
from governance.instruments.models import Catalogue, Choice, CostLine, CoverLine, Obligation
from governance.instruments.tables import Instrument
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Effect, Goal, Measure
from pilots.goals.pages.goals import GoalRow, effects_of, goal_row, with_site
from pilots.goals.texts import Library


@dataclass(frozen=True)
class Facts:
    """What is recorded. targets: the goals as they are stored, in the order of the rows in `goals`.

    obligations and serving are kept by the key of the goal, choices by that of the measure, catalogues by their own;
    these may hold more than one area. library: the reference lists behind the names.
    """

    goals: tuple[GoalRow, ...]
    targets: tuple[Goal, ...]
    obligations: dict[int, Obligation]
    measures: dict[int, Measure]
    serving: dict[int, tuple[Measure, ...]]
    choices: dict[int, tuple[Choice, ...]]
    catalogues: dict[int, dict[str, Instrument]]
    costs: tuple[CostLine, ...]
    covers: tuple[CoverLine, ...]
    library: Library

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
    """Fetch what is recorded for an area, without measures that were dropped. Runs nine queries."""
    return facts_of([area.pk])[area.pk]


def facts_of(areas: Collection[int]) -> dict[int, Facts]:
    """Fetch what is recorded for many areas, by the key of the area. Runs nine queries, however many there are."""
    goals = _by_area(areas, with_site(Goal.objects.filter(area__in=areas)).annotate(shape=_SHAPE))
    listed = [goal for own in goals.values() for goal in own]
    effects, library = effects_of(listed), Library({goal.reference_id for goal in listed})
    kept = Measure.objects.filter(area__in=areas).exclude(status=MeasureStatus.DROPPED).without_shapes()
    measures = _by_area(areas, kept.annotate(shape=_SHAPE).order_by("name", "pk"))
    known = {measure.pk: measure for own in measures.values() for measure in own}
    choices = _grouped_choices(areas, known)
    shared: dict[str, Any] = {
        "obligations": {each.goal_id: each for each in Obligation.objects.filter(goal__area__in=areas).order_by()},
        "serving": {goal: _serving(found, known) for goal, found in effects.items()},
        "choices": choices,
        "catalogues": _catalogues(choices),
        "library": library,
    }
    costs, covers = (_by_area(areas, _lines(model, areas)) for model in (CostLine, CoverLine))
    return {
        area: Facts(
            goals=tuple(goal_row(goal, effects[goal.pk], library) for goal in goals[area]),
            targets=tuple(goals[area]),
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


def _lines(model: Any, areas: Collection[int]) -> Iterable[Any]:
    lines = model.objects.filter(area__in=areas).select_related("measure").only(*_NAMED[model])
    return lines.order_by("first_year", "pk")


def _by_area(areas: Collection[int], rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {area: [] for area in areas}
    for row in rows:
        found[row.area_id].append(row)
    return found


def _serving(effects: Iterable[Effect], measures: Mapping[int, Measure]) -> tuple[Measure, ...]:
    served = [measures[effect.measure_id] for effect in effects if effect.measure_id in measures]
    return tuple(sorted(served, key=lambda measure: (measure.name, measure.pk)))


def _grouped_choices(areas: Collection[int], measures: Container[int]) -> dict[int, tuple[Choice, ...]]:
    found: dict[int, tuple[Choice, ...]] = {}
    for choice in Choice.objects.filter(measure__area__in=areas).order_by("pk"):
        if choice.measure_id in measures:
            found[choice.measure_id] = (*found.get(choice.measure_id, ()), choice)
    return found


def _catalogues(choices: dict[int, tuple[Choice, ...]]) -> dict[int, dict[str, Instrument]]:
    used = {choice.catalogue_id for chosen in choices.values() for choice in chosen}
    return {each.pk: _by_code(each.pk, each) for each in Catalogue.objects.filter(pk__in=used)}


@lru_cache(maxsize=16)
def _by_code(_key: int, catalogue: Catalogue) -> dict[str, Instrument]:
    """Read a catalogue once per process: its content never changes."""
    return {one.code: one for one in catalogue.instruments}
