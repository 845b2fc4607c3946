"""Everything that is recorded about the goals of an area, fetched once for all pages of this room."""

from dataclasses import dataclass
from datetime import date

from governance.instruments import budget, duties, mix
from governance.instruments.enums import Aim, Availability, CoverStatus, Duty, Weighing
from governance.instruments.models import Catalogue, Choice, CostLine, CoverLine, Obligation
from governance.instruments.tables import Instrument
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Effect, Measure
from pilots.goals.pages.goals import GoalRow, goals_page


@dataclass(frozen=True)
class Facts:
    """What is recorded. serving: measures by the key of the goal they serve; the other keys are named by their type."""

    goals: tuple[GoalRow, ...]
    obligations: dict[int, Obligation]
    measures: dict[int, Measure]
    serving: dict[int, tuple[Measure, ...]]
    choices: dict[int, tuple[Choice, ...]]
    catalogues: dict[int, dict[str, Instrument]]
    costs: tuple[CostLine, ...]
    covers: tuple[CoverLine, ...]

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
        chosen = tuple(self._chosen(choice) for choice in self.choices.get(measure.pk, ()))
        return mix.Served(measure.name, measure.ends_on, chosen)

    def _chosen(self, choice: Choice) -> mix.Chosen:
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


def area_facts(area: PilotArea) -> Facts:
    """Fetch what is recorded for an area, without measures that were dropped. Runs eleven queries at most."""
    kept = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED).without_shapes()
    measures = {measure.pk: measure for measure in kept.order_by("name", "pk")}
    choices = _grouped_choices(area, set(measures))
    return Facts(
        goals=goals_page(area).goals,
        obligations={each.goal_id: each for each in Obligation.objects.filter(goal__area=area)},
        measures=measures,
        serving=_serving(area, measures),
        choices=choices,
        catalogues=_catalogues(choices),
        costs=tuple(CostLine.objects.filter(area=area).select_related("measure").defer(*_SHAPES)),
        covers=tuple(CoverLine.objects.filter(area=area).select_related("measure").defer(*_SHAPES)),
    )


_SHAPES = ("measure__place", "measure__outline")


def _serving(area: PilotArea, measures: dict[int, Measure]) -> dict[int, tuple[Measure, ...]]:
    found: dict[int, tuple[Measure, ...]] = {}
    links = Effect.objects.filter(goal__area=area).order_by("measure__name", "pk").values_list("goal_id", "measure_id")
    for goal, measure in links:
        if measure in measures:
            found[goal] = (*found.get(goal, ()), measures[measure])
    return found


def _grouped_choices(area: PilotArea, measures: set[int]) -> dict[int, tuple[Choice, ...]]:
    found: dict[int, tuple[Choice, ...]] = {}
    for choice in Choice.objects.filter(measure__area=area).order_by("pk"):
        if choice.measure_id in measures:
            found[choice.measure_id] = (*found.get(choice.measure_id, ()), choice)
    return found


def _catalogues(choices: dict[int, tuple[Choice, ...]]) -> dict[int, dict[str, Instrument]]:
    used = {choice.catalogue_id for chosen in choices.values() for choice in chosen}
    return {each.pk: {one.code: one for one in each.instruments} for each in Catalogue.objects.filter(pk__in=used)}
