"""What the pages and PDF chapters about the schakelbak show, in the active language."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.packs import label
from pilots.areas.models import PilotArea
from typology.gearbox.gears import DialState, Gap, Given, Profile, Verdict, profile
from typology.gearbox.models import Collaboration, TypologyVersion
from typology.gearbox.tables import HIGHEST, REGIE, Gear, Rule, Source, Typology


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in words. `url` is empty for the deck and our own proposal."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question with the answer that was given, in words; `is_answered` is false when there is none."""

    question: str
    answer: str
    explanation: str
    level: int
    is_answered: bool


@dataclass(frozen=True, slots=True)
class DialLine:
    """One dial: its level (0 to 5), what the needed gear asks of it (None when unknown), and its answers."""

    code: str
    name: str
    question: str
    level: int
    needed: int | None
    answers: tuple[AnswerLine, ...]
    answered: int
    total: int

    @property
    def is_lagging(self) -> bool:
        """Whether the needed gear asks more than is arranged."""
        return self.needed is not None and self.level < self.needed


@dataclass(frozen=True, slots=True)
class GearLine:
    """One gear in words."""

    code: str
    name: str
    description: str
    goal_relation: str
    contributions: str
    agreements: str
    governance: str
    warning_signs: str
    demands: tuple[tuple[str, int, str], ...]
    sources: tuple[SourceLine, ...]

    @property
    def title(self) -> str:
        """Code and name together."""
        return _("Gear %(code)s: %(name)s") % {"code": self.code, "name": self.name}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that decided, with the answers it rests on."""

    because: str
    answers: tuple[AnswerLine, ...]
    sources: tuple[SourceLine, ...]


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

    @property
    def condition_codes(self) -> tuple[str, ...]:
        """The conditions of the guide that the to-arrange list touches, for suggestions from the toolbox."""
        return tuple(dict.fromkeys(line.condition for line in self.to_arrange))


def profile_page(of: PilotArea | Collaboration) -> ProfilePage | None:
    """Return the schakelbak of an area; None when it was not started. One query for an area, none for an assessment
    that was read with its area, version and person.
    """
    assessment = of if isinstance(of, Collaboration) else find_collaboration(of)
    return _page(assessment) if assessment else None


def find_collaboration(area: PilotArea) -> Collaboration | None:
    """Return the current collaboration of an area with all a page needs. One query."""
    return Collaboration.objects.select_related("area", "version", "updated_by").current().filter(area=area).first()


def _page(assessment: Collaboration) -> ProfilePage:
    tables = assessment.version.tables
    outcome = profile(tables, assessment.answers)
    words = _Words(assessment.answers, assessment.explanations)
    task = tuple(words.task(tables, question.code) for question in tables.task_questions)
    dials = tuple(words.dial(state, outcome.needed.gear) for state in outcome.states)
    return ProfilePage(
        area_name=assessment.area.name,
        current=gear_line(outcome.current, tables) if outcome.current else None,
        needed=gear_line(outcome.needed.gear, tables) if outcome.needed.gear else None,
        verdict=outcome.verdict.value,
        headline=_headline(outcome),
        dials=dials,
        rules=tuple(words.rule(rule, tables) for rule in outcome.needed.decided_by),
        task=task,
        task_open=len(outcome.needed.missing),
        blocking=tuple(map(words.gap, outcome.blocking)),
        to_arrange=tuple(map(words.gap, outcome.to_arrange)),
        chart=_chart(dials),
        answered=sum(dial.answered for dial in dials) + sum(line.is_answered for line in task),
        total=sum(dial.total for dial in dials) + len(task),
        version=assessment.version.version,
        status=assessment.version.get_status_display(),
        is_concept=assessment.version.status == "concept",
        is_fictional=assessment.is_fictional,
        updated_at=assessment.updated_at,
        updated_by=str(assessment.updated_by or ""),
    )


def _headline(outcome: Profile) -> str:
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


class _Words:
    """Turns outcomes into lines, with the answers and explanations of one assessment."""

    def __init__(self, answers: Mapping[str, str], explanations: Mapping[str, str]) -> None:
        self.answers = answers
        self.explanations = explanations

    def given(self, given: Given) -> AnswerLine:
        return AnswerLine(
            question=label(given.question.question),
            answer=label(given.answer.text) if given.answer else _("Not answered yet"),
            explanation=self.explanations.get(given.question.code, ""),
            level=given.level,
            is_answered=given.answer is not None,
        )

    def dial(self, state: DialState, needed: Gear | None) -> DialLine:
        answers = tuple(map(self.given, state.given))
        return DialLine(
            code=state.dial.code,
            name=label(state.dial.name),
            question=label(state.dial.question),
            level=state.level,
            needed=needed.demands[state.dial.code].level if needed else None,
            answers=answers,
            answered=sum(line.is_answered for line in answers),
            total=len(answers),
        )

    def task(self, tables: Typology, code: str) -> AnswerLine:
        question = next(question for question in tables.task_questions if question.code == code)
        choice = next((choice for choice in question.choices if choice.code == self.answers.get(code)), None)
        return AnswerLine(
            question=label(question.question),
            answer=label(choice.text) if choice else _("Not answered yet"),
            explanation=self.explanations.get(code, ""),
            level=0,
            is_answered=choice is not None,
        )

    def rule(self, rule: Rule, tables: Typology) -> RuleLine:
        answers = tuple(self.task(tables, question) for question in rule.when)
        return RuleLine(label(rule.because), answers, source_lines(rule.sources))

    def gap(self, gap: Gap) -> ToArrange:
        return ToArrange(
            dial=label(gap.state.dial.name),
            dial_code=gap.state.dial.code,
            level=gap.state.level,
            demanded=gap.demand.level,
            what=label(gap.demand.arrange),
            who=label(gap.state.dial.who),
            why=tuple(map(self.given, gap.lagging)),
            condition=gap.demand.condition,
            sources=source_lines(gap.demand.sources),
        )


def source_lines(sources: tuple[Source, ...]) -> tuple[SourceLine, ...]:
    """Return sources in the active language."""
    return tuple(SourceLine(label(source.name), source.url) for source in sources)


def gear_line(gear: Gear, tables: Typology) -> GearLine:
    """Return a gear in the active language."""
    demands = ((label(dial.name), gear.demands[dial.code]) for dial in tables.dials)
    return GearLine(
        code=gear.code,
        name=label(gear.name),
        description=label(gear.description),
        goal_relation=label(gear.goal_relation),
        contributions=label(gear.contributions),
        agreements=label(gear.agreements),
        governance=label(gear.governance),
        warning_signs=label(gear.warning_signs),
        demands=tuple((name, demand.level, label(demand.arrange)) for name, demand in demands),
        sources=source_lines(gear.sources),
    )


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


# The gears on their own page ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GearsPage:
    """All gears of the newest typology."""

    gears: tuple[GearLine, ...]
    rules: tuple[tuple[str, str, tuple[SourceLine, ...]], ...]
    version: str
    status: str
    is_concept: bool


def gears_page() -> GearsPage | None:
    """Return the gears of the newest typology; None when none was loaded. One query."""
    version = TypologyVersion.objects.order_by("-loaded_at", "-pk").first()
    if version is None:
        return None
    tables = version.tables
    return GearsPage(
        gears=tuple(gear_line(gear, tables) for gear in tables.gears),
        rules=tuple((rule.gear, label(rule.because), source_lines(rule.sources)) for rule in tables.rules),
        version=version.version,
        status=version.get_status_display(),
        is_concept=version.status == "concept",
    )
