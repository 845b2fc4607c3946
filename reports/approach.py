"""From goal to budget: the chapter on goals, measures, obligations, instruments and money.

Filled from the pages of the rooms it is about. Those pages are for who is involved with the area, and so is a report;
who owns a measure and how parties judged it stay out: behind a farm or an estate stands a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.charts import Figure, figure, for_print
from governance.instruments.budget import Budget, Year
from governance.instruments.pages.coverage import Cell, CoveragePage, coverage_page
from governance.instruments.pages.mix import ChoiceView, MixPage, mix_page
from governance.instruments.pages.money import BudgetPage, LineView, budget_page, need_chart
from governance.instruments.pages.obligations import ObligationView, obligations_page
from governance.instruments.texts import euro
from pilots.areas.models import PilotArea
from pilots.goals.enums import MeasureStatus
from pilots.goals.models import Measure
from pilots.goals.pages.goals import GoalRow, PlaceFacts, goals_page
from pilots.goals.pages.measures import MeasureRow, measure_rows
from pilots.goals.pages.pressures import tracks_page

YEARS_IN_A_CHART = 4  # two charts stand side by side


@dataclass(frozen=True, slots=True)
class Aspect:
    """One cell of the matrix: an aspect of one goal. reasons: what is missing, in sentences."""

    name: str
    state: str
    tone: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """The obligation of one goal. clarity, tone, reason: how clear it is; other texts are "" while not known."""

    clarity: str
    tone: str
    reason: str
    duty: str
    legal_basis: str
    legal_url: str
    aim: str
    weighing: str
    accountable: str
    due_on: date | None
    reviewed_by: str
    reviewed_on: date | None
    open_question: str
    note: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal. gap: what is lacking, "" when not known; place: in words; mix: how firm its instruments are.

    enough: is it enough, with its reasons and what is still to find out. measures: the names of those that serve it.
    """

    number: int
    key: str
    name: str
    site: str
    direction: str
    gap: str
    place: str
    is_spatial: bool
    due_on: date | None
    openness: str
    source: str
    source_url: str
    is_fictional: bool
    enough: str
    enough_tone: str
    reasons: tuple[str, ...]
    to_know: tuple[str, ...]
    measures: tuple[str, ...]
    owed: Owed
    mix: str
    mix_tone: str
    remarks: tuple[str, ...]
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One instrument of a measure. available, follows: in words, "" when nothing is known or agreed."""

    name: str
    force: str
    tone: str
    available: str
    follows: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """One measure with its instruments. place, period and costs: in words, "" when not known."""

    key: str
    name: str
    kind: str
    status: str
    place: str
    period: str
    costs: str
    effects: tuple[str, ...]
    instruments: tuple[Chosen, ...]
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class MoneyYear:
    """Need and cover of one year, in words; missing: neither secured nor pledged."""

    year: int
    need: str
    secured: str
    pledged: str
    requested: str
    idea: str
    missing: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of costs or cover: what it is for, its years, its amount a year and in total."""

    about: str
    name: str
    status: str
    period: str
    amount: str
    total: str
    note: str


@dataclass(frozen=True, slots=True)
class Money:
    """The budget. total: its sums over all years, of year 0; charts: some years each."""

    state: str
    tone: str
    years: tuple[MoneyYear, ...]
    total: MoneyYear | None
    charts: tuple[Figure, ...]
    remarks: tuple[str, ...]
    costs: tuple[MoneyLine, ...]
    covers: tuple[MoneyLine, ...]
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Approach:
    """What the area works for and how. arranged, total: cells of the matrix; placed: goals that are on the map.

    tracks: the two tracks, each with what is lacking, in sentences; conclusion: whether both have content.
    """

    aspects: tuple[str, ...]
    aims: tuple[Aim, ...]
    arranged: int
    total: int
    placed: int
    conclusion: str
    tracks: tuple[tuple[str, tuple[str, ...]], ...]
    measures: tuple[Planned, ...]
    money: Money

    @property
    def gaps(self) -> tuple[tuple[Aim, Aspect], ...]:
        """What is not arranged yet, goal by goal."""
        return tuple((aim, aspect) for aim in self.aims for aspect in aim.aspects if aspect.tone != "ok")


def approach(area: PilotArea) -> Approach:
    """Gather goals, measures, obligations, instruments and money of this area, as they are today."""
    today = timezone.localdate()
    goals, coverage, mix = goals_page(area), coverage_page(area, today=today), mix_page(area, today=today)
    obligations = {row.goal_url: row for row in obligations_page(area, today=today).rows}
    tracks = tracks_page(area)
    return Approach(
        aspects=coverage.aspects,
        aims=tuple(_aims(goals.goals, obligations, coverage, mix)),
        arranged=coverage.arranged,
        total=coverage.total,
        placed=goals.share.placed,
        conclusion=tracks.conclusion,
        tracks=tuple((track.label, track.lacking) for track in tracks.tracks if track.lacking),
        measures=tuple(_measures(area, mix)),
        money=_money(budget_page(area)),
    )


def _aims(
    goals: Sequence[GoalRow], obligations: dict[str, ObligationView], coverage: CoveragePage, mix: MixPage
) -> Iterator[Aim]:
    """Join what the pages say of each goal; one that was added between two of them waits for the next report."""
    rows = {row.url: row for row in coverage.rows}
    mixes = {each.url: each for each in mix.goals}
    known = [goal for goal in goals if goal.url in obligations and goal.url in rows and goal.url in mixes]
    for number, goal in enumerate(known, start=1):
        found = mixes[goal.url]
        yield Aim(
            number=number,
            key=str(goal.pk),
            name=goal.name,
            site=goal.site,
            direction=goal.direction,
            gap=goal.gap,
            place=_place(goal.place),
            is_spatial=goal.place.is_spatial,
            due_on=goal.due_on,
            openness=goal.openness,
            source=goal.source,
            source_url=goal.source_url,
            is_fictional=goal.is_fictional,
            enough=goal.state,
            enough_tone=goal.tone,
            reasons=goal.enough.reasons,
            to_know=goal.enough.to_know,
            measures=tuple(name for name, _url in goal.measures),
            owed=_owed(obligations[goal.url]),
            mix=found.state,
            mix_tone=found.tone,
            remarks=found.remarks,
            aspects=tuple(map(_aspect, rows[goal.url].cells)),
        )


def _aspect(cell: Cell) -> Aspect:
    return Aspect(cell.aspect, cell.state, cell.tone, cell.reasons)


def _place(place: PlaceFacts) -> str:
    words = [place.kind]
    if place.area_ha is not None:
        words.append(_("%(number)s ha") % {"number": number_format(round(place.area_ha), force_grouping=True)})
    if place.certainty is not None:
        words.append(_("%(percent)d%% certain") % {"percent": place.certainty})
    return ", ".join(words)


def _owed(row: ObligationView) -> Owed:
    return Owed(
        clarity=row.clarity,
        tone=row.tone,
        reason=row.reason,
        duty=row.duty,
        legal_basis=row.legal_basis,
        legal_url=row.legal_url,
        aim=row.aim,
        weighing=row.weighing,
        accountable=row.accountable,
        due_on=row.due_on,
        reviewed_by=row.reviewed_by,
        reviewed_on=row.reviewed_on,
        open_question=row.open_question,
        note=row.note,
        is_fictional=row.is_fictional,
    )


# Measures and their instruments -------------------------------------------------------------------------------------

FORCE_TONES = {"voluntary": "ok", "pressure": "warn"}  # as on the screen; compulsory is neutral


def _measures(area: PilotArea, mix: MixPage) -> Iterator[Planned]:
    chosen = {measure.url: measure.choices for goal in mix.goals for measure in goal.measures}
    chosen |= {measure.url: measure.choices for measure in mix.others}
    kept = Measure.objects.filter(area=area).exclude(status=MeasureStatus.DROPPED).order_by("name", "pk")
    for row in measure_rows(kept, is_involved=True):
        yield Planned(
            key=str(row.pk),
            name=row.name,
            kind=row.kind,
            status=row.status,
            place=_where(row),
            period=_period(row.starts_on, row.ends_on),
            costs=row.costs,
            effects=tuple(f"{effect.goal}: {effect.amount or _('unknown')}" for effect in row.effects),
            instruments=tuple(map(_chosen, chosen.get(row.url, ()))),
            is_fictional=row.is_fictional,
        )


def _where(row: MeasureRow) -> str:
    words = [_place(row.place)]
    if row.place.is_spatial and row.position:
        words.append(row.position.lower())
    return ", ".join(words)


def _period(starts_on: date | None, ends_on: date | None) -> str:
    if starts_on is None and ends_on is None:
        return ""
    return f"{starts_on.year if starts_on else '?'}–{ends_on.year if ends_on else '?'}"


def _chosen(choice: ChoiceView) -> Chosen:
    available = [choice.availability] if choice.availability else []
    if choice.available_to:
        available.append(_("until %(year)d") % {"year": choice.available_to.year})
    follows = [choice.follows, choice.when] if choice.follows else []
    if choice.follows and choice.decided_by:
        follows.append(_("%(body)s decides") % {"body": choice.decided_by})
    return Chosen(
        name=choice.name,
        force=choice.force_label,
        tone=FORCE_TONES.get(choice.force, "neutral"),
        available=", ".join(available),
        follows=". ".join(part.rstrip(".") for part in follows if part),
        is_fictional=choice.is_fictional,
    )


# Money --------------------------------------------------------------------------------------------------------------


def _money(page: BudgetPage) -> Money:
    years = page.years
    return Money(
        state=page.state,
        tone=page.tone,
        years=tuple(_sums(year.year, year) for year in years),
        total=_sums(0, page.budget) if years else None,
        charts=tuple(_charts(page)),
        remarks=page.remarks,
        costs=tuple(map(_line, page.costs)),
        covers=tuple(map(_line, page.covers)),
        is_fictional=page.has_fictional,
    )


def _sums(year: int, row: Year | Budget) -> MoneyYear:
    return MoneyYear(
        year=year,
        need=euro(row.need),
        secured=euro(row.secured),
        pledged=euro(row.pledged),
        requested=euro(row.requested),
        idea=euro(row.idea),
        missing=euro(row.missing),
        is_short=row.missing > 0,
    )


def _charts(page: BudgetPage) -> Iterator[Figure]:
    """Draw the years in groups of equal size, so that no drawing is taller than half a page."""
    count = -(-len(page.years) // YEARS_IN_A_CHART)
    for place in range(count):
        start, end = (len(page.years) * edge // count for edge in (place, place + 1))
        yield for_print(figure(need_chart(page.years[start:end]), f"budget-{place}"))


def _line(line: LineView) -> MoneyLine:
    return MoneyLine(line.about, line.name, line.status, line.period, euro(line.amount), euro(line.total), line.note)
