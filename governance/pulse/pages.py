"""What the page and the PDF chapter about the trust pulse show: sums of closed rounds, never one answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import markdown
from core.charts import Figure, GroupedChart, Stack, StackedChart, figure
from core.packs import label
from governance.pulse import counting
from governance.pulse.models import PulsePack, Round, newest_pack
from pilots.areas.models import PilotArea


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round. answered: how many people, 0 when that is not shown; figure: None while nothing may be shown.

    means: per question, in the order of the questions; empty when nothing may be shown. follow_up: what the team did
    with it.
    """

    pk: int
    opens_on: date
    closes_on: date
    period: str
    answered: int
    means: tuple[float, ...]
    figure: Figure | None
    follow_up: SafeString
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class OpenRound:
    """The round that runs or is to come. at_least: how many answered, in steps of five, so that no answer shows."""

    pk: int
    opens_on: date
    closes_on: date
    codes: int
    at_least: int
    has_begun: bool
    has_ended: bool
    is_fictional: bool

    @property
    def progress(self) -> str:
        """How many people answered, as far as may be told."""
        if not self.at_least:
            return _("fewer than %(number)s answers so far") % {"number": counting.LEAST}
        return _("at least %(number)s answers so far") % {"number": self.at_least}


@dataclass(frozen=True, slots=True)
class PulsePage:
    """The trust pulse of an area. rounds: the closed ones, the newest first; trend: None with fewer than two to show.

    questions: as they are asked now. disclaimer: what to know about them.
    """

    area: str
    running: OpenRound | None
    rounds: tuple[RoundRow, ...]
    trend: Figure | None
    questions: tuple[str, ...]
    least: int
    disclaimer: str

    @property
    def is_empty(self) -> bool:
        return self.running is None and not self.rounds


def pulse_page(area: PilotArea) -> PulsePage:
    """Build the page. Runs three queries, or four without any round."""
    found = list(Round.objects.filter(area=area).select_related("tally").prefetch_related("pack"))
    closed = [one for one in found if one.closed_at]
    pack = found[-1].pack if found else newest_pack()
    tables = pack.tables if pack else None
    rows = [_row(one) for one in closed]
    return PulsePage(
        area=area.name,
        running=next((_running(one) for one in found if not one.closed_at), None),
        rounds=tuple(reversed(rows)),
        trend=_trend(rows, pack) if pack else None,
        questions=tuple(question.text for question in tables.questions) if tables else (),
        least=counting.LEAST,
        disclaimer=label(tables.disclaimer) if tables else "",
    )


def _running(one: Round) -> OpenRound:
    today = timezone.localdate()
    return OpenRound(
        pk=one.pk,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        codes=one.codes,
        at_least=counting.at_least(counting.answered(one.tally.counts)),
        has_begun=one.opens_on <= today,
        has_ended=one.closes_on < today,
        is_fictional=one.is_fictional,
    )


def _row(one: Round) -> RoundRow:
    results = counting.results(one.tally.counts, is_closed=one.closed_at is not None)
    period = f"{date_format(one.opens_on, 'j F Y')} – {date_format(one.closes_on, 'j F Y')}"
    return RoundRow(
        pk=one.pk,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        period=period,
        answered=counting.answered(one.tally.counts) if results else 0,
        means=tuple(result.mean for result in results),
        figure=_figure(one, results, period) if results else None,
        follow_up=markdown.render(one.follow_up),
        is_fictional=one.is_fictional,
    )


def _figure(one: Round, results: Sequence[counting.Result], period: str) -> Figure:
    tables = one.pack.tables
    chart = StackedChart(
        title=_("Answers of %(period)s") % {"period": period},
        unit=_("people"),
        series=tuple(f"{number} {name}" for number, name in tables.steps),
        rows=tuple(
            Stack(question.label, tuple(map(float, result.counts)))
            for question, result in zip(tables.questions, results, strict=True)
        ),
        label_head=_("Question"),
    )
    return figure(chart, f"ronde-{one.pk}")


def _trend(rows: Sequence[RoundRow], pack: PulsePack) -> Figure | None:
    """Compare the means of the rounds that may be shown; all packs ask three questions."""
    shown = [row for row in rows if row.means]
    if len(shown) < 2:
        return None
    chart = GroupedChart(
        title=_("Mean per question, from 1 to 5"),
        unit=_("mean"),
        series=tuple(question.label for question in pack.tables.questions),
        rows=tuple(Stack(row.period, row.means) for row in shown),
        label_head=_("Round"),
    )
    return figure(chart, "verloop")
