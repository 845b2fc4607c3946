"""The goals of an area: where, how much, by when, and whether the measures are enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pilots.areas.models import PilotArea
from pilots.goals.enums import SURE_STATUSES, Enough, MeasureStatus, PlaceKind
from pilots.goals.models import Effect, Goal, Placed
from pilots.goals.spatial import SpatialShare, spatial_share
from pilots.goals.sufficiency import Expected, Gap, Sufficiency, amount, judge
from pilots.goals.texts import Library

TONES = {Enough.ENOUGH: "ok", Enough.LIKELY: "ok", Enough.NOT_YET: "warn", Enough.UNKNOWN: "neutral"}


@dataclass(frozen=True)
class PlaceFacts:
    """Where something is. kind: label; is_spatial: it is on the map; certainty: percentage, only of a search area."""

    kind: str
    is_spatial: bool
    is_search_area: bool
    area_ha: Decimal | None
    certainty: int | None


@dataclass(frozen=True)
class GoalRow:
    """One goal. gap: in words with its unit, "" when not known; site: "" when it is tied to none.

    enough: the outcome with its reasons; state, tone: its label and the tone of its badge.
    measures: names and addresses of the measures that serve it.
    """

    pk: int
    url: str
    name: str
    site: str
    direction: str
    gap: str
    place: PlaceFacts
    due_on: date | None
    openness: str
    source: str
    source_url: str
    source_on: date | None
    is_fictional: bool
    enough: Sufficiency
    state: str
    tone: str
    measures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GoalsPage:
    """All goals of one area, with the share that is on the map."""

    area: str
    url: str
    goals: tuple[GoalRow, ...]
    share: SpatialShare

    @property
    def not_spatial(self) -> tuple[GoalRow, ...]:
        return tuple(goal for goal in self.goals if not goal.place.is_spatial)

    @property
    def has_fictional(self) -> bool:
        return any(goal.is_fictional for goal in self.goals)


def goals_page(area: PilotArea) -> GoalsPage:
    """Gather all goals of an area. Runs three queries."""
    rows = goal_rows(Goal.objects.filter(area=area))
    kinds = [_kind(row.place) for row in rows]
    return GoalsPage(area.name, reverse("goals:goal-list", args=[area.slug]), rows, spatial_share(kinds))


def _kind(place: PlaceFacts) -> str:
    if not place.is_spatial:
        return PlaceKind.NONE
    return PlaceKind.SEARCH_AREA if place.is_search_area else PlaceKind.DRAWN


def goal_rows(goals: QuerySet[Goal]) -> tuple[GoalRow, ...]:
    """Turn goals (a queryset) into rows, each judged over its measures. Runs three queries."""
    listed = list(with_site(goals))
    effects = effects_of(listed)
    library = Library({goal.reference_id for goal in listed})
    return tuple(goal_row(goal, effects[goal.pk], library) for goal in listed)


def effects_of(goals: Iterable[Goal]) -> dict[int, list[Effect]]:
    """Return by goal what measures are expected to do for it, dropped ones too. Runs one query."""
    effects: dict[int, list[Effect]] = {goal.pk: [] for goal in goals}
    for effect in Effect.objects.filter(goal__in=effects).select_related("measure").only(*_EXPECTED).order_by("pk"):
        effects[effect.goal_id].append(effect)
    return effects


_EXPECTED = ("goal_id", "measure_id", "low", "high", "unit", "measure__name", "measure__status")


def with_site(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Fetch the site and the area with the goals, without their shapes."""
    heavy = ("place", "outline", "site__boundary", "site__outline", "area__boundary", "area__outline")
    return goals.select_related("site", "area").defer(*heavy)


def goal_row(goal: Goal, effects: Iterable[Effect], library: Library) -> GoalRow:
    """Return one goal as a row. effects: those for this goal, with their measure."""
    listed = list(effects)
    enough = judge_goal(goal, listed)
    return GoalRow(
        pk=goal.pk,
        url=goal.get_absolute_url(),
        name=library.goal_name(goal),
        site=goal.site.name if goal.site else "",
        direction=goal.get_direction_display(),
        gap=gap_in_words(goal),
        place=place_facts(goal),
        due_on=goal.due_on,
        openness=goal.get_openness_display() if goal.openness else "",
        source=goal.source,
        source_url=goal.source_url,
        source_on=goal.source_on,
        is_fictional=goal.is_fictional,
        enough=enough,
        state=str(enough.state.label),
        tone=TONES[enough.state],
        measures=tuple(
            (effect.measure.name, measure_url(goal.area, effect.measure_id))
            for effect in listed
            if effect.measure.status != MeasureStatus.DROPPED
        ),
    )


def judge_goal(goal: Goal, effects: Iterable[Effect]) -> Sufficiency:
    """Say whether the measures of these effects are enough for a goal."""
    return judge(Gap(goal.gap_low, goal.gap_high, goal.unit), [expected(effect) for effect in effects])


def expected(effect: Effect) -> Expected:
    """Return what a measure is expected to do, as the reckoning wants it."""
    measure = effect.measure
    return Expected(
        measure.pk,
        measure.name,
        effect.low,
        effect.high,
        effect.unit,
        is_sure=measure.status in SURE_STATUSES,
        is_dropped=measure.status == MeasureStatus.DROPPED,
    )


def gap_in_words(goal: Goal) -> str:
    """Write how much is lacking, "" when that is not known."""
    if goal.gap_low is None or goal.gap_high is None:
        return ""
    return amount(goal.gap_low, goal.gap_high, goal.unit) if goal.gap_high else _("nothing")


def place_facts(row: Placed) -> PlaceFacts:
    """Return where a goal, measure or initiative is."""
    return PlaceFacts(
        kind=str(PlaceKind(row.place_kind).label),
        is_spatial=row.is_spatial,
        is_search_area=row.place_kind == PlaceKind.SEARCH_AREA,
        area_ha=row.area_ha,
        certainty=row.certainty,
    )


def measure_url(area: PilotArea, pk: int) -> str:
    """Return the address of a measure."""
    return reverse("goals:measure-detail", args=[area.slug, pk])
