"""The guide to read: each rule with the findings it rests on and the number of areas it was tested in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from governance.comments.pages import Thread, threads_of
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, GuideVersion
from governance.leidraad.pages.checks import anchor
from governance.leidraad.pages.paragraphs import KIND, STEPS, condition_anchor, paragraphs, step_anchor
from governance.leidraad.texts import ChapterView, ConditionText, GuidePage, QuestionText, StepView, guide_page
from pilots.areas.models import PilotArea
from pilots.findings.enums import RecommendationKind, RecommendationState
from pilots.findings.models import Finding, Recommendation
from pilots.findings.pages import FindingLine, lines, with_parts

LEAST_HIDDEN = 3  # areas that a reader may not see are only counted from so many on
Areas = Mapping[str, Set[int]]


@dataclass(frozen=True)
class Tested:
    """In how many areas a condition was tested. answered: by their answers; told: by published findings about them."""

    areas: int
    answered: int
    told: int

    @property
    def sentence(self) -> str:
        """Say it in words."""
        if not self.areas:
            return _("Not tested in an area yet")
        return ngettext("Tested in %(count)d area", "Tested in %(count)d areas", self.areas) % {"count": self.areas}


@dataclass(frozen=True)
class RestsOn:
    """One published finding behind a condition, with what it recommends to it, in Markdown."""

    statement: str
    url: str
    kind: str
    strength: str
    tone: str
    because: str
    areas: tuple[str, ...]
    source: str
    advice: tuple[str, ...]


@dataclass(frozen=True)
class RuleText:
    """One question of the guide. areas: how many answered it."""

    text: QuestionText
    anchor: str
    areas: int
    thread: Thread | None


@dataclass(frozen=True)
class ConditionReading:
    """One condition to read, with what it rests on."""

    text: ConditionText
    anchor: str
    tested: Tested
    findings: tuple[RestsOn, ...]
    rules: tuple[RuleText, ...]
    thread: Thread | None


@dataclass(frozen=True)
class ChapterReading:
    """One chapter to read."""

    text: ChapterView
    thread: Thread | None


@dataclass(frozen=True)
class StepReading:
    """One step of the process to read."""

    text: StepView
    thread: Thread | None


@dataclass(frozen=True)
class GuideReading:
    """The whole guide to read. is_public: for anybody, with public findings only and without comments.

    steps_thread: what was said about all steps together, None when nothing was.
    """

    page: GuidePage
    chapters: tuple[ChapterReading, ...]
    conditions: tuple[ConditionReading, ...]
    steps: tuple[StepReading, ...]
    steps_thread: Thread | None
    is_public: bool


def guide_reading(version: GuideVersion, user: User | None, today: date) -> GuideReading:
    """Gather a version with what this reader may know. Without a user: what anybody may be told.

    Runs as many queries for many areas, answers and findings as for one.
    """
    guide = Guide(version.content)
    areas = PilotArea.objects.visible_to(user or AnonymousUser())
    visible = frozenset(areas.order_by().values_list("pk", flat=True))
    findings = Finding.objects.visible_to(user).published() if user else Finding.objects.public()
    told = lines(with_parts(findings.advising_the_guide()), user, today)
    answered, found = _answered(guide), _told(Finding.objects.published())
    readable = _told(findings)
    page = guide_page(version)
    codes = [*paragraphs(guide)]
    threads = threads_of(None, KIND, codes, user=user, version=version.version) if user else {}
    return GuideReading(
        page=page,
        chapters=tuple(ChapterReading(each, threads.get(each.code)) for each in page.introduction),
        conditions=tuple(
            ConditionReading(
                text=condition,
                anchor=condition_anchor(condition.code),
                tested=_tested(condition, answered, found, readable, visible),
                findings=tuple(_rests_on(line, condition.code) for line in told if _advice(line, condition.code)),
                rules=tuple(
                    RuleText(
                        text=question,
                        anchor=anchor(question.code),
                        areas=count(answered[question.code], visible),
                        thread=threads.get(anchor(question.code)),
                    )
                    for question in condition.questions
                ),
                thread=threads.get(condition_anchor(condition.code)),
            )
            for condition in page.conditions
        ),
        steps=tuple(StepReading(step, threads.get(step_anchor(step.phase))) for step in page.steps),
        steps_thread=_spoken(threads.get(STEPS)),
        is_public=user is None,
    )


def _spoken(thread: Thread | None) -> Thread | None:
    return thread if thread and thread.comments else None


def count(everywhere: Set[int], visible: Set[int]) -> int:
    """Count areas for a reader: those that may be seen, and the others when there are at least three of them."""
    hidden = len(everywhere - visible)
    return len(everywhere & visible) + (hidden if hidden >= LEAST_HIDDEN else 0)


def _tested(condition: ConditionText, answered: Areas, found: Areas, readable: Areas, visible: Set[int]) -> Tested:
    """Count the areas of one condition. readable: the areas that findings this reader may open speak of."""
    answers = frozenset[int]().union(*(answered[question.code] for question in condition.questions))
    told, seen = found[condition.code], readable[condition.code]
    return Tested(
        areas=count(answers | told, (answers & visible) | seen),
        answered=count(answers, visible),
        told=count(told, seen),
    )


def _answered(guide: Guide) -> Areas:
    """Return the areas that answered each question: one query."""
    rows = Answer.objects.current().exclude(value="").filter(guide_check__area__archived_at=None)
    return _grouped(rows.order_by().values_list("question", "guide_check__area"))


def _told(findings: "QuerySet[Finding]") -> Areas:
    """Return the areas that these findings are about, by the condition they recommend something to: one query."""
    advice = Recommendation.objects.filter(
        kind=RecommendationKind.CONDITION,
        finding__in=findings.order_by().values("pk"),
        finding__area_links__area__archived_at=None,
    )
    rows = advice.exclude(state=RecommendationState.DROPPED)
    return _grouped(rows.order_by().values_list("condition", "finding__area_links__area"))


def _grouped(pairs: Iterable[tuple[str, int]]) -> Areas:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for code, area in pairs:
        found[code].add(area)
    return found


def _advice(line: FindingLine, condition: str) -> tuple[str, ...]:
    """Return what a finding recommends to this condition, unless that was dropped."""
    told = (item for item in line.advice if item.to.code == condition)
    return tuple(item.text for item in told if item.state.code != RecommendationState.DROPPED)


def _rests_on(line: FindingLine, condition: str) -> RestsOn:
    return RestsOn(
        statement=line.statement,
        url=line.url,
        kind=line.kind.label,
        strength=line.strength.label,
        tone=line.strength.tone,
        because=line.strength.sentence,
        areas=tuple(area.name for area in line.areas),
        source=line.source,
        advice=_advice(line, condition),
    )
