"""What the pages and PDF chapters about the check of an area show: frozen dataclasses."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from governance.leidraad.enums import EvidenceKind, GateStatus
from governance.leidraad.pages.derived import DerivedView
from governance.leidraad.texts import ChapterView, GuideView, SourceView, StepView
from governance.signing.pages import SigningView


@dataclass(frozen=True)
class EvidenceView:
    """One file or link. sha256 is "" and size (bytes) None for a link.

    url: the link, or where to download the file; "" for readers who may not.
    """

    key: str
    title: str
    kind: str
    kind_label: str
    url: str
    file_name: str
    content_type: str
    effective_on: date | None
    sha256: str
    size: int | None
    added_by: str
    added_at: datetime

    @property
    def is_file(self) -> bool:
        return self.kind == EvidenceKind.FILE


@dataclass(frozen=True)
class ReasonView:
    """Why something is not finished: which question, which answer, which rule. is_blocking: it keeps the gate shut.

    question and code are "" for a reason about the whole condition; answer is "" without one.
    """

    code: str
    question: str
    url: str
    answer: str
    rule: str
    rule_code: str
    is_blocking: bool
    owner: str
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class QuestionView:
    """One question with its answer; value is "" without one. html: the explanation rendered, text: its Markdown.

    derived: what the records answer, for a question that they answer; value and answer are theirs then, and earlier is
    what somebody answered by hand before ("" when nobody did).
    """

    code: str
    question: str
    why: str
    proof: str
    sources: tuple[SourceView, ...]
    value: str
    answer: str
    badge: str
    text: str
    html: SafeString
    owner: str
    owner_id: int | None
    due_on: date | None
    is_overdue: bool
    is_reworded: bool
    revision: int
    answered_by: str
    answered_at: datetime | None
    evidence: tuple[EvidenceView, ...]
    anchor: str
    url: str
    derived: DerivedView | None = None
    earlier: str = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True)
class ConditionView:
    """One condition with its questions. reasons: what is not finished, in order; html: guidance, rendered.

    signing: the signatures under it; None while the guide was not started.
    """

    code: str
    number: int
    name: str
    summary: str
    html: SafeString
    example: str
    example_source: SourceView | None
    sources: tuple[SourceView, ...]
    is_hard: bool
    weight_label: str
    status: str
    status_label: str
    badge: str
    questions: tuple[QuestionView, ...]
    reasons: tuple[ReasonView, ...]
    answered: int
    total: int
    evidence_count: int
    overdue: int
    url: str
    signing: SigningView | None

    @property
    def open_points(self) -> tuple[ReasonView, ...]:
        """What still has to be arranged; the same as the reasons, under the name a reader expects."""
        return self.reasons


@dataclass(frozen=True)
class GateView:
    """The start gate. deciding: the hard conditions that are not simply met, each with its reasons.

    is_passed_early: the area is past the pre-exploration although the gate is closed.
    """

    status: str
    status_label: str
    badge: str
    sentence: str
    deciding: tuple[ConditionView, ...]
    is_passed_early: bool

    @property
    def is_open(self) -> bool:
        return self.status != GateStatus.CLOSED


@dataclass(frozen=True)
class CheckPage:
    """The guide of one area as its page and its PDF show it. is_started: False when nobody began the check yet.

    newer_version: the number of a newer version of the guide, or "".
    """

    area_name: str
    area_slug: str
    url: str
    is_started: bool
    guide: GuideView
    gate: GateView
    conditions: tuple[ConditionView, ...]
    chapters: tuple[ChapterView, ...]
    steps: tuple[StepView, ...]
    sources: tuple[SourceView, ...]
    answered: int
    total: int
    evidence_count: int
    overdue: int
    newer_version: str
    updated_at: datetime | None

    def condition(self, code: str) -> ConditionView | None:
        """Return the condition with this code; None when this version has none."""
        return next((each for each in self.conditions if each.code == code), None)

    @property
    def hard_conditions(self) -> tuple[ConditionView, ...]:
        return tuple(each for each in self.conditions if each.is_hard)

    @property
    def first_points(self) -> tuple[tuple[ConditionView, ReasonView], ...]:
        """At most three points that keep the gate closed: what is late, what is dated, then in the order of the guide.

        What concerns a condition as a whole, such as a signature, comes last: first its content has to be right.
        """
        points = [(one, why) for one in self.hard_conditions for why in one.reasons if why.is_blocking]
        points.sort(key=lambda point: (not point[1].code, not point[1].is_overdue, point[1].due_on or date.max))
        return tuple(points[:3])
