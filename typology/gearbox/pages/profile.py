"""The profile of a collaboration: current and needed gear, the dials, and what the needed gear still asks."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.packs import label
from pilots.areas.models import PilotArea
from typology.gearbox.gears import Gap, Profile, Verdict, profile
from typology.gearbox.models import Collaboration
from typology.gearbox.pages.words import (
    AnswerLine,
    DialLine,
    GearLine,
    RuleLine,
    SourceLine,
    Words,
    gear_line,
    source_lines,
)
from typology.gearbox.tables import HIGHEST, REGIE


@dataclass(frozen=True, slots=True)
class ToArrange:
    """One line of the to-arrange list. `condition` is the code of the condition of the guide it belongs to."""

    dial: str
    dial_code: str
    level: int
    demanded: int
    what: str
    who: str
    why: tuple[AnswerLine, ...]
    condition: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Notch:
    """One step of a dial in the drawing: its place, and whether it is reached and asked for."""

    x: int
    is_reached: bool
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One dial in the drawing. `y` is the top of its row in the units of the drawing."""

    y: int
    name: str
    notches: tuple[Notch, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of the dials, and the same in one sentence per dial for who does not see it."""

    height: int
    tracks: tuple[Track, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The whole schakelbak of an area, for the screen and for PDF.

    current: None when not even gear 1 is arranged; needed: None while the questions about the task are open, of which
    there are `task_open`. blocking: what keeps the current gear from the next. rules: why the needed gear is needed.
    """

    area_name: str
    current: GearLine | None
    needed: GearLine | None
    verdict: str
    headline: str
    dials: tuple[DialLine, ...]
    rules: tuple[RuleLine, ...]
    task: tuple[AnswerLine, ...]
    task_open: int
    blocking: tuple[ToArrange, ...]
    to_arrange: tuple[ToArrange, ...]
    chart: Chart
    answered: int
    total: int
    version: str
    status: str
    is_concept: bool
    is_fictional: bool
    updated_at: datetime.datetime
    updated_by: str


def profile_page(of: PilotArea | Collaboration) -> ProfilePage | None:
    """Return the schakelbak of an area; None when it was not started. One query for an area, none for a collaboration
    that was read with its area, version and person.
    """
    collaboration = of if isinstance(of, Collaboration) else find_collaboration(of)
    return profile_of(collaboration) if collaboration else None


def find_collaboration(area: PilotArea) -> Collaboration | None:
    """Return the current collaboration of an area with all a page needs. One query."""
    return Collaboration.objects.select_related("area", "version", "updated_by").current().filter(area=area).first()


def profile_of(collaboration: Collaboration) -> ProfilePage:
    """Return the profile of a collaboration that was read with its area, version and person. No queries."""
    tables = collaboration.version.tables
    outcome = profile(tables, collaboration.answers)
    words = Words(collaboration.answers, collaboration.explanations)
    task = tuple(words.task(tables, question.code) for question in tables.task_questions)
    dials = tuple(words.dial(state, outcome.needed.gear) for state in outcome.states)
    return ProfilePage(
        area_name=collaboration.area.name,
        current=gear_line(outcome.current, tables) if outcome.current else None,
        needed=gear_line(outcome.needed.gear, tables) if outcome.needed.gear else None,
        verdict=outcome.verdict.value,
        headline=headline(outcome),
        dials=dials,
        rules=tuple(words.rule(rule, tables) for rule in outcome.needed.decided_by),
        task=task,
        task_open=len(outcome.needed.missing),
        blocking=tuple(_gap(gap, words) for gap in outcome.blocking),
        to_arrange=tuple(_gap(gap, words) for gap in outcome.to_arrange),
        chart=_chart(dials),
        answered=sum(dial.answered for dial in dials) + sum(line.is_answered for line in task),
        total=sum(dial.total for dial in dials) + len(task),
        version=collaboration.version.version,
        status=collaboration.version.get_status_display(),
        is_concept=collaboration.version.status == "concept",
        is_fictional=collaboration.is_fictional,
        updated_at=collaboration.updated_at,
        updated_by=str(collaboration.updated_by or ""),
    )


def _gap(gap: Gap, words: Words) -> ToArrange:
    return ToArrange(
        dial=label(gap.state.dial.name),
        dial_code=gap.state.dial.code,
        level=gap.state.level,
        demanded=gap.demand.level,
        what=label(gap.demand.arrange),
        who=label(gap.state.dial.who),
        why=tuple(map(words.given, gap.lagging)),
        condition=gap.demand.condition,
        sources=source_lines(gap.demand.sources),
    )


def headline(outcome: Profile) -> str:
    """Say the outcome in one sentence."""
    needed = outcome.needed.gear
    names = {
        "current": outcome.current.code if outcome.current else "–",
        "needed": needed.code if needed else "–",
        "count": len(outcome.to_arrange),
    }
    if needed is None:
        return _("Answer the questions about the task to see which gear is needed.")
    if outcome.verdict is Verdict.FITS:
        return _("What is arranged fits the task: gear %(needed)s.") % names
    if outcome.verdict is Verdict.HEAVIER:
        return _("More is arranged than the task asks: gear %(current)s, while gear %(needed)s is enough.") % names
    if outcome.current is None:
        return _("Not even the lightest gear is arranged yet; the task asks for gear %(needed)s.") % names
    if needed.code == REGIE:
        return (
            _("The goal is imposed: be clear that government directs (gear R). Arranged so far: gear %(current)s.")
            % names
        )
    return _("The collaboration runs in gear %(current)s, the task asks for gear %(needed)s.") % names


# The drawing: a row per dial with six notches (level 0 to 5), in the units of a drawing 340 wide ---------------------

ROW, LEFT, STEP = 60, 20, 60


def _chart(dials: tuple[DialLine, ...]) -> Chart:
    tracks = tuple(
        Track(
            y=row * ROW,
            name=dial.name,
            notches=tuple(
                Notch(LEFT + level * STEP, level <= dial.level, level == dial.needed) for level in range(HIGHEST + 1)
            ),
        )
        for row, dial in enumerate(dials)
    )
    return Chart(len(dials) * ROW + 8, tracks, " ".join(map(_in_words, dials)))


def _in_words(dial: DialLine) -> str:
    values = {"dial": dial.name, "level": dial.level, "needed": dial.needed, "highest": HIGHEST}
    if dial.needed is None:
        return _("%(dial)s: level %(level)s of %(highest)s.") % values
    return _("%(dial)s: level %(level)s of %(highest)s, needed %(needed)s.") % values
