"""Which evidence of a finding may be used now, what of it a reader may see, and how strong that makes the finding.

Nothing here is stored: whoever withdraws consent is gone from every page at the next look. Consent is asked of the
QuerySets of the interviews; an answer of the intake counts once it was sent in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.findings.models import Evidence, Finding
from pilots.findings.strength import Strength, Voice, strength
from pilots.intake.enums import InvitationState
from pilots.intake.models import Answer
from pilots.intake.questionnaire import Questionnaire, parse, show_answer
from pilots.interviews.enums import Purpose, ReleaseState
from pilots.interviews.models import Excerpt, Participant
from pilots.stakeholders.models import Person

EXCERPT_PARTS = ("excerpt__participant__person", "excerpt__release", "excerpt__transcript__interview__area")
ANSWER_PARTS = (
    "answer__response__invitation__person",
    "answer__response__invitation__round__area",
    "answer__response__form_version",
)


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence as a reader sees it. who: the pseudonym; text: "" when this reader may not read it.

    url: the interview or the answers it comes from, "" for whoever may not open those.
    """

    evidence: int
    kind: str
    who: str
    text: str
    area: str
    url: str
    is_counter: bool
    note: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding on the scales: its strength and the evidence that supports or contradicts it.

    pending: how many quotes still wait for the person who said them; they count once released.
    """

    strength: Strength
    quotes: tuple[Quote, ...]
    voices: tuple[Voice, ...]
    pending: int

    @property
    def support(self) -> tuple[Quote, ...]:
        return tuple(quote for quote in self.quotes if not quote.is_counter)

    @property
    def counter(self) -> tuple[Quote, ...]:
        return tuple(quote for quote in self.quotes if quote.is_counter)


def usable_excerpts() -> QuerySet[Excerpt]:
    """Return the quotes that may be evidence: released by who said them, with consent that holds now."""
    return Excerpt.objects.quotable()


def pending_excerpts() -> QuerySet[Excerpt]:
    """Return the quotes that nobody decided about yet, with consent to work with them."""
    undecided = Q(release=None) | Q(release__state=ReleaseState.PROPOSED)
    return Excerpt.objects.usable_for(Purpose.ANALYSIS).filter(undecided)


def usable_answers() -> QuerySet[Answer]:
    """Return the answers that may be evidence: sent in, not emptied, and not of somebody who declined afterwards."""
    sent = Answer.objects.filter(response__submitted_at__isnull=False, sent__isnull=False)
    return sent.exclude(response__invitation__state=InvitationState.DECLINED)


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody may read: quotes by their key, and the answers of these areas. bodies: the forms read so far."""

    quotes: frozenset[int]
    answer_areas: frozenset[int]
    bodies: dict[int, Questionnaire] = field(default_factory=dict)


def weigh(findings: Iterable[Finding], user: User | None, area: PilotArea | None = None) -> dict[int, Weighed]:
    """Weigh findings, by their key, for one reader. Without a user: for a report of `area`, with its own quotes only.

    Runs six queries at most, whatever the number of findings.
    """
    keys = [finding.pk for finding in findings]
    current = Evidence.objects.current().filter(finding__in=keys)
    rows = [
        *current.filter(excerpt__in=usable_excerpts().order_by().values("pk")).select_related(*EXCERPT_PARTS),
        *current.filter(answer__in=usable_answers().order_by().values("pk")).select_related(*ANSWER_PARTS),
    ]
    totals = Counter(current.order_by().values_list("finding_id", flat=True))
    undecided = current.filter(excerpt__in=pending_excerpts().order_by().values("pk"))
    pending = Counter(undecided.order_by().values_list("finding_id", flat=True))
    reader = _reader(rows, user, area)
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.added_at, row.pk)):
        found[row.finding_id].append(row)
    withdrawn = {key: totals[key] - pending[key] - len(found[key]) for key in keys}
    return {key: _weighed(found[key], withdrawn[key], pending[key], reader) for key in keys}


def _reader(rows: list[Evidence], user: User | None, area: PilotArea | None) -> Reader:
    quotes = [row for row in rows if row.excerpt_id]
    if user is None:
        own = (row.excerpt_id or 0 for row in quotes if area and _area(row).pk == area.pk)
        return Reader(frozenset(own), frozenset())
    excerpts = Excerpt.objects.visible_to(user).filter(pk__in=[row.excerpt_id for row in quotes])
    areas = PilotArea.objects.changeable_by(user).filter(pk__in={_area(row).pk for row in rows})
    return Reader(
        frozenset(excerpts.order_by().values_list("pk", flat=True)),
        frozenset(areas.order_by().values_list("pk", flat=True)),
    )


def _weighed(rows: list[Evidence], withdrawn: int, pending: int, reader: Reader) -> Weighed:
    voices = tuple(Voice(_parties(row), _area(row).slug, row.is_counter) for row in rows)
    return Weighed(strength(voices, withdrawn), tuple(_quote(row, reader) for row in rows), voices, pending)


def _area(row: Evidence) -> PilotArea:
    if row.excerpt is not None:
        return row.excerpt.transcript.interview.area
    assert row.answer is not None  # noqa: S101 -- a constraint of the database
    return row.answer.response.invitation.round.area


def _parties(row: Evidence) -> frozenset[str]:
    """Return who spoke, as keys; somebody who was removed from the list of persons is still one participant."""
    if row.excerpt is not None:
        participant: Participant = row.excerpt.participant
        return _keys(participant.person) or frozenset({f"participant {participant.pk}"})
    assert row.answer is not None  # noqa: S101 -- a constraint of the database
    return _keys(row.answer.response.invitation.person)


def _keys(person: Person | None) -> frozenset[str]:
    if person is None:
        return frozenset()
    organisation = {f"organisation {person.organisation_id}"} if person.organisation_id else set()
    return frozenset({f"person {person.pk}"} | organisation)


def _quote(row: Evidence, reader: Reader) -> Quote:
    area = _area(row)
    is_open = area.pk in reader.answer_areas
    if row.excerpt is not None:
        interview = row.excerpt.transcript.interview
        return Quote(
            evidence=row.pk,
            kind="quote",
            who=row.excerpt.participant.label,
            text=row.excerpt.wording if row.excerpt_id in reader.quotes else "",
            area=area.name,
            url=_address("interviews:interview-detail", area.slug, interview.pk) if is_open else "",
            is_counter=row.is_counter,
            note=row.note if is_open else "",
        )
    assert row.answer is not None  # noqa: S101 -- a constraint of the database
    return Quote(
        evidence=row.pk,
        kind="answer",
        who=_("Somebody who answered the intake"),
        text=answer_text(row.answer, reader.bodies) if is_open else "",
        area=area.name,
        url=_address("intake:round-detail", area.slug, row.answer.response.invitation.round_id) if is_open else "",
        is_counter=row.is_counter,
        note=row.note if is_open else "",
    )


def answer_text(answer: Answer, bodies: dict[int, Questionnaire]) -> str:
    """Return an answer as it was sent, as one text. bodies: the forms read so far, by the key of their version."""
    version = answer.response.form_version
    if version.pk not in bodies:
        bodies[version.pk] = parse(version.body)
    question = bodies[version.pk].question(answer.question)
    return show_answer(question, answer.sent) if question else ""


def source_areas(finding: Finding) -> QuerySet[PilotArea]:
    """Return the areas that the evidence of a finding comes from, also when it may not be used at this moment."""
    current = Evidence.objects.current().filter(finding=finding).order_by()
    quoted = current.exclude(excerpt=None).values("excerpt__transcript__interview__area")
    answered = current.exclude(answer=None).values("answer__response__invitation__round__area")
    return PilotArea.objects.filter(Q(pk__in=quoted) | Q(pk__in=answered)).without_shapes()


# What may become evidence -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """A quote or an answer that somebody who works on its area starts from. themes: those it was given."""

    key: str
    excerpt: Excerpt | None
    answer: Answer | None
    area: PilotArea
    who: str
    text: str
    themes: tuple[str, ...] = ()

    @property
    def evidence(self) -> dict[str, Any]:
        """What `actions.add_evidence` needs."""
        return {"excerpt": self.excerpt, "answer": self.answer}


def open_excerpts(user: User) -> QuerySet[Excerpt]:
    """Return the quotes that may be evidence, of the areas this user may change."""
    areas = PilotArea.objects.changeable_by(user).order_by().values("pk")
    quotes = usable_excerpts().filter(transcript__interview__area__in=areas)
    return quotes.select_related("participant", "release", "transcript__interview__area").prefetch_related("codings")


def open_answers(user: User) -> QuerySet[Answer]:
    """Return the answers that may be evidence, of the areas this user may change."""
    areas = PilotArea.objects.changeable_by(user).order_by().values("pk")
    answers = usable_answers().filter(response__invitation__round__area__in=areas)
    parts = ("response__form_version", "response__invitation__round__area", "response__invitation__person")
    return answers.select_related(*parts).prefetch_related("themes")


def origin(user: User, asked: Mapping[str, str]) -> Origin | None:
    """Return the quote or answer that `citaat` or `antwoord` names; None without either.

    Raises Http404 when it is unknown, when this user does not work on its area, or when it may not be used.
    """
    for name, rows in (("citaat", open_excerpts), ("antwoord", open_answers)):
        if key := asked.get(name, ""):
            found = rows(user).filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
            if found is None:
                raise Http404
            return _origin(found, {})
    return None


def _origin(row: Excerpt | Answer, bodies: dict[int, Questionnaire]) -> Origin:
    if isinstance(row, Excerpt):
        themes = tuple(dict.fromkeys(coding.theme for coding in row.codings.all()))
        area = row.transcript.interview.area
        return Origin(f"citaat={row.pk}", row, None, area, row.participant.label, row.wording, themes)
    themes = tuple(theme.theme for theme in row.themes.all())
    who = _("Somebody who answered the intake")
    area = row.response.invitation.round.area
    return Origin(f"antwoord={row.pk}", None, row, area, who, answer_text(row, bodies), themes)


def candidates(finding: Finding, user: User, *, words: str = "", kind: str = "") -> list[Origin]:
    """Return what could be evidence of this finding: of its areas, in which every word occurs, not used by it yet.

    kind: "citaat" or "antwoord"; "" for both.
    """
    areas = [area.pk for area in finding.areas.all()]
    current = finding.evidence.current()
    found: list[Excerpt | Answer] = []
    if kind != "antwoord":
        quotes = open_excerpts(user).filter(transcript__interview__area__in=areas)
        found += quotes.exclude(pk__in=current.exclude(excerpt=None).values("excerpt")).order_by("-pk")
    if kind != "citaat":
        answers = open_answers(user).filter(response__invitation__round__area__in=areas)
        found += answers.exclude(pk__in=current.exclude(answer=None).values("answer")).order_by("-pk")
    bodies: dict[int, Questionnaire] = {}
    wanted = words.casefold().split()
    all_origins = (_origin(row, bodies) for row in found)
    return [one for one in all_origins if one.text and all(word in one.text.casefold() for word in wanted)]


def _address(name: str, *arguments: object) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
