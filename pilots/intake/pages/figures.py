"""Draws what a question brought: a chart with its table, and the facts that a chart does not show."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.charts import Bar, BarChart, Figure, Stack, StackedChart, figure, number
from pilots.intake.enums import QuestionKind
from pilots.intake.results import LEAST, Count, Outcome, Part, Spread, share


@dataclass(frozen=True)
class OutcomeView:
    """What one question brought, to show. figure: None when there is nothing to draw; facts: pairs of words.

    asked and answered say how many people; is_hidden: too few answered to tell more.
    """

    key: str
    label: str
    kind: QuestionKind
    kind_label: str
    asked: int
    answered: str
    is_answered: bool
    is_hidden: bool
    figure: Figure | None
    facts: tuple[tuple[str, str], ...]

    @property
    def is_text(self) -> bool:
        return self.kind in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}

    @property
    def is_place(self) -> bool:
        return self.kind == QuestionKind.PLACE

    @property
    def is_file(self) -> bool:
        return self.kind == QuestionKind.FILE


def outcome_view(outcome: Outcome, *, prefix: str = "vraag") -> OutcomeView:
    """Draw one outcome. prefix: keeps the keys of figures apart when a page shows more than one round."""
    return OutcomeView(
        key=outcome.question.key,
        label=str(outcome.question.label),
        kind=outcome.kind,
        kind_label=str(outcome.kind.label),
        asked=outcome.asked,
        answered=number(outcome.answered) if outcome.answered is not None else fewer(),
        is_answered=outcome.answered != 0,
        is_hidden=outcome.is_hidden,
        figure=_figure(outcome, f"{prefix}-{outcome.question.key}"),
        facts=_facts(outcome),
    )


def fewer() -> str:
    """Say that a number is hidden because it is small, or to keep such a number hidden."""
    return _("fewer than %(least)s") % {"least": LEAST}


def shown(count: Count, of: Count) -> str:
    """Write a count with its share of the answers."""
    if count is None:
        return _("hidden")
    part = share(count, of)
    return number(count) if part is None else f"{number(count)} ({part:.0f}%)"


def _figure(outcome: Outcome, key: str) -> Figure | None:
    if not outcome.answered:
        return None
    label = str(outcome.question.label)
    if outcome.cells:
        columns = tuple(str(column.label) for column in outcome.question.columns)
        rows = zip(outcome.question.rows, outcome.cells, strict=True)
        stacks = tuple(Stack(str(row.label), tuple(cells)) for row, cells in rows)
        return figure(StackedChart(label, _("Answers"), columns, stacks, label_head=_("Row")), key)
    if not outcome.parts:
        return None
    bars = tuple(
        Bar(_part_label(outcome, part), part.count, shown(part.count, outcome.answered)) for part in outcome.parts
    )
    return figure(BarChart(label, _("Answers"), bars, label_head=_("Answer")), key)


def _part_label(outcome: Outcome, part: Part) -> str:
    if outcome.kind == QuestionKind.DATE:
        return date_format(datetime.date.fromisoformat(f"{part.label}-01"), "F Y")
    if outcome.kind == QuestionKind.NUMBER:
        return f"{part.label} {outcome.question.unit}".strip()
    return part.label


def _facts(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    spread = outcome.spread
    if spread is None:
        return ()
    facts = [(_("Middle value (median)"), _value(outcome, spread.median))]
    if spread.lowest is not None and spread.highest is not None:
        facts.append((_("Range"), _range(outcome, spread)))
    return tuple(facts)


def _range(outcome: Outcome, spread: Spread) -> str:
    ends: Sequence[str] = [_value(outcome, end) for end in (spread.lowest, spread.highest) if end is not None]
    return _("%(lowest)s to %(highest)s") % {"lowest": ends[0], "highest": ends[1]}


def _value(outcome: Outcome, value: float) -> str:
    if outcome.kind == QuestionKind.DATE:
        return date_format(datetime.date.fromordinal(int(value)))
    if outcome.kind == QuestionKind.NUMBER:
        decimals = outcome.question.decimals if value == round(value, outcome.question.decimals) else 1
        return f"{number_format(value, decimals)} {outcome.question.unit}".strip()
    return number(value)
