"""What the pages and PDF chapters about findings show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import User
from core import markdown
from pilots.areas.models import AreaMember, PilotArea
from pilots.codebook.models import newest
from pilots.findings.enums import FINDING_MOVES, FindingStatus, RecommendationKind, RecommendationState, moves_of
from pilots.findings.models import Evidence, Finding, Recommendation
from pilots.findings.strength import Strength
from pilots.findings.tables import condition_name
from pilots.findings.weighing import Quote, Weighed, weigh
from pilots.intake.models import Invitation, Response

STATUS_TONES = {
    FindingStatus.CONCEPT: "concept",
    FindingStatus.CHECKED: "neutral",
    FindingStatus.PUBLISHED: "ok",
    FindingStatus.WITHDRAWN: "stop",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A name with its address; "" when there is nothing to open. code: what it stands for."""

    name: str
    url: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A word with the tone of its badge; code: the value behind it."""

    code: str
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation. to: the condition, the addressee, or ""; moves: the states it may go to."""

    pk: int
    kind: Tag
    text: str
    to: Link
    state: Tag
    sent_on: date | None
    answer_due_on: date | None
    answer: str
    answered_on: date | None
    is_overdue: bool
    moves: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in a list."""

    pk: int
    url: str
    statement: str
    kind: Tag
    status: Tag
    areas: tuple[Link, ...]
    themes: tuple[Link, ...]
    strength: Strength
    source: str
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding with all it rests on and leads to."""

    line: FindingLine
    html: SafeString
    author: str
    support: tuple[Quote, ...]
    counter: tuple[Quote, ...]
    pending: int
    moves: tuple[Tag, ...]

    @property
    def withdrawn(self) -> int:
        """How many sources were withdrawn."""
        return self.line.strength.withdrawn


def with_parts(findings: "QuerySet[Finding]") -> "QuerySet[Finding]":
    """Fetch what a list and the permissions need: areas with their people, recommendations. Three more queries."""
    members = Prefetch("members", AreaMember.objects.select_related("user"))
    areas = PilotArea.objects.without_shapes().select_related("coordinator").prefetch_related(members)
    return findings.select_related("created_by").prefetch_related(Prefetch("areas", areas), "recommendations")


def lines(
    findings: Iterable[Finding], user: User | None, today: date, area: PilotArea | None = None
) -> tuple[FindingLine, ...]:
    """Return a line per finding, fetched `with_parts`. Without a user: for a report of `area`."""
    rows = list(findings)
    weighed = weigh(rows, user, area)
    names = _theme_names(rows)
    return tuple(_line(row, weighed[row.pk], names, today) for row in rows)


def finding_page(finding: Finding, user: User | None, today: date, area: PilotArea | None = None) -> FindingPage:
    """Gather one finding, fetched `with_parts`, for this reader."""
    return finding_pages([finding], user, today, area)[0]


def finding_pages(
    findings: Iterable[Finding], user: User | None, today: date, area: PilotArea | None = None
) -> tuple[FindingPage, ...]:
    """Gather several findings in a fixed number of queries. Without a user: for a report of `area`."""
    rows = list(findings)
    weighed = weigh(rows, user, area)
    names = _theme_names(rows)
    return tuple(
        FindingPage(
            line=_line(row, weighed[row.pk], names, today),
            html=markdown.render(row.explanation),
            author=str(row.created_by or ""),
            support=weighed[row.pk].support,
            counter=weighed[row.pk].counter,
            pending=weighed[row.pk].pending,
            moves=tuple(_status(to) for to in FindingStatus if to in FINDING_MOVES[FindingStatus(row.status)]),
        )
        for row in rows
    )


def _theme_names(rows: Sequence[Finding]) -> dict[str, str]:
    book = newest() if any(row.themes for row in rows) else None
    return {code: book.themes.path(code) if book else code for row in rows for code in row.themes}


def _status(status: FindingStatus) -> Tag:
    return Tag(status.value, str(status.label), STATUS_TONES[status])


def _line(row: Finding, weighed: Weighed, names: dict[str, str], today: date) -> FindingLine:
    themes = f"{reverse('findings:finding-programme')}?thema="
    return FindingLine(
        pk=row.pk,
        url=row.get_absolute_url(),
        statement=row.statement,
        kind=Tag(row.kind, row.get_kind_display()),
        status=_status(FindingStatus(row.status)),
        areas=tuple(
            Link(area.name, reverse("findings:finding-list", args=[area.slug]))
            for area in sorted(row.areas.all(), key=lambda area: area.name)
        ),
        themes=tuple(Link(names[code], themes + code) for code in row.themes),
        strength=weighed.strength,
        source=row.source,
        advice=tuple(advice(item, today) for item in row.recommendations.all()),
    )


def advice(item: Recommendation, today: date) -> Advice:
    """Return one recommendation as it is shown. Overdue: an answer was wanted before today and has not come."""
    kind, state = RecommendationKind(item.kind), RecommendationState(item.state)
    due = item.answer_due_on
    is_overdue = state == RecommendationState.SENT and due is not None and due < today
    tones = {RecommendationState.ADOPTED: "ok", RecommendationState.ANSWERED: "ok"}
    return Advice(
        pk=item.pk,
        kind=Tag(kind.value, str(kind.label)),
        text=item.text,
        to=_target(item),
        state=Tag(state.value, str(state.label), "warn" if is_overdue else tones.get(state, "neutral")),
        sent_on=item.sent_on,
        answer_due_on=due,
        answer=item.answer,
        answered_on=item.answered_on,
        is_overdue=is_overdue,
        moves=tuple(Tag(to.value, str(to.label)) for to in RecommendationState if to in moves_of(kind, state)),
    )


def _target(item: Recommendation) -> Link:
    if item.kind == RecommendationKind.CONDITION:
        url = reverse("findings:condition-findings", args=[item.condition])
        return Link(condition_name(item.condition), url, item.condition)
    return Link(item.addressee, "")


# Signals -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One policy signal with the finding it follows from."""

    advice: Advice
    finding: Link
    areas: str
    rank: int


def signal_lines(findings: Iterable[Finding], today: date) -> tuple[SignalLine, ...]:
    """List the policy signals of these findings, fetched `with_parts`: overdue first, then by answer date."""
    found = [
        SignalLine(
            advice=shown,
            finding=Link(row.statement, row.get_absolute_url()),
            areas=", ".join(sorted(area.name for area in row.areas.all())),
            rank=0 if shown.is_overdue else [*RecommendationState].index(RecommendationState(shown.state.code)) + 1,
        )
        for row in findings
        for item in row.recommendations.all()
        if item.kind == RecommendationKind.SIGNAL
        for shown in [advice(item, today)]
    ]
    return tuple(sorted(found, key=lambda line: (line.rank, line.advice.answer_due_on or date.max, line.advice.pk)))


@dataclass(frozen=True, slots=True)
class SignalCounts:
    """How many policy signals wait for an answer, and how many of those should have had it."""

    waiting: int
    overdue: int


def signal_counts(user: User, today: date) -> SignalCounts:
    """Count the signals this user may see. Runs one query."""
    sent = Recommendation.objects.filter(
        kind=RecommendationKind.SIGNAL,
        state=RecommendationState.SENT,
        finding__in=Finding.objects.visible_to(user).order_by().values("pk"),
    )
    found = sent.aggregate(waiting=Count("pk"), overdue=Count("pk", filter=Q(answer_due_on__lt=today)))
    return SignalCounts(found["waiting"], found["overdue"])


# One condition of the guide ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConditionFindings:
    """How a condition came about: the findings that recommend to it, each with its quotes."""

    code: str
    name: str
    findings: tuple[FindingPage, ...]

    def advice_of(self, page: FindingPage) -> tuple[Advice, ...]:
        """Return what a finding recommends to this condition."""
        told = (item for item in page.line.advice if item.to.code == self.code)
        return tuple(item for item in told if item.state.code != RecommendationState.DROPPED)

    @property
    def rows(self) -> tuple[tuple[FindingPage, tuple[Advice, ...]], ...]:
        return tuple((page, self.advice_of(page)) for page in self.findings)


def condition_findings(
    code: str, findings: "QuerySet[Finding]", user: User | None, today: date, area: PilotArea | None = None
) -> ConditionFindings:
    """Gather the findings that recommend to this condition. findings: those the reader may see."""
    chosen = with_parts(findings.recommending(code))  # type: ignore[attr-defined]  # our own QuerySet
    return ConditionFindings(code, condition_name(code), finding_pages(chosen, user, today, area))


# What somebody's answers led to --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One finding that rests on somebody's own answers; is_counter: these answers say otherwise."""

    statement: str
    kind: str
    html: SafeString
    is_counter: bool
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """What was done with the answers of one invited person. is_sent: whether there are answers at all."""

    area: str
    is_sent: bool
    findings: tuple[OutcomeLine, ...]


def outcome_page(invitation: Invitation, today: date) -> OutcomePage:
    """Gather the published findings that rest on the answers of this invitation; others' evidence stays out of it."""
    area = invitation.round.area
    own = Evidence.objects.current().filter(answer__response__invitation=invitation)
    against = dict(own.order_by("is_counter").values_list("finding_id", "is_counter"))
    findings = with_parts(Finding.objects.for_report(area).filter(pk__in=own.values("finding")))
    lines = tuple(
        OutcomeLine(
            statement=row.statement,
            kind=row.get_kind_display(),
            html=markdown.render(row.explanation),
            is_counter=against[row.pk],
            advice=tuple(advice(item, today) for item in row.recommendations.all()),
        )
        for row in findings
    )
    return OutcomePage(area.name, Response.objects.submitted().filter(invitation=invitation).exists(), lines)
