"""The budget of an area: need against cover, year by year, with its lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.charts import Figure, GroupedChart, Stack, figure
from governance.instruments import texts
from governance.instruments.budget import Budget, Year
from governance.instruments.enums import BudgetState
from governance.instruments.models import Catalogue, CostLine, CoverLine
from governance.instruments.pages.facts import area_facts
from pilots.areas.models import PilotArea

TONES = {
    BudgetState.SECURED: "ok",
    BudgetState.PLEDGED: "warn",
    BudgetState.GAP: "stop",
    BudgetState.NOTHING: "stop",
}


@dataclass(frozen=True)
class LineView:
    """One line of costs or of cover. about: what it is for; period: its years; total: whole euros over the period."""

    url: str
    about: str
    name: str
    status: str
    period: str
    amount: int
    total: int
    note: str
    is_fictional: bool


@dataclass(frozen=True)
class BudgetPage:
    """The budget of one area. figure: the chart with its table; remarks: what asks for attention, in sentences."""

    area: str
    state: str
    tone: str
    budget: Budget
    years: tuple[Year, ...]
    figure: Figure
    remarks: tuple[str, ...]
    costs: tuple[LineView, ...]
    covers: tuple[LineView, ...]

    @property
    def has_fictional(self) -> bool:
        return any(line.is_fictional for line in (*self.costs, *self.covers))


def budget_page(area: PilotArea) -> BudgetPage:
    """Gather costs and cover of an area. Runs ten queries at most."""
    facts = area_facts(area)
    budget = facts.whole_budget()
    names = _fund_names({line.catalogue_id for line in facts.covers})
    return BudgetPage(
        area=area.name,
        state=str(budget.state.label),
        tone=TONES[budget.state],
        budget=budget,
        years=budget.years,
        figure=figure(need_chart(budget.years), "budget"),
        remarks=tuple(map(texts.budget_remark, budget.remarks)),
        costs=tuple(_cost(line, area.slug) for line in facts.costs),
        covers=tuple(_cover(line, area.slug, names) for line in facts.covers),
    )


def need_chart(years: Iterable[Year]) -> GroupedChart:
    """Return the chart of need and cover in these years; paper shows a few of them at a time."""
    rows = (Stack(str(year.year), (year.need, year.secured, year.pledged, year.missing)) for year in years)
    series = (_("Need"), _("Secured"), _("Pledged"), _("Missing"))
    return GroupedChart(_("Need and cover per year"), _("euro"), series, tuple(rows), label_head=_("Year"))


def _fund_names(catalogues: set[int]) -> dict[tuple[int, str], str]:
    versions = Catalogue.objects.filter(pk__in=catalogues)
    return {(version.pk, fund.code): fund.label for version in versions for fund in version.funds}


def _period(line: CostLine | CoverLine) -> str:
    return str(line.first_year) if line.first_year == line.last_year else f"{line.first_year}–{line.last_year}"


def _total(line: CostLine | CoverLine) -> int:
    return line.amount * (line.last_year - line.first_year + 1)


def _cost(line: CostLine, slug: str) -> LineView:
    return LineView(
        url=reverse("instruments:cost-edit", args=[slug, line.pk]),
        about=line.measure.name if line.measure else str(line.get_process_display()),
        name=line.note,
        status="",
        period=_period(line),
        amount=line.amount,
        total=_total(line),
        note=line.source,
        is_fictional=line.is_fictional,
    )


def _cover(line: CoverLine, slug: str, names: dict[tuple[int, str], str]) -> LineView:
    return LineView(
        url=reverse("instruments:cover-edit", args=[slug, line.pk]),
        about=line.measure.name if line.measure else _("The whole area"),
        name=f"{names.get((line.catalogue_id, line.fund), line.fund)}: {line.name}",
        status=str(line.get_status_display()),
        period=_period(line),
        amount=line.amount,
        total=_total(line),
        note=line.conditions,
        is_fictional=line.is_fictional,
    )
