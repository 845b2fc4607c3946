"""The board of a collaboration: per question how the views spread, who differs, and the joint answer beside it.

Nothing on it says who answered what, except for organisations that allowed it (`typology.gearbox.board`); notes and
private interests are never read here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.packs import label
from typology.gearbox.asking import UNKNOWN
from typology.gearbox.board import APART, FEWEST, Board, Line, View, answers_of, board
from typology.gearbox.models import Collaboration, PartnerView
from typology.gearbox.overlap import Common, Stated, overlap
from typology.gearbox.tables import Choice, Level, Typology

BAR = 120  # units of the drawing: the longest bar


class Order(Enum):
    """How the questions stand on the board; the value stands in the address."""

    DIFFERENCE = "verschil"
    QUESTIONS = "vragen"

    @classmethod
    def read(cls, value: str) -> Self:
        """Return the order with this value, the largest disagreement first when there is none."""
        return next((order for order in cls if order.value == value), cls("verschil"))


@dataclass(frozen=True, slots=True)
class BoardStep:
    """One answer to a question. level: 0 to 5. number: how many views gave it; width: of its bar."""

    code: str
    level: int
    text: str
    number: int
    width: int
    is_median: bool
    is_joint: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class Who:
    """An organisation that allowed naming, and what it answered."""

    organisation: str
    answer: str


@dataclass(frozen=True, slots=True)
class BoardQuestion:
    """One question on the board.

    number: its place in the order of questions. steps: empty counts while `is_told` is false, with fewer than three
    answers. unknown: how many do not know. spread: steps between the lowest and highest answer. disagreement: 0 to 100.
    joint, note: the joint answer and why, "" while there is none. is_off: the joint answer lies two steps or more from
    the middle of the views. own: what the reader answered, "" for none.
    """

    code: str
    number: int
    dial_code: str
    dial: str
    question: str
    is_told: bool
    answered: int
    unknown: int
    steps: tuple[BoardStep, ...]
    median: str
    spread: int
    disagreement: int
    verdict: str
    who: tuple[Who, ...]
    joint: str
    note: str
    is_off: bool
    own: str
    description: str


@dataclass(frozen=True, slots=True)
class SharedInterest:
    """One interest that partners share. number: of partners; organisations: those that may be named."""

    text: str
    number: int
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board for one reader.

    views: sent views that count; asked: how many people were asked. gone: how many sent views stopped counting because
    the partner left, with their names for who may change the area. is_told: three views or more. fixed: how many
    questions have a joint answer, of `total`. common: interests of two partners or more; single: of one; own_words:
    shared interests in own words. fewest: from how many views on anything is told.
    """

    area_name: str
    collaboration: str
    views: int
    asked: int
    gone: int
    gone_names: tuple[str, ...]
    is_told: bool
    order: str
    questions: tuple[BoardQuestion, ...]
    fixed: int
    total: int
    common: tuple[SharedInterest, ...]
    single: tuple[SharedInterest, ...]
    own_words: tuple[str, ...]
    is_shared: bool
    fewest: int
    version: str
    status: str
    is_concept: bool
    is_fictional: bool

    @property
    def has_interests(self) -> bool:
        return bool(self.common or self.single or self.own_words)

    @property
    def off(self) -> tuple[BoardQuestion, ...]:
        """The questions where the joint answer lies far from most views."""
        return tuple(question for question in self.questions if question.is_off)

    @property
    def apart(self) -> int:
        """On how many questions views differ."""
        return sum(question.disagreement > 0 for question in self.questions)


def board_page(
    collaboration: Collaboration, reader: User | PartnerView | None = None, *, order: Order = Order.DIFFERENCE
) -> BoardPage:
    """Put the views of a collaboration side by side. reader: whose own answers are marked; None for a document.

    At most three queries. Whether the reader may see the board is asked at the door.
    """
    views = tuple(collaboration.views.with_names().prefetch_related("interests"))
    counting = tuple(view for view in views if view.counts)
    gone = tuple(view for view in views if view.sent_at and view.has_partner_left)
    tables = collaboration.version.tables
    outcome = board(tables, map(_as_view, counting))
    unknown = {code: sum(view.sent_answers.get(code) == UNKNOWN for view in counting) for code in tables.questions}
    lines = _Lines(collaboration, tables, unknown, _own(views, reader))
    common, single = _interests(tables, counting) if outcome.is_shown else ((), ())
    return BoardPage(
        area_name=collaboration.area.name,
        collaboration=collaboration.name,
        views=len(counting),
        asked=sum(view.withdrawn_at is None for view in views),
        gone=len(gone),
        gone_names=tuple(sorted({view.partner.organisation.name for view in gone})),
        is_told=outcome.is_shown,
        order=order.value,
        questions=lines.all(outcome, order),
        fixed=sum(code in tables.questions for code in collaboration.answers),
        total=len(tables.questions),
        common=common,
        single=single,
        own_words=_own_words(counting) if outcome.is_shown else (),
        is_shared=collaboration.is_board_shared,
        fewest=FEWEST,
        version=collaboration.version.version,
        status=collaboration.version.get_status_display(),
        is_concept=collaboration.version.status == "concept",
        is_fictional=collaboration.is_fictional,
    )


def counting_views(collaboration: Collaboration) -> tuple[View, ...]:
    """Return the views that count now, as the pure board wants them. One query."""
    return tuple(_as_view(view) for view in collaboration.views.with_names() if view.counts)


def _as_view(view: PartnerView) -> View:
    return View(view.partner.organisation.name, view.may_be_named, view.sent_answers)


def _own(views: Iterable[PartnerView], reader: User | PartnerView | None) -> dict[str, str]:
    """Return the answers of the reader; of an account the newest view that was sent."""
    if isinstance(reader, PartnerView):
        return dict(reader.sent_answers)
    mine = [view for view in views if reader and view.person and view.person.user_id == reader.pk and view.sent_at]
    return dict(mine[-1].sent_answers) if mine else {}


def _interests(
    tables: Typology, views: Iterable[PartnerView]
) -> tuple[tuple[SharedInterest, ...], tuple[SharedInterest, ...]]:
    stated = (
        Stated(view.partner.organisation.name, interest.code, interest.is_shared, view.may_be_named)
        for view in views
        for interest in view.interests.all()
    )
    found = overlap(tables, stated)
    return tuple(map(_shared, found.common)), tuple(map(_shared, found.single))


def _shared(one: Common) -> SharedInterest:
    return SharedInterest(label(one.interest.name), one.count, one.named)


def _own_words(views: Iterable[PartnerView]) -> tuple[str, ...]:
    texts = {one.text for view in views for one in view.interests.all() if one.is_shared and not one.code}
    return tuple(sorted(texts, key=str.casefold))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Turns the lines of a board into what the page shows."""

    collaboration: Collaboration
    tables: Typology
    unknown: dict[str, int]
    own: dict[str, str]

    def all(self, outcome: Board, order: Order) -> tuple[BoardQuestion, ...]:
        """Return the questions of the dials. With too few views there is one line per question that tells nothing."""
        told = {line.question.code: line for line in outcome.lines}
        found = [
            self.question(number, told.get(code) or Line(question, 0))
            for number, (code, question) in enumerate(self.tables.questions.items(), start=1)
        ]
        if order is Order.DIFFERENCE:
            found.sort(key=lambda one: (-one.disagreement, -one.spread, one.number))
        return tuple(found)

    def question(self, number: int, line: Line) -> BoardQuestion:
        code = line.question.code
        dial = self.tables.dial_of[code]
        joint = self.option(line, self.collaboration.answers.get(code))
        steps = self.steps(line)
        return BoardQuestion(
            code=code,
            number=number,
            dial_code=dial.code,
            dial=label(dial.name),
            question=label(line.question.question),
            is_told=line.is_shown,
            answered=line.answered,
            unknown=self.unknown[code] if line.is_shown else 0,
            steps=steps,
            median=label(line.median.text) if line.median else "",
            spread=line.spread,
            disagreement=round(100 * line.disagreement),
            verdict=_verdict(line),
            who=tuple(Who(one.name, label(one.answer.text)) for one in line.differing),
            joint=label(joint.text) if joint else "",
            note=self.collaboration.explanations.get(code, ""),
            is_off=_is_off(line, joint),
            own=self.own_words(line),
            description=_described(steps) if line.is_shown else "",
        )

    def option(self, line: Line, code: str | None) -> Level | Choice | None:
        return next((one for one in answers_of(line.question) if one.code == code), None)

    def own_words(self, line: Line) -> str:
        given = self.own.get(line.question.code, "")
        option = self.option(line, given)
        return label(option.text) if option else _("I do not know") if given == UNKNOWN else ""

    def steps(self, line: Line) -> tuple[BoardStep, ...]:
        """Return every answer; without counts when too few people answered."""
        code = line.question.code
        counts = {option.code: number for option, number in line.counts}
        most = max(counts.values(), default=0) or 1
        return tuple(
            BoardStep(
                code=option.code,
                level=option.level if isinstance(option, Level) else place,
                text=label(option.text),
                number=counts.get(option.code, 0),
                width=round(BAR * counts.get(option.code, 0) / most),
                is_median=option == line.median,
                is_joint=option.code == self.collaboration.answers.get(code),
                is_own=option.code == self.own.get(code),
            )
            for place, option in enumerate(answers_of(line.question))
        )


def _is_off(line: Line, joint: Level | Choice | None) -> bool:
    """Say whether the joint answer lies far from the middle of the views."""
    if joint is None or line.median is None:
        return False
    places = {option.code: place for place, option in enumerate(answers_of(line.question))}
    return abs(places[joint.code] - places[line.median.code]) >= APART


def _verdict(line: Line) -> str:
    """Say in a few words how far views lie apart."""
    if not line.is_shown:
        return _("Too few answers to show")
    if line.spread == 0:
        return _("Everybody sees it the same")
    if line.spread == 1:
        return _("Close together")
    return _("Far apart") if line.disagreement >= 0.5 else _("Some see it differently")


def _described(steps: Iterable[BoardStep]) -> str:
    """Say the distribution in words, for who does not see the drawing."""
    told = (step for step in steps if step.number)
    return "; ".join(
        ngettext("%(text)s %(number)d time", "%(text)s %(number)d times", step.number)
        % {"text": step.text, "number": step.number}
        for step in told
    )
