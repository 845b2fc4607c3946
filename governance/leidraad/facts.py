"""Answers that follow from what an area has recorded: records in, an answer with its reasons out. Pure and total.

A question about every goal (or measure, instrument, source of money) is answered “yes” when its rule holds for all of
them, “partly” when it holds for some and “no” when it holds for none. Without any of them there is no answer yet, and
the result says what has to be recorded first. The rules stand beside their key in `enums.Fact`; which question asks for
which key stands in the guide. Source of the questions: deck, chapter 7; the rules are our own proposal (concept).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from governance.instruments.duties import Judgement, Missing
from governance.instruments.enums import Availability, Clarity, CoverStatus, Force
from governance.leidraad.enums import AnswerValue, Fact, Lack, Todo
from pilots.goals.enums import Openness, PlaceKind, Position

# Records in ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Goal:
    """What is recorded about one goal. measures: keys of those that serve it, without the ones that were dropped."""

    key: int
    name: str
    has_source: bool
    has_quantity: bool
    place: PlaceKind
    has_certainty: bool
    has_date: bool
    openness: Openness
    has_openness_note: bool
    obligation: Judgement
    measures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument chosen for a measure. force: None when the catalogue does not know it.

    follows: the force of what comes when it does not work, None when nothing was agreed.
    """

    key: int
    name: str
    force: Force | None
    availability: Availability
    ends_too_early: bool
    needs_check: bool
    follows: Force | None
    has_moment: bool
    has_decider: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """What is recorded about one measure that was not dropped."""

    key: int
    name: str
    position: Position
    has_costs: bool
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of measure in use. unclear: the other tasks of which nobody said how it works out on them here.

    signs: per other task its code, how it works out on it, and why that is different here ("" where it is not).
    """

    key: str
    name: str
    unclear: tuple[str, ...]
    signs: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """One source of money. is_over_share: it gives more than the share of the costs it may cover."""

    key: int
    name: str
    status: CoverStatus
    has_decision: bool
    is_over_share: bool


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the budget, in whole euros. missing: neither pledged nor secured, of all costs.

    process: costs of the process itself; free: money pledged or secured that is not tied to one measure.
    """

    year: int
    process: int
    free: int
    missing: int


@dataclass(frozen=True, slots=True)
class Records:
    """What one area has recorded. has_costs: there is at least one line of costs."""

    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    kinds: tuple[Kind, ...] = ()
    covers: tuple[Cover, ...] = ()
    years: tuple[Year, ...] = ()
    has_costs: bool = False


# Answers out ---------------------------------------------------------------------------------------------------------


class Subject(StrEnum):
    """What kind of record a reason is about."""

    GOAL = "goal"
    MEASURE = "measure"
    INSTRUMENT = "instrument"
    KIND = "kind"
    COVER = "cover"
    YEAR = "year"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Reason:
    """One record for which the rule does not hold, and what it lacks. key: of the record, 0 for the whole budget.

    details: names that say which part of it (measures without a place, other tasks); amount: whole euros, or None.
    """

    subject: Subject
    key: int | str
    name: str
    lacks: tuple[Lack, ...]
    details: tuple[str, ...] = ()
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """The answer that follows from the records. value: None when they cannot answer yet, and then `todo` says why.

    subject: what the rule asks about; held, total: for how many of them it holds; reasons: the others, in their order.
    """

    fact: Fact
    value: AnswerValue | None
    subject: Subject
    held: int = 0
    total: int = 0
    reasons: tuple[Reason, ...] = ()
    todo: Todo | None = None


def derive(fact: Fact, records: Records) -> Derived:
    """Answer one question from the records of an area. Total: every key over any records."""
    subject, needs, judge = _RULES[fact]
    todo = next((need for need in (Todo.GOALS, *needs) if not _HAS[need](records)), None)
    if todo is not None:
        return Derived(fact, None, subject, todo=todo)
    found = tuple(judge(records))
    if not found:
        return Derived(fact, None, subject, todo=(Todo.GOALS, *needs)[-1])
    reasons = tuple(reason for reason in found if reason.lacks)
    return Derived(fact, _value(len(reasons), len(found)), subject, len(found) - len(reasons), len(found), reasons)


def _value(failed: int, total: int) -> AnswerValue:
    if not failed:
        return AnswerValue.YES
    return AnswerValue.NO if failed == total else AnswerValue.PARTLY


_HAS: Final[Mapping[Todo, Callable[[Records], bool]]] = MappingProxyType({
    Todo.GOALS: lambda records: bool(records.goals),
    Todo.MEASURES: lambda records: bool(records.measures),
    Todo.INSTRUMENTS: lambda records: any(measure.instruments for measure in records.measures),
    Todo.COSTS: lambda records: records.has_costs,
    Todo.COVERS: lambda records: bool(records.covers),
})  # fmt: skip

Judge = Callable[[Records], Iterable[Reason]]
"""Yields a reason for every record the rule asks about; without lacks when the rule holds for it."""


# Goals ---------------------------------------------------------------------------------------------------------------


def _each_goal(lacks: Callable[[Goal], Iterable[Lack]]) -> Judge:
    return lambda records: (Reason(Subject.GOAL, goal.key, goal.name, tuple(lacks(goal))) for goal in records.goals)


def _named(goal: Goal) -> Iterator[Lack]:
    if not goal.has_source:
        yield Lack.SOURCE


def _specific(goal: Goal) -> Iterator[Lack]:
    if not goal.has_quantity:
        yield Lack.QUANTITY
    if goal.place == PlaceKind.NONE:
        yield Lack.PLACE
    if goal.place == PlaceKind.SEARCH_AREA and not goal.has_certainty:
        yield Lack.CERTAINTY
    if not goal.has_date:
        yield Lack.DATE


def _openness(goal: Goal) -> Iterator[Lack]:
    """A goal that is partly open must say which part; fixed and open speak for themselves."""
    if goal.openness == Openness.UNKNOWN:
        yield Lack.OPENNESS
    if goal.openness == Openness.PARTLY and not goal.has_openness_note:
        yield Lack.OPENNESS_NOTE


def _outside(records: Records) -> Iterator[Reason]:
    measures = {measure.key: measure for measure in records.measures}
    for goal in records.goals:
        serving = [measures[key] for key in goal.measures if key in measures]
        unplaced = tuple(measure.name for measure in serving if measure.position == Position.UNKNOWN)
        lacks = (Lack.MEASURE,) if not serving else (Lack.POSITION,) if unplaced else ()
        yield Reason(Subject.GOAL, goal.key, goal.name, lacks, unplaced)


def _tasks(records: Records) -> Iterator[Reason]:
    for kind in records.kinds:
        yield Reason(Subject.KIND, kind.key, kind.name, (Lack.SIGNS,) if kind.unclear else (), kind.unclear)


def _owed(*asked: Missing) -> Judge:
    """Ask for parts of the obligation of each goal. A lapsed one answers nothing, whatever it says."""

    def lacks(goal: Goal) -> Iterator[Lack]:
        found = goal.obligation
        is_described = found.clarity != Clarity.NONE or bool(found.missing)
        missing = found.missing if is_described else _UNDESCRIBED
        yield from (_MISSING[part] for part in asked if part in missing)
        if found.clarity == Clarity.LAPSED:
            yield Lack.VALIDITY

    return _each_goal(lacks)


# What is missing when nobody described the obligation; the other two only arise once something is said.
_UNDESCRIBED: Final = frozenset(Missing) - {Missing.LEVELS, Missing.OPEN_QUESTION}


_MISSING: Final[Mapping[Missing, Lack]] = MappingProxyType({
    Missing.DUTY: Lack.DUTY,
    Missing.BASIS: Lack.BASIS,
    Missing.REVIEW: Lack.REVIEW,
    Missing.OPEN_QUESTION: Lack.OPEN_QUESTION,
    Missing.AIM: Lack.AIM,
    Missing.WEIGHING: Lack.WEIGHING,
    Missing.LEVELS: Lack.LEVELS,
    Missing.ACCOUNTABLE: Lack.ACCOUNTABLE,
})  # fmt: skip


# Measures and instruments --------------------------------------------------------------------------------------------


def _each_measure(lacks: Callable[[Measure], Iterable[Lack]]) -> Judge:
    return lambda records: (
        Reason(Subject.MEASURE, measure.key, measure.name, tuple(lacks(measure))) for measure in records.measures
    )


def _chosen(measure: Measure) -> Iterator[Lack]:
    if not measure.instruments:
        yield Lack.INSTRUMENT


def _costs(measure: Measure) -> Iterator[Lack]:
    if not measure.has_costs:
        yield Lack.COSTS


_WEIGHT: Final[Mapping[Force | None, int]] = MappingProxyType(
    {None: 0, Force.VOLUNTARY: 1, Force.PRESSURE: 2, Force.COMPULSORY: 3}
)


def _escalation(measure: Measure) -> tuple[Lack, ...]:
    """Return what the instrument that comes closest still lacks; nothing when one is compulsory."""
    if not measure.instruments:
        return (Lack.INSTRUMENT,)
    return min((tuple(_unescalated(one)) for one in measure.instruments), key=len)


def _unescalated(instrument: Instrument) -> Iterator[Lack]:
    if instrument.force == Force.COMPULSORY:
        return
    if _WEIGHT[instrument.follows] <= _WEIGHT[instrument.force]:
        yield Lack.HEAVIER
    if not instrument.has_moment:
        yield Lack.MOMENT
    if not instrument.has_decider:
        yield Lack.DECIDER


def _each_instrument(lacks: Callable[[Instrument], Iterable[Lack]]) -> Judge:
    return lambda records: (
        Reason(Subject.INSTRUMENT, one.key, one.name, tuple(lacks(one)), (measure.name,))
        for measure in records.measures
        for one in measure.instruments
    )


def _force(instrument: Instrument) -> Iterator[Lack]:
    if instrument.force is None:
        yield Lack.FORCE


def _available(instrument: Instrument) -> Iterator[Lack]:
    if instrument.availability == Availability.UNKNOWN:
        yield Lack.AVAILABLE
    if instrument.availability in {Availability.PLANNED, Availability.CLOSED}:
        yield Lack.NOT_OPEN
    if instrument.ends_too_early:
        yield Lack.TOO_SHORT
    if instrument.needs_check:
        yield Lack.CHECK


# Money ---------------------------------------------------------------------------------------------------------------

SURE: Final = frozenset({CoverStatus.PLEDGED, CoverStatus.SECURED})


def _covers(records: Records) -> Iterator[Reason]:
    for cover in records.covers:
        lacks = [Lack.DECISION] if cover.status in SURE and not cover.has_decision else []
        lacks += [Lack.SHARE] if cover.is_over_share else []
        yield Reason(Subject.COVER, cover.key, cover.name, tuple(lacks))


def _process(records: Records) -> Iterator[Reason]:
    """Judge every year with costs of the process; without any such year the budget forgot them."""
    years = [year for year in records.years if year.process]
    for year in years:
        short = max(0, year.process - year.free)
        yield Reason(Subject.YEAR, year.year, str(year.year), (Lack.COVER,) if short else (), amount=short or None)
    if not years:
        yield Reason(Subject.BUDGET, 0, "", (Lack.PROCESS_COSTS,))


def _shortage(records: Records) -> Iterator[Reason]:
    """Judge whether its size is known (every measure has costs) and whether there is one (every year is covered)."""
    yield from _each_measure(_costs)(records)
    for year in records.years:
        lacks = (Lack.COVER,) if year.missing else ()
        yield Reason(Subject.YEAR, year.year, str(year.year), lacks, amount=year.missing or None)


# Every key -----------------------------------------------------------------------------------------------------------

_RULES: Final[Mapping[Fact, tuple[Subject, Sequence[Todo], Judge]]] = MappingProxyType({
    Fact.GOALS_NAMED: (Subject.GOAL, (), _each_goal(_named)),
    Fact.GOALS_SPECIFIC: (Subject.GOAL, (), _each_goal(_specific)),
    Fact.MEASURES_OUTSIDE: (Subject.GOAL, (), _outside),
    Fact.GOALS_OPENNESS: (Subject.GOAL, (), _each_goal(_openness)),
    Fact.OTHER_TASKS: (Subject.KIND, (Todo.MEASURES,), _tasks),
    Fact.DUTY: (Subject.GOAL, (), _owed(Missing.DUTY, Missing.BASIS, Missing.REVIEW, Missing.OPEN_QUESTION)),
    Fact.AIM: (Subject.GOAL, (), _owed(Missing.AIM)),
    Fact.WEIGHING: (Subject.GOAL, (), _owed(Missing.WEIGHING, Missing.LEVELS)),
    Fact.ACCOUNTABLE: (Subject.GOAL, (), _owed(Missing.ACCOUNTABLE)),
    Fact.INSTRUMENTS_CHOSEN: (Subject.MEASURE, (Todo.MEASURES,), _each_measure(_chosen)),
    Fact.INSTRUMENTS_FORCE: (Subject.INSTRUMENT, (Todo.MEASURES, Todo.INSTRUMENTS), _each_instrument(_force)),
    Fact.ESCALATION: (Subject.MEASURE, (Todo.MEASURES,), _each_measure(_escalation)),
    Fact.AVAILABILITY: (Subject.INSTRUMENT, (Todo.MEASURES, Todo.INSTRUMENTS), _each_instrument(_available)),
    Fact.MEASURE_COSTS: (Subject.MEASURE, (Todo.MEASURES,), _each_measure(_costs)),
    Fact.COVER_CERTAINTY: (Subject.COVER, (Todo.COVERS,), _covers),
    Fact.PROCESS_MONEY: (Subject.YEAR, (Todo.COSTS,), _process),
    Fact.SHORTAGE: (Subject.BUDGET, (Todo.COSTS,), _shortage),
})  # fmt: skip
