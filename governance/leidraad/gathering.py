"""Gathers what areas have recorded in the form the rules want, and judges the start gate over records and answers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from governance.instruments import mix
from governance.instruments.budget import Budget
from governance.instruments.budget import Flag as BudgetFlag
from governance.instruments.enums import Availability, CoverStatus
from governance.instruments.models import Choice
from governance.instruments.pages.facts import Facts, facts_of
from governance.leidraad.enums import AnswerValue
from governance.leidraad.facts import SURE, Cover, Derived, Goal, Instrument, Kind, Measure, Records, Year, derive
from governance.leidraad.gate import GateResult, Given, assess_gate
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer
from governance.signing.enums import SigningState
from pilots.goals.enums import Openness, PlaceKind, Position, Sign
from pilots.goals.models import Goal as GoalModel
from pilots.goals.models import Measure as MeasureModel
from pilots.goals.models import SignOverride
from pilots.goals.stack import Cell, Own, cells
from pilots.goals.tables import TASKS

Signs = Mapping[tuple[str, str], Own]


class Gathered(NamedTuple):
    """What one area has recorded: as it is stored, and as the rules want it."""

    known: Facts
    records: Records


def gate_of(
    guide: Guide,
    answers: Iterable[Answer],
    derived: Mapping[str, Derived],
    signings: Mapping[str, SigningState] | None = None,
) -> GateResult:
    """Judge the start gate from stored answers and from what the records answer (`derived_of`).

    signings: how far the signatures are by condition; without it the content alone is judged.
    """
    stored = list(answers)
    given = {each.question: Given(AnswerValue(each.value), each.is_planned) for each in stored if each.value}
    planned = {each.question for each in stored if each.is_planned}
    return assess_gate(guide.gate_conditions(), given_of(guide, given, planned, derived), signings)


def given_of(
    guide: Guide, given: Mapping[str, Given], planned: Collection[str], derived: Mapping[str, Derived]
) -> dict[str, Given]:
    """Put the answers of the records in the place of those by hand, for the questions that records answer.

    planned: questions for which is stored who arranges what is missing and when; that counts for both.
    """
    by_hand = {code: each for code, each in given.items() if code not in guide.facts}
    found = {code: Given(each.value, code in planned) for code, each in derived.items() if each.value is not None}
    return {**by_hand, **found}


def derived_of(guide: Guide, records: Records) -> dict[str, Derived]:
    """Answer every question of a guide that the records answer, by its code."""
    return {code: derive(fact, records) for code, fact in guide.facts.items()}


def derived_in(guide: Guide, area: int, *, today: date) -> dict[str, Derived]:
    """Answer those questions for one area. Runs nine queries, and none for a guide without such questions."""
    found = gathered_in(guide, area, today=today)
    return derived_of(guide, found.records) if found else {}


def gathered_in(guide: Guide, area: int, *, today: date) -> Gathered | None:
    """Return what one area has recorded; None for a guide that asks for nothing of it."""
    return gathered_of([area], today=today)[area] if guide.facts else None


def records_of(areas: Collection[int], *, today: date) -> dict[int, Records]:
    """Return what areas have recorded, by the key of the area. Runs nine queries, however many areas there are."""
    return {area: found.records for area, found in gathered_of(areas, today=today).items()}


def gathered_of(areas: Collection[int], *, today: date) -> dict[int, Gathered]:
    """Return what areas have recorded, as it is stored and as the rules want it. Runs nine queries."""
    known = facts_of(areas)
    signs: dict[int, dict[tuple[str, str], Own]] = {area: {} for area in areas}
    rows = SignOverride.objects.filter(area__in=areas).order_by("pk")
    values = rows.values_list("area_id", "measure", "task", "sign", "reason", "replaced")
    for area, measure, task, sign, reason, replaced in values:
        signs[area][measure, task] = Own(Sign(sign), reason, Sign(replaced))
    return {area: Gathered(found, records(found, signs[area], today)) for area, found in known.items()}


def records(known: Facts, signs: Signs, today: date) -> Records:
    """Turn what is known of one area into what the rules want. signs: what it says itself about other tasks."""
    priced = {line.measure_id for line in known.costs}
    budget = known.whole_budget()
    return Records(
        goals=tuple(_goal(known, goal, today) for goal in known.targets),
        measures=tuple(_measure(known, each, each.pk in priced, today) for each in known.measures.values()),
        kinds=tuple(_kinds(known, signs)),
        covers=tuple(_covers(known, budget)),
        years=tuple(_years(known, budget)),
        has_costs=bool(known.costs),
    )


def _goal(known: Facts, goal: GoalModel, today: date) -> Goal:
    return Goal(
        key=goal.pk,
        name=known.library.goal_name(goal),
        has_source=bool(goal.source),
        has_quantity=goal.gap_low is not None and goal.gap_high is not None and bool(goal.unit),
        place=PlaceKind(goal.place_kind),
        has_certainty=goal.certainty is not None,
        has_date=goal.due_on is not None,
        openness=Openness(goal.openness),
        has_openness_note=bool(goal.openness_note),
        obligation=known.clarity_of(goal.pk, today),
        measures=tuple(measure.pk for measure in known.serving.get(goal.pk, ())),
    )


def _measure(known: Facts, measure: MeasureModel, has_costs: bool, today: date) -> Measure:
    chosen = tuple(_instrument(known, measure, choice, today) for choice in known.choices.get(measure.pk, ()))
    return Measure(measure.pk, measure.name, Position(measure.position), has_costs, chosen)


def _instrument(known: Facts, measure: MeasureModel, choice: Choice, today: date) -> Instrument:
    is_known = choice.instrument in known.catalogues[choice.catalogue_id]
    chosen = known.chosen(choice) if is_known else None
    flags = set(mix.flags(mix.Served(measure.name, measure.ends_on, ()), chosen, today)) if chosen else set()
    return Instrument(
        key=choice.pk,
        name=chosen.name if chosen else choice.instrument,
        force=chosen.force if chosen else None,
        availability=Availability(choice.availability),
        ends_too_early=mix.Flag.ENDS_TOO_EARLY in flags,
        needs_check=mix.Flag.NOT_CHECKED in flags,
        follows=chosen.escalates_to if chosen else None,
        has_moment=bool(choice.escalate_when),
        has_decider=bool(choice.decided_by),
    )


def _kinds(known: Facts, signs: Signs) -> Iterable[Kind]:
    used = sorted({measure.kind for measure in known.measures.values()})
    if not used or not known.library.has(TASKS):
        return
    types, tables = known.library.measure_types(), known.library.tasks()
    for code, row in cells(used, tables.tasks, tables.interactions, signs).items():
        unclear = tuple(tables.tasks[cell.task] for cell in row if _is_unclear(cell))
        shown = tuple((cell.task, cell.sign.value, cell.own.reason if cell.own else "") for cell in row)
        yield Kind(code, types[code].name if code in types else code, unclear, shown)


def _is_unclear(cell: Cell) -> bool:
    """Say whether nobody knows how it works out here. “It depends” is an answer only when the area itself says so."""
    return cell.sign == Sign.UNKNOWN or (cell.sign == Sign.DEPENDS and cell.own is None)


def _covers(known: Facts, budget: Budget) -> Iterable[Cover]:
    over = {remark.about for remark in budget.remarks if remark.flag == BudgetFlag.SHARE_TOO_LARGE}
    for line in known.covers:
        status = CoverStatus(line.status)
        yield Cover(line.pk, line.name, status, line.decided_on is not None, line.name in over)


def _years(known: Facts, budget: Budget) -> Iterable[Year]:
    process = [line for line in known.costs if line.measure_id is None]
    free = [line for line in known.covers if line.measure_id is None and line.status in SURE]
    for year in budget.years:
        yield Year(
            year=year.year,
            process=sum(line.amount for line in process if line.first_year <= year.year <= line.last_year),
            free=sum(line.amount for line in free if line.first_year <= year.year <= line.last_year),
            missing=year.missing,
        )
