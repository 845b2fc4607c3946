"""The measures of an area: what, where, whose, when, what it costs, what it brings, and how parties judge it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import geo, markdown
from pilots.areas.models import PilotArea
from pilots.goals.enums import Criterion, MeasureStatus, Position
from pilots.goals.models import Effect, Measure, Score
from pilots.goals.pages.goals import PlaceFacts, place_facts
from pilots.goals.scoring import Spread, spreads
from pilots.goals.sufficiency import amount
from pilots.goals.texts import Library

STATUS_TONES = {
    MeasureStatus.IDEA: "concept",
    MeasureStatus.STUDY: "neutral",
    MeasureStatus.AGREED: "ok",
    MeasureStatus.RUNNING: "ok",
    MeasureStatus.DONE: "ok",
    MeasureStatus.DROPPED: "neutral",
}

LEAST_SHARED = 0.1  # hectares: less is a line drawn twice


@dataclass(frozen=True)
class EffectRow:
    """What a measure is expected to do for one goal. amount: in words, "" when it is not known."""

    pk: int
    goal: str
    goal_url: str
    amount: str
    source: str
    source_url: str


@dataclass(frozen=True)
class MeasureRow:
    """One measure. owner and costs are "" for who is not involved, or when they are not known.

    tracks: labels of the tracks it works on. position: label; distance_m: 0 when it touches the nearest site.
    """

    pk: int
    url: str
    name: str
    kind_code: str
    kind: str
    tracks: tuple[str, ...]
    status: str
    tone: str
    owner: str
    place: PlaceFacts
    position: str
    nearest_site: str
    distance_m: int | None
    overlap_ha: Decimal | None
    costs: str
    starts_on: date | None
    ends_on: date | None
    effects: tuple[EffectRow, ...]
    is_fictional: bool

    @property
    def is_outside(self) -> bool:
        return self.position == Position.OUTSIDE.label


@dataclass(frozen=True)
class MeasurePage:
    """One measure with its explanation and how parties judge it. spreads: empty for who is not involved.

    notes: (party, own words); score_links: (party, key of the judgement), both only with names.
    """

    row: MeasureRow
    note: SafeString
    cost_source: str
    spreads: tuple[Spread, ...]
    notes: tuple[tuple[str, str], ...]
    score_links: tuple[tuple[str, int], ...]

    @property
    def has_scores(self) -> bool:
        return any(spread.voices for spread in self.spreads)


def measure_rows(measures: QuerySet[Measure], *, is_involved: bool) -> tuple[MeasureRow, ...]:
    """Turn measures (a queryset) into rows. Runs three queries."""
    listed = list(with_parties(measures))
    effects: dict[int, list[Effect]] = {measure.pk: [] for measure in listed}
    for effect in effects_of(effects):
        effects[effect.measure_id].append(effect)
    library = Library(_pinned(listed, effects.values()))
    return tuple(measure_row(measure, effects[measure.pk], library, is_involved=is_involved) for measure in listed)


def with_parties(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Fetch owner, nearest site and area with the measures, without shapes."""
    heavy = (
        "place", "outline", "nearest_site__boundary", "nearest_site__outline", "area__boundary", "area__outline",
    )  # fmt: skip
    return measures.select_related("owner", "nearest_site", "area").defer(*heavy)


def effects_of(measures: Iterable[int]) -> QuerySet[Effect]:
    """Return the effects of these measures with their goals, without shapes."""
    found = Effect.objects.filter(measure__in=measures).select_related("goal__area")
    heavy = ("goal__place", "goal__outline", "goal__area__boundary", "goal__area__outline")
    return found.defer(*heavy).order_by("pk")


def _pinned(measures: Iterable[Measure], effects: Iterable[list[Effect]]) -> set[int]:
    pinned = {measure.reference_id for measure in measures}
    return pinned | {effect.goal.reference_id for group in effects for effect in group}


def measure_row(measure: Measure, effects: Iterable[Effect], library: Library, *, is_involved: bool) -> MeasureRow:
    """Return one measure as a row. effects: its own, with their goal."""
    kind = library.measure_types(measure.reference_id)[measure.kind]
    return MeasureRow(
        pk=measure.pk,
        url=measure.get_absolute_url(),
        name=measure.name,
        kind_code=measure.kind,
        kind=kind.name,
        tracks=tuple(str(track.label) for track in sorted(kind.tracks, reverse=True)),
        status=measure.get_status_display(),
        tone=STATUS_TONES[MeasureStatus(measure.status)],
        owner=str(measure.owner) if is_involved and measure.owner else "",
        place=place_facts(measure),
        position=measure.get_position_display(),
        nearest_site=measure.nearest_site.name if measure.nearest_site else "",
        distance_m=measure.distance_m,
        overlap_ha=measure.overlap_ha,
        costs=costs(measure.cost_low, measure.cost_high) if is_involved else "",
        starts_on=measure.starts_on,
        ends_on=measure.ends_on,
        effects=tuple(effect_row(effect, library) for effect in effects),
        is_fictional=measure.is_fictional,
    )


def effect_row(effect: Effect, library: Library) -> EffectRow:
    """Return what a measure is expected to do for one goal."""
    is_known = effect.low is not None and effect.high is not None
    return EffectRow(
        pk=effect.pk,
        goal=library.goal_name(effect.goal),
        goal_url=effect.goal.get_absolute_url(),
        amount=amount(effect.low or Decimal(0), effect.high or Decimal(0), effect.unit) if is_known else "",
        source=effect.source,
        source_url=effect.source_url,
    )


def costs(low: int | None, high: int | None) -> str:
    """Write a range of whole euros, "" when it is not known."""
    if low is None or high is None:
        return ""
    if low == high:
        return f"€ {_grouped(low)}"
    return _("€ %(low)s to € %(high)s") % {"low": _grouped(low), "high": _grouped(high)}


def _grouped(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def measure_page(measure: Measure, *, is_involved: bool, with_names: bool) -> MeasurePage:
    """Gather what the page of a measure shows. with_names: organisations by name, otherwise only their group."""
    (row,) = measure_rows(Measure.objects.filter(pk=measure.pk), is_involved=is_involved)
    scores = list(measure.scores.select_related("organisation")) if is_involved else []
    voices = [(party(score, with_names=with_names), score) for score in scores]
    return MeasurePage(
        row=row,
        note=markdown.render(measure.note),
        cost_source=measure.cost_source if is_involved else "",
        spreads=spreads((name, steps(score)) for name, score in voices),
        notes=tuple((name, score.note) for name, score in voices if score.note and with_names),
        score_links=tuple((name, score.pk) for name, score in voices if with_names),
    )


def party(score: Score, *, with_names: bool) -> str:
    """Name who judged: the organisation, or only the group it belongs to."""
    if score.organisation and with_names:
        return score.organisation.name
    return str(score.get_group_display())


def steps(score: Score) -> dict[str, int | None]:
    """Return the step per criterion."""
    return {criterion.value: getattr(score, criterion.value) for criterion in Criterion}


@dataclass(frozen=True)
class SharedHectares:
    """Two measures for one goal that lie in the same place: part of what they bring may be counted twice."""

    one: str
    other: str
    hectares: float


def shared_hectares(area: PilotArea) -> tuple[SharedHectares, ...]:
    """Return the pairs of measures of an area that serve the same goal in the same place. Runs two queries."""
    placed = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED).exclude(place=None)
    listed = list(placed.only("name", "place"))
    shapes = {row.pk: geo.load(row.place) for row in listed if row.place}
    goals: dict[int, set[int]] = {row.pk: set() for row in listed}
    for measure, goal in Effect.objects.filter(measure__in=goals).values_list("measure_id", "goal_id"):
        goals[measure].add(goal)
    pairs = [(one, other) for one, other in combinations(listed, 2) if goals[one.pk] & goals[other.pk]]
    found = [
        SharedHectares(one.name, other.name, round(geo.overlap_ha(shapes[one.pk], shapes[other.pk]), 1))
        for one, other in pairs
    ]
    return tuple(pair for pair in found if pair.hectares >= LEAST_SHARED)
