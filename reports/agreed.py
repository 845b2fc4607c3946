"""What the parties agreed: who decides what, the rules they keep, the agreements, what may be expected when, and trust.

Filled from the pages of the rooms it is about. Those pages are for who is involved with the area, and so is a report.
"""

from dataclasses import dataclass, replace

from core.charts import Figure, for_print
from governance.bodies.pages import BodyCard, TopicRow, model_page
from governance.expectations.pages import ExpectationRow, timeline_page
from governance.pulse.pages import RoundRow, pulse_page
from pilots.areas.models import PilotArea
from reports.words import flat


@dataclass(frozen=True, slots=True)
class Model:
    """Who meets and who decides what. diagram: None without bodies; holes: what lacks, in sentences."""

    bodies: tuple[BodyCard, ...]
    topics: tuple[TopicRow, ...]
    holes: tuple[str, ...]
    diagram: Figure | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What may be expected when. missing: what is not known yet, in sentences."""

    rows: tuple[ExpectationRow, ...]
    missing: tuple[str, ...]
    chart: Figure | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """The trust that people told without their name. least: so many have to answer before anything is shown."""

    rounds: tuple[RoundRow, ...]
    trend: Figure | None
    least: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """The chapter. Every part has its own words for having nothing."""

    model: Model
    timeline: Timeline
    pulse: Pulse


def agreed(area: PilotArea) -> Agreed:
    """Collect what was agreed in an area."""
    return Agreed(model=_model(area), timeline=_timeline(area), pulse=_pulse(area))


def _drawn(figure: Figure | None) -> Figure | None:
    return for_print(figure) if figure and not figure.is_empty else None


def _model(area: PilotArea) -> Model:
    page = model_page(area)
    bodies = tuple(replace(body, purpose=flat(body.purpose)) for body in page.bodies)
    return Model(bodies, page.topics, page.holes, _drawn(page.diagram))


def _timeline(area: PilotArea) -> Timeline:
    page = timeline_page(area)
    rows = tuple(replace(row, note=flat(row.note)) for row in page.rows)
    return Timeline(rows, page.missing, _drawn(page.chart))


def _pulse(area: PilotArea) -> Pulse:
    page = pulse_page(area)
    rounds = tuple(replace(row, follow_up=flat(row.follow_up), figure=_drawn(row.figure)) for row in page.rounds)
    return Pulse(rounds, _drawn(page.trend), page.least)
