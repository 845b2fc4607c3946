"""Need against cover per year: pure, exact, in whole euros.

Condition 5 of the deck (chapter 7): a fitting budget. Money of one year covers costs of that year only: nothing is
moved from a rich year to a poor one without somebody saying so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from governance.instruments.enums import BudgetState, CoverStatus


@dataclass(frozen=True, slots=True)
class Cost:
    """What something costs in each year from first_year up to last_year. amount: whole euros a year.

    measure: key of the measure, None for the process itself.
    """

    measure: int | None
    first_year: int
    last_year: int
    amount: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What one source gives in each year from first_year up to last_year. amount: whole euros a year.

    measure: key of the measure it is meant for, None for anything in the area. max_share: the largest share of the
    costs of that measure (of all costs without one) it may cover, in percent; None when there is no such limit.
    """

    name: str
    status: CoverStatus
    measure: int | None
    first_year: int
    last_year: int
    amount: int
    max_share: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One measure with the years it runs; None when they are not known."""

    key: int
    name: str
    first_year: int | None
    last_year: int | None


class Flag(StrEnum):
    """What asks for attention."""

    MEASURE_WITHOUT_COSTS = "measure-without-costs"
    YEAR_WITHOUT_COSTS = "year-without-costs"
    NO_PROCESS_MONEY = "no-process-money"
    SHARE_TOO_LARGE = "share-too-large"
    MORE_THAN_NEEDED = "more-than-needed"


@dataclass(frozen=True, slots=True)
class Remark:
    """One flag, what it is about, and for which year or percentage (0 when for none)."""

    flag: Flag
    about: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Year:
    """Need and cover of one year in whole euros. missing: neither secured nor pledged; unsure: not secured yet."""

    year: int
    need: int
    secured: int
    pledged: int
    requested: int
    idea: int

    @property
    def missing(self) -> int:
        return max(0, self.need - self.secured - self.pledged)

    @property
    def unsure(self) -> int:
        return max(0, self.need - self.secured)


@dataclass(frozen=True, slots=True)
class Budget:
    """Need against cover of an area, year by year and in total, with what asks for attention.

    total: the sums over the years; its `missing` and `unsure` are those sums too, not those of the totals.
    """

    state: BudgetState
    years: tuple[Year, ...]
    remarks: tuple[Remark, ...]

    @property
    def need(self) -> int:
        return sum(year.need for year in self.years)

    @property
    def secured(self) -> int:
        return sum(year.secured for year in self.years)

    @property
    def pledged(self) -> int:
        return sum(year.pledged for year in self.years)

    @property
    def requested(self) -> int:
        return sum(year.requested for year in self.years)

    @property
    def idea(self) -> int:
        return sum(year.idea for year in self.years)

    @property
    def missing(self) -> int:
        return sum(year.missing for year in self.years)


def reckon(costs: Sequence[Cost], covers: Sequence[Cover], measures: Sequence[Planned]) -> Budget:
    """Set need against cover for every year between the first and the last that has either."""
    years = tuple(_year(year, costs, covers) for year in _years(costs, covers))
    return Budget(_state(years), years, tuple(_remarks(years, costs, covers, measures)))


def _years(costs: Sequence[Cost], covers: Sequence[Cover]) -> range:
    lines: list[Cost | Cover] = [*costs, *covers]
    if not lines:
        return range(0)
    return range(min(line.first_year for line in lines), max(line.last_year for line in lines) + 1)


def _in(line: Cost | Cover, year: int) -> int:
    return line.amount if line.first_year <= year <= line.last_year else 0


def _year(year: int, costs: Sequence[Cost], covers: Sequence[Cover]) -> Year:
    sums = {status: sum(_in(cover, year) for cover in covers if cover.status == status) for status in CoverStatus}
    return Year(
        year=year,
        need=sum(_in(cost, year) for cost in costs),
        secured=sums[CoverStatus.SECURED],
        pledged=sums[CoverStatus.PLEDGED],
        requested=sums[CoverStatus.REQUESTED],
        idea=sums[CoverStatus.IDEA],
    )


def _state(years: Sequence[Year]) -> BudgetState:
    if not any(year.need for year in years):
        return BudgetState.NOTHING
    if any(year.missing for year in years):
        return BudgetState.GAP
    return BudgetState.PLEDGED if any(year.unsure for year in years) else BudgetState.SECURED


def _total(lines: Sequence[Cost | Cover]) -> int:
    return sum(line.amount * (line.last_year - line.first_year + 1) for line in lines)


def _remarks(
    years: Sequence[Year], costs: Sequence[Cost], covers: Sequence[Cover], measures: Sequence[Planned]
) -> Iterator[Remark]:
    yield from _without_costs(costs, measures)
    if costs and all(cost.measure is not None for cost in costs):
        yield Remark(Flag.NO_PROCESS_MONEY)
    for cover in covers:
        counted = [cost for cost in costs if cover.measure in (None, cost.measure)]
        if cover.max_share is not None and _total([cover]) * 100 > _total(counted) * cover.max_share:
            yield Remark(Flag.SHARE_TOO_LARGE, cover.name, cover.max_share)
    for year in years:
        if year.secured + year.pledged > year.need:
            yield Remark(Flag.MORE_THAN_NEEDED, number=year.year)


def _without_costs(costs: Sequence[Cost], measures: Sequence[Planned]) -> Iterator[Remark]:
    for measure in measures:
        own = [cost for cost in costs if cost.measure == measure.key]
        if not own:
            yield Remark(Flag.MEASURE_WITHOUT_COSTS, measure.name)
        elif measure.first_year is not None and measure.last_year is not None:
            for year in range(measure.first_year, measure.last_year + 1):
                if not any(_in(cost, year) for cost in own):
                    yield Remark(Flag.YEAR_WITHOUT_COSTS, measure.name, year)
