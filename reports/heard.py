"""What people in the area said: the chapters on parties, intake, findings and signals, and what conditions rest on.

Quotes are released by who said them and shown under a pseudonym; answers of the intake are counted, never printed. Only
what every reader of a report may read is in it: findings about this area, besides only public areas.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.charts import for_print
from pilots.areas.models import PilotArea
from pilots.findings import pages
from pilots.findings.enums import RecommendationKind, RecommendationState
from pilots.findings.models import Finding
from pilots.findings.weighing import Quote
from pilots.intake.pages.figures import OutcomeView
from pilots.intake.pages.summary import RoundSummary, intake_summary
from pilots.stakeholders.drawing import Field
from pilots.stakeholders.enums import Quadrant
from pilots.stakeholders.pages.people import people_page

PLACES = {
    Quadrant.SATISFIED: (0, 0),
    Quadrant.TOGETHER: (1, 0),
    Quadrant.WATCHED: (0, 1),
    Quadrant.INFORMED: (1, 1),
}
"""Where each field stands in the drawing: interest runs to the right, influence upwards."""
FIELD_WIDTH, FIELD_HEIGHT = 286, 76


@dataclass(frozen=True, slots=True)
class Words:
    """One quote, under a pseudonym."""

    text: str
    who: str
    is_counter: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """One question to policy makers. tone: "ok", "warn", "stop" or "neutral"; dates: None while not sent."""

    text: str
    addressee: str
    state: str
    tone: str
    sent_on: date | None
    answer_due_on: date | None
    answer: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Heard:
    """One finding with what it rests on. number: its place in the report; advice: what it recommends, in words.

    silent: how many sources are counted but not printed; withdrawn: how many no longer count.
    """

    number: int
    kind: str
    statement: str
    text: SafeString
    strength: str
    tone: str
    because: str
    areas: tuple[str, ...]
    quotes: tuple[Words, ...]
    silent: int
    withdrawn: int
    source: str
    url: str
    advice: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One organisation that takes part, as everybody may know it; persons, families and interests are not in it."""

    name: str
    kind: str
    level: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One field of influence × interest: how to work with parties in it, how many there are, and where it is drawn."""

    name: str
    parties: str
    is_high: bool
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + FIELD_WIDTH // 2

    @property
    def is_number(self) -> bool:
        """Whether the number is told."""
        return self.parties.isdigit()


@dataclass(frozen=True, slots=True)
class Asked:
    """One round of the intake: how many people were invited, how many answered, and what they answered together.

    questions: empty when too few people answered (is_told is False); small numbers in them are hidden.
    """

    title: str
    invited: int
    answered: int
    is_told: bool
    questions: tuple[OutcomeView, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """Who takes part and who was asked. hidden: parties that are counted and not named, such as farms and residents.

    fields: how many parties stand in each field of influence × interest, empty when too few were judged.
    themes: what enough people mentioned in the intake, with their number. least: how many people must stand behind
    a number of the intake.
    """

    parties: tuple[Party, ...]
    hidden: int
    fields: tuple[Standing, ...]
    rounds: tuple[Asked, ...]
    themes: tuple[tuple[str, int], ...]
    least: int


@dataclass(frozen=True, slots=True)
class Voices:
    """The findings of an area in the order of the report, and its policy signals."""

    findings: tuple[Heard, ...]
    signals: tuple[Signal, ...]

    def behind(self, condition: str) -> tuple[Heard, ...]:
        """Return the findings that recommend something to this condition of the guide."""
        return tuple(finding for finding in self.findings if condition in finding.conditions)


def around(area: PilotArea) -> Around:
    """Gather who takes part in this area and who was asked, without persons."""
    people, intake = people_page(area, None), intake_summary(area)
    return Around(
        parties=tuple(Party(row.name, row.kind, row.level) for row in people.rows),
        hidden=people.hidden,
        fields=tuple(map(_standing, people.fields)),
        rounds=tuple(map(_asked, intake.rounds)),
        themes=tuple((theme.name, theme.people) for theme in intake.themes),
        least=intake.least,
    )


def _asked(row: RoundSummary) -> Asked:
    return Asked(row.title, row.invited, row.answered, row.is_told, tuple(map(for_paper, row.questions)))


def for_paper(question: OutcomeView) -> OutcomeView:
    """Return the same with its drawing as a PDF wants it."""
    return question if question.figure is None else replace(question, figure=for_print(question.figure))


def _standing(field: Field) -> Standing:
    column, row = PLACES[field.quadrant]
    return Standing(
        name=str(field.quadrant.label),
        parties=_("hidden") if field.parties is None else str(field.parties),
        is_high=field.quadrant == Quadrant.TOGETHER,
        x=26 + column * FIELD_WIDTH,
        y=4 + row * FIELD_HEIGHT,
    )


def voices(area: PilotArea) -> Voices:
    """Gather what may be printed about the findings of this area today."""
    today = timezone.localdate()
    rows = list(pages.with_parts(Finding.objects.for_report(area)).order_by("kind", "statement", "pk"))
    found = pages.finding_pages(rows, None, today, area)
    signals = pages.signal_lines(rows, today)
    return Voices(
        findings=tuple(_heard(number, page) for number, page in enumerate(found, start=1)),
        signals=tuple(
            _signal(line.advice) for line in signals if line.advice.state.code != RecommendationState.DROPPED
        ),
    )


def _heard(number: int, page: pages.FindingPage) -> Heard:
    line = page.line
    quotes = [_words(quote) for quote in (*page.support, *page.counter) if quote.text]
    advice = [item for item in line.advice if item.state.code != RecommendationState.DROPPED]
    codes = (item.to.code for item in advice if item.kind.code == RecommendationKind.CONDITION)
    return Heard(
        number=number,
        kind=line.kind.label,
        statement=line.statement,
        text=page.html,
        strength=line.strength.label,
        tone=line.strength.tone,
        because=line.strength.sentence,
        areas=tuple(area.name for area in line.areas),
        quotes=tuple(quotes),
        silent=len(page.support) + len(page.counter) - len(quotes),
        withdrawn=page.withdrawn,
        source=line.source,
        url=f"{settings.SITE_URL}{line.url}",
        advice=tuple((f"{item.kind.label}: {item.to.name}".rstrip(": "), item.text) for item in advice),
        conditions=tuple(dict.fromkeys(codes)),
    )


def _words(quote: Quote) -> Words:
    return Words(quote.text, quote.who, quote.is_counter)


def _signal(item: pages.Advice) -> Signal:
    return Signal(
        text=item.text,
        addressee=item.to.name,
        state=item.state.label,
        tone=item.state.tone,
        sent_on=item.sent_on,
        answer_due_on=item.answer_due_on,
        answer=item.answer,
        answered_on=item.answered_on,
    )
