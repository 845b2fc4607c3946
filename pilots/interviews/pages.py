"""What the pages of interviews show, and quotes as other rooms and reports show them."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Prefetch, Q, Sum
from django.urls import reverse

from pilots.codebook.models import Codebook, newest
from pilots.interviews.actions.texts import keep_until
from pilots.interviews.enums import NameDecision, NameKind, Purpose, ReleaseState
from pilots.interviews.models import (
    Coding,
    Consent,
    Excerpt,
    Interview,
    NameKey,
    Participant,
    Transcript,
)
from pilots.interviews.names import contexts
from pilots.interviews.runs import Run, Span, split_at
from pilots.interviews.speech import Sentence, Turn, sentences, turns

SHOWN_NAMES = 200  # of those that are not decided; the others follow once these are


# Quotes ---------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as everybody may read it who may read the excerpt. who: the pseudonym, or the name when that is allowed.

    excerpt: its number, for whoever links to it.
    """

    text: str
    who: str
    held_on: date
    area: str
    excerpt: int


def quotes(excerpts: Iterable[Excerpt]) -> list[Quote]:
    """Return excerpts as quotes. They come from a QuerySet that asked for consent, with `with_quote_parts`."""
    return [
        Quote(
            text=excerpt.wording,
            who=_who(excerpt),
            held_on=excerpt.transcript.interview.held_on,
            area=excerpt.transcript.interview.area.name,
            excerpt=excerpt.pk,
        )
        for excerpt in excerpts
    ]


def _who(excerpt: Excerpt) -> str:
    participant = excerpt.participant
    return participant.person.name if getattr(excerpt, "is_named", False) and participant.person else participant.label


# One interview --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PurposeState:
    """How it is with one purpose for one participant. consent: None while nothing was recorded."""

    purpose: Purpose
    consent: Consent | None

    @property
    def label(self) -> str:
        return str(self.purpose.label)

    @property
    def is_in_force(self) -> bool:
        return self.consent is not None and self.consent.is_in_force


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A participant with a decision per purpose, and how many quotes wait for an answer."""

    participant: Participant
    purposes: tuple[PurposeState, ...]
    waiting: int

    @property
    def has_any(self) -> bool:
        return any(one.consent for one in self.purposes)


@dataclass(frozen=True, slots=True)
class InterviewPage:
    """Everything the page of one interview shows. keep_until: when the raw text and the names are removed.

    is_closed: somebody said no to internal analysis or took it back, so no text can be read. has_raw: one is kept.
    """

    interview: Interview
    participants: tuple[ParticipantRow, ...]
    transcripts: tuple[Transcript, ...]
    open_for_coding: frozenset[int]
    undecided: int
    keep_until: date
    memos: tuple[object, ...]

    @property
    def is_closed(self) -> bool:
        analysis = [one for row in self.participants for one in row.purposes if one.purpose == Purpose.ANALYSIS]
        return any(one.consent and not one.is_in_force for one in analysis)

    @property
    def has_raw(self) -> bool:
        return any(transcript.raw_removed_on is None for transcript in self.transcripts)


def interview_page(interview: Interview, user: object) -> InterviewPage:
    """Collect the page. Runs seven queries, however much there is."""
    waiting = Count("excerpts", filter=Q(excerpts__release__state=ReleaseState.PROPOSED))
    people = interview.participants.select_related("person__organisation").prefetch_related("consents__text")
    own = interview.transcripts.defer("text").select_related("created_by").annotate(number=Count("excerpts"))
    opened = Transcript.objects.open_for_coding(user).filter(interview=interview)  # type: ignore[arg-type]  # an account
    return InterviewPage(
        interview=interview,
        participants=tuple(_participant_row(one) for one in people.annotate(waiting=waiting)),
        transcripts=tuple(own),
        open_for_coding=frozenset(opened.values_list("pk", flat=True)),
        undecided=interview.name_keys.filter(decision=NameDecision.PROPOSED).count(),
        keep_until=keep_until(interview.held_on),
        memos=tuple(interview.memos.filter(excerpt=None).select_related("created_by")),
    )


def purpose_states(participant: Participant) -> tuple[PurposeState, ...]:
    """Return how it is with each purpose for this participant."""
    consents = {one.purpose: one for one in participant.consents.all()}
    return tuple(PurposeState(purpose, consents.get(purpose)) for purpose in Purpose)


def _participant_row(participant: Participant) -> ParticipantRow:
    return ParticipantRow(participant, purpose_states(participant), getattr(participant, "waiting", 0))


# Names ----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class NameRow:
    """A found name with the places where it stands: what is before, at and after it."""

    key: NameKey
    places: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class NamesPage:
    """The list of names of an interview beside one of its texts."""

    rows: tuple[NameRow, ...]
    undecided: int
    kinds: tuple[tuple[NameKind, int], ...]
    more: int


def names_page(transcript: Transcript) -> NamesPage:
    """Collect the names that wait for a decision first, then those that have one."""
    keys = sorted(transcript.interview.name_keys.all(), key=lambda key: (key.decision != NameDecision.PROPOSED, key.pk))
    waiting = [key for key in keys if key.decision == NameDecision.PROPOSED]
    kinds = tuple((kind, number) for kind in NameKind if (number := sum(key.kind == kind for key in waiting)))
    shown = waiting[:SHOWN_NAMES] + keys[len(waiting) :]
    text = transcript.raw.text
    rows = tuple(NameRow(key, contexts(text, key.original)) for key in shown)
    return NamesPage(rows, len(waiting), kinds, max(len(waiting) - SHOWN_NAMES, 0))


# Coding ---------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with the runs of the excerpts in it."""

    sentence: Sentence
    runs: list[Run]


@dataclass(frozen=True, slots=True)
class TurnView:
    """What one speaker says."""

    speaker: str
    sentences: list[SentenceView]


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """An excerpt in the list beside the text. number: as it is shown in the text; sentence: in which it begins."""

    excerpt: Excerpt
    number: int
    sentence: int
    themes: tuple[str, ...]
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodingPage:
    """A text to code. mark: changes with every excerpt and theme, so that a page can ask whether it is up to date."""

    transcript: Transcript
    text: str
    turns: list[TurnView]
    rows: list[ExcerptRow]
    sentences: list[Sentence]
    mark: str
    book: Codebook | None = None
    numbers: dict[int, int] = field(default_factory=dict)


def coding_mark(transcript: Transcript) -> str:
    """Return a mark of the state of the excerpts and themes of a text, by one query."""
    own = Excerpt.objects.usable_for(Purpose.ANALYSIS).filter(transcript=transcript)
    counts = own.aggregate(
        one=Count("pk", distinct=True), two=Max("pk"), three=Count("codings"), four=Max("codings"), five=Sum("end")
    )
    return "-".join(str(value or 0) for value in counts.values())


def coding_page(transcript: Transcript) -> CodingPage:
    """Cut the text into turns, sentences and runs. Runs four queries."""
    text = transcript.text
    mark = coding_mark(transcript)  # first: what is added meanwhile is then news
    in_turns = turns(text)
    cut = sentences(text, in_turns)
    coded = Prefetch("codings", Coding.objects.select_related("created_by"))
    found = Excerpt.objects.usable_for(Purpose.ANALYSIS).filter(transcript=transcript)
    shown = list(found.select_related("participant", "release").prefetch_related(coded))
    book = newest()
    numbers = {excerpt.pk: number for number, excerpt in enumerate(shown, 1)}
    runs = split_at([(one.start, one.end) for one in cut], [Span(one.start, one.end, numbers[one.pk]) for one in shown])
    return CodingPage(
        transcript=transcript,
        text=text,
        turns=_turn_views(in_turns, cut, runs),
        rows=_excerpt_rows(shown, cut, numbers, book),
        sentences=cut,
        mark=mark,
        book=book,
        numbers=numbers,
    )


def _turn_views(in_turns: list[Turn], cut: list[Sentence], runs: list[list[Run]]) -> list[TurnView]:
    views = [TurnView(turn.speaker, []) for turn in in_turns]
    for sentence, own in zip(cut, runs, strict=True):
        views[sentence.turn].sentences.append(SentenceView(sentence, own))
    return views


def _excerpt_rows(
    shown: list[Excerpt], cut: list[Sentence], numbers: dict[int, int], book: Codebook | None
) -> list[ExcerptRow]:
    names = {theme.code: theme.label for theme in book.themes.all} if book else {}
    rows = []
    at = 0
    for excerpt in shown:  # in the order of the text, so one sweep over the sentences will do
        while at + 1 < len(cut) and cut[at].end <= excerpt.start:
            at += 1
        codings = excerpt.codings.all()
        rows.append(
            ExcerptRow(
                excerpt=excerpt,
                number=numbers[excerpt.pk],
                sentence=cut[at].number if cut else 1,
                themes=tuple(dict.fromkeys(names.get(one.theme, one.theme) for one in codings)),
                coders=tuple(dict.fromkeys(one.created_by.name for one in codings)),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A theme that somebody gave, in words."""

    pk: int
    label: str
    created_by: object
    created_by_id: int
    created_at: datetime


def coding_rows(excerpt: Excerpt) -> list[CodingRow]:
    """Return the themes of an excerpt, each in the words of the codebook it was taken from."""
    return [
        CodingRow(one.pk, one.codebook.themes.path(one.theme), one.created_by, one.created_by_id, one.created_at)
        for one in excerpt.codings.select_related("created_by", "codebook")
    ]


# Excerpts by theme ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FoundExcerpt:
    """An excerpt in the list over all interviews. url: "" for who may read the quote and not the interview.

    themes: empty for them too, because what the coders think is for who works on the area.
    """

    quote: Quote
    themes: tuple[str, ...]
    url: str


def found_excerpts(excerpts: Iterable[Excerpt], own: Container[int], book: Codebook | None) -> list[FoundExcerpt]:
    """Return the rows of the list. own: the interviews that this reader may open."""
    listed = list(excerpts)
    themes = book.themes if book else None
    rows = []
    for excerpt, quote in zip(listed, quotes(listed), strict=True):
        interview = excerpt.transcript.interview
        is_own = interview.pk in own
        codes = dict.fromkeys(one.theme for one in excerpt.codings.all()) if is_own else {}
        address = reverse("interviews:excerpt-detail", args=[interview.area.slug, interview.pk, excerpt.pk])
        named = tuple(themes.path(code) if themes else code for code in codes)
        rows.append(FoundExcerpt(quote, named, address if is_own else ""))
    return rows


# The own page of an interviewee ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class OwnQuote:
    """An own quote with the words around it, from the same turn, and the form that is shown with it."""

    excerpt: Excerpt
    before: str
    after: str
    decided_at: datetime | None
    form: object = None


AROUND = 240  # characters of the same turn


def own_quotes(participant: Participant) -> list[OwnQuote]:
    """Return what was proposed to this participant, in the order of the text."""
    proposed = Excerpt.objects.filter(participant=participant, release__isnull=False)
    return [_own_quote(one) for one in proposed.select_related("release", "transcript")]


def _own_quote(excerpt: Excerpt) -> OwnQuote:
    text = excerpt.transcript.text
    start = max(text.rfind("\n", 0, excerpt.start) + 1, excerpt.start - AROUND)
    line_end = text.find("\n", excerpt.end)
    end = min(line_end if line_end >= 0 else len(text), excerpt.end + AROUND)
    return OwnQuote(excerpt, text[start : excerpt.start], text[excerpt.end : end], excerpt.release.decided_at)
