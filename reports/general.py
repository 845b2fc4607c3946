"""The general guide as a PDF: its text, what each rule rests on, and what changed. It tells what anybody may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.safestring import SafeString

from core import markdown
from governance.leidraad.guide import Guide
from governance.leidraad.models import GuideVersion
from governance.leidraad.pages.reading import ConditionReading, GuideReading, RestsOn, RuleText, guide_reading
from governance.leidraad.pages.versions import change_log
from governance.leidraad.texts import ChapterView, SourceView, StepView
from reports.chapters import Link, ProcessStep
from reports.words import flat


@dataclass(frozen=True, slots=True)
class GeneralGuide:
    """Which version of the guide this is. version: name, number and status in words."""

    name: str
    summary: str
    version: str
    number: str
    status: str
    is_concept: bool
    disclaimer: str
    published_on: date | None
    steps: tuple[ProcessStep, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the guide with its sources."""

    heading: str
    text: SafeString
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RuleOfGuide:
    """One question of the guide. areas: how many answered it, as anybody may know."""

    code: str
    question: str
    why: str
    proof: str
    areas: int
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Backing:
    """One public finding behind a condition, with what it recommends."""

    statement: str
    strength: str
    because: str
    areas: tuple[str, ...]
    advice: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True)
class ConditionOfGuide:
    """One condition of the guide. tested: in how many areas, in words; answered and told: what that is made of."""

    number: int
    name: str
    is_hard: bool
    summary: str
    guidance: SafeString
    example: str
    example_source: Link | None
    tested: str
    areas: int
    answered: int
    told: int
    rules: tuple[RuleOfGuide, ...]
    findings: tuple[Backing, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChangeOfGuide:
    """One line of the change log."""

    version: str
    text: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideReport:
    """The PDF of the general guide."""

    guide: GeneralGuide
    chapters: tuple[Chapter, ...]
    conditions: tuple[ConditionOfGuide, ...]
    changes: tuple[ChangeOfGuide, ...]
    sources: tuple[Link, ...]


def guide_report() -> GuideReport:
    """Collect the guide that is on offer. Raises GuideVersion.DoesNotExist when none was published."""
    version = GuideVersion.objects.newest()
    reading = guide_reading(version, None, timezone.localdate())
    page = reading.page
    return GuideReport(
        guide=_guide(version, reading),
        chapters=tuple(map(_chapter, page.chapters)),
        conditions=tuple(map(_condition, reading.conditions)),
        changes=tuple(
            ChangeOfGuide(group.version, line.text, line.conditions)
            for group in change_log(Guide(version.content))
            for line in group.lines
        ),
        sources=_links(page.sources),
    )


def _guide(version: GuideVersion, reading: GuideReading) -> GeneralGuide:
    guide = reading.page.guide
    published_at = version.published_at
    return GeneralGuide(
        name=guide.name,
        summary=guide.summary,
        version=f"{guide.name} {guide.version} ({guide.status_label.lower()})",
        number=guide.version,
        status=guide.status_label,
        is_concept=guide.is_concept,
        disclaimer=guide.disclaimer,
        published_on=timezone.localdate(published_at) if published_at else None,
        steps=tuple(map(_step, reading.page.steps)),
    )


def _links(sources: Iterable[SourceView]) -> tuple[Link, ...]:
    return tuple(Link(source.name, source.url) for source in sources)


def _chapter(chapter: ChapterView) -> Chapter:
    return Chapter(chapter.name, flat(chapter.html), _links(chapter.sources))


def _step(step: StepView) -> ProcessStep:
    return ProcessStep(step.number, step.name, step.aim, flat(step.html), step.result, is_current=False)


def _condition(condition: ConditionReading) -> ConditionOfGuide:
    text, tested = condition.text, condition.tested
    source = text.example_source
    return ConditionOfGuide(
        number=text.number,
        name=text.name,
        is_hard=text.is_hard,
        summary=text.summary,
        guidance=flat(text.html),
        example=text.example,
        example_source=Link(source.name, source.url) if source else None,
        tested=tested.sentence,
        areas=tested.areas,
        answered=tested.answered,
        told=tested.told,
        rules=tuple(map(_rule, condition.rules)),
        findings=tuple(map(_backing, condition.findings)),
        sources=_links(text.sources),
    )


def _rule(rule: RuleText) -> RuleOfGuide:
    text = rule.text
    return RuleOfGuide(text.code, text.question, text.why, text.proof, rule.areas, _links(text.sources))


def _backing(finding: RestsOn) -> Backing:
    advice = tuple(flat(markdown.render(text)) for text in finding.advice)
    return Backing(finding.statement, finding.strength, finding.because, finding.areas, advice)
