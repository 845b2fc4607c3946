"""The obligations of an area, goal by goal."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from governance.instruments import texts
from governance.instruments.duties import judge
from governance.instruments.enums import Clarity, Weighing, WeighingLevel
from governance.instruments.models import Obligation
from governance.instruments.pages.facts import area_facts, obligation_facts
from pilots.areas.models import PilotArea

TONES = {Clarity.CLEAR: "ok", Clarity.PARTLY: "warn", Clarity.LAPSED: "stop", Clarity.NONE: "stop"}


@dataclass(frozen=True)
class ObligationView:
    """What is owed for one goal; every text is "" and every date None while it is not known."""

    goal: str
    site: str
    goal_url: str
    url: str
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
    valid_from: date | None
    valid_to: date | None
    is_fictional: bool


@dataclass(frozen=True)
class ObligationsPage:
    """The obligations of one area."""

    area: str
    rows: tuple[ObligationView, ...]

    @property
    def has_fictional(self) -> bool:
        return any(row.is_fictional for row in self.rows)


def obligations_page(area: PilotArea, *, today: date) -> ObligationsPage:
    """Gather what is owed for every goal of an area. Runs nine queries at most."""
    facts = area_facts(area)
    rows = tuple(
        _view(goal.name, goal.site, goal.url, area.slug, goal.pk, facts.obligations.get(goal.pk), today)
        for goal in facts.goals
    )
    return ObligationsPage(area.name, rows)


def _view(
    goal: str, site: str, goal_url: str, slug: str, pk: int, found: Obligation | None, today: date
) -> ObligationView:
    judgement = judge(obligation_facts(found) if found else None, today)
    row = found or Obligation()
    return ObligationView(
        goal=goal,
        site=site,
        goal_url=goal_url,
        url=reverse("instruments:obligation-edit", args=[slug, pk]),
        clarity=str(judgement.clarity.label),
        tone=TONES[judgement.clarity],
        reason=texts.clarity(judgement),
        duty=row.get_duty_display() if row.duty else "",
        legal_basis=row.legal_basis,
        legal_url=row.legal_url,
        aim=row.get_aim_display() if row.aim else "",
        weighing=weighing_in_words(row),
        accountable=row.accountable,
        due_on=row.due_on,
        reviewed_by=row.reviewed_by,
        reviewed_on=row.reviewed_on,
        open_question=row.open_question,
        note=row.note,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_fictional=row.is_fictional,
    )


def weighing_in_words(obligation: Obligation) -> str:
    """Say whether a weighing may take place and about what; "" while that is not known."""
    if not obligation.weighing:
        return ""
    said = obligation.get_weighing_display()
    levels = ", ".join(str(WeighingLevel(level).label) for level in obligation.weighing_levels)
    return f"{said}: {levels}" if obligation.weighing == Weighing.YES and levels else said
