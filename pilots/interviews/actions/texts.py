"""From a text that was sent in to one without names; and removing what has been kept long enough."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import User
from pilots.interviews.actions.consents import note_withdrawal
from pilots.interviews.actions.joining import join_same
from pilots.interviews.enums import InterviewState, NameDecision, NameKind, TextState, WithdrawalKind
from pilots.interviews.models import Excerpt, Interview, NameKey, RawText, Release, Transcript
from pilots.interviews.names import Known, propose, replace
from pilots.interviews.sources import Source
from pilots.stakeholders.models import Partner

MOST_PROPOSED = 1000  # names; a text with more gets the rest proposed once these are decided


class UndecidedError(Exception):
    """There are names that nobody decided about yet. number: how many."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__()


class CodedError(Exception):
    """The text without names has excerpts already, which a new one would put in the wrong place."""


@transaction.atomic
def add_transcript(*, interview: Interview, source: Source, by: User) -> Transcript:
    """Keep a text that was sent in as a new version, apart from what others read, and propose the names in it."""
    Interview.objects.select_for_update().get(pk=interview.pk)
    latest = interview.transcripts.aggregate(latest=Max("version"))["latest"] or 0
    transcript = Transcript.objects.create(
        interview=interview, version=latest + 1, source_name=source.name, sha256=source.sha256, created_by=by
    )
    RawText.objects.create(transcript=transcript, text=source.text)
    _propose(transcript, source.text)
    return transcript


def _propose(transcript: Transcript, text: str) -> None:
    known = set(transcript.interview.name_keys.values_list("original", flat=True))
    found = [one for one in propose(text, _known(transcript.interview)) if one.original not in known]
    NameKey.objects.bulk_create(
        [
            NameKey(
                interview=transcript.interview, original=one.original[:200], pseudonym=one.suggestion, kind=one.kind
            )
            for one in found[:MOST_PROPOSED]
        ],
        ignore_conflicts=True,
    )


def _known(interview: Interview) -> list[Known]:
    """Return the names that are known already: of the participants, and of the parties in the area."""
    participants = interview.participants.filter(person__isnull=False).select_related("person__organisation")
    known = [Known(one.person.name, NameKind.PERSON, one.label) for one in participants if one.person]
    known += [Known(one.person.organisation.name, NameKind.ORGANISATION) for one in participants if one.person]
    parties = Partner.objects.filter(area=interview.area).values_list("organisation__name", flat=True)
    return known + [Known(name, NameKind.ORGANISATION) for name in parties]


@transaction.atomic
def decide_names(*, interview: Interview, decisions: Mapping[int, tuple[NameDecision, str]], by: User) -> int:
    """Write down what somebody decided about names: by the number of the name, with what stands for it."""
    keys = list(interview.name_keys.select_for_update().filter(pk__in=decisions))
    for key in keys:
        key.decision, pseudonym = decisions[key.pk]
        key.pseudonym = pseudonym or key.pseudonym
        key.decided_by = None if key.decision == NameDecision.PROPOSED else by
    NameKey.objects.bulk_update(keys, ["decision", "pseudonym", "decided_by"])
    return len(keys)


def decide_all(*, interview: Interview, kind: NameKind, decision: NameDecision, by: User) -> int:
    """Decide the same about every undecided name of one kind."""
    undecided = interview.name_keys.filter(kind=kind, decision=NameDecision.PROPOSED)
    return undecided.update(decision=decision, decided_by=by)


def add_name(*, interview: Interview, original: str, pseudonym: str, kind: NameKind, by: User) -> NameKey:
    """Add a name that the search missed, to be replaced."""
    key, _ = NameKey.objects.update_or_create(
        interview=interview,
        original=original,
        defaults={
            "pseudonym": pseudonym, "kind": kind, "decision": NameDecision.REPLACED, "decided_by": by,
        },
    )  # fmt: skip
    return key


def _pairs(interview: Interview) -> dict[str, str]:
    replaced = interview.name_keys.filter(decision=NameDecision.REPLACED)
    return dict(replaced.values_list("original", "pseudonym"))


@transaction.atomic
def pseudonymise(*, transcript: Transcript) -> Transcript:
    """Make the text that others read.

    Raises UndecidedError, NamesLeftError when a pseudonym brings a name back, and CodedError when it was coded before.
    """
    interview = Interview.objects.select_for_update().get(pk=transcript.interview_id)
    undecided = interview.name_keys.filter(decision=NameDecision.PROPOSED).count()
    if undecided:
        raise UndecidedError(undecided)
    if transcript.excerpts.exists():
        raise CodedError
    transcript.text = replace(transcript.raw.text, _pairs(interview)).text
    transcript.state = TextState.PSEUDONYMISED
    transcript.save(update_fields=["text", "state"])
    interview.state = InterviewState.PROCESSED
    interview.save(update_fields=["state"])
    return transcript


@transaction.atomic
def hide_name(*, transcript: Transcript, original: str, pseudonym: str, by: User) -> int:
    """Replace a name that was overlooked, also in the excerpts, which keep their place, and in reworded quotes.

    Excerpts of one person that became the same piece are joined. Quotes that read otherwise now put older papers out
    of date. Returns how often the name stood there. Raises NamesLeftError.
    """
    transcript = Transcript.objects.select_for_update().get(pk=transcript.pk)
    done = replace(transcript.text, {original: pseudonym})
    before = _quoted(transcript)
    transcript.text = done.text
    transcript.save(update_fields=["text"])
    excerpts = list(transcript.excerpts.select_for_update(of=("self",)).order_by("pk"))
    for excerpt in excerpts:
        excerpt.start, excerpt.end = done.move(excerpt.start, excerpt.end)
        excerpt.text = done.text[excerpt.start : excerpt.end]
    Excerpt.objects.bulk_update(join_same(excerpts), ["start", "end", "text"])
    for release in Release.objects.filter(excerpt__transcript=transcript).exclude(wording=""):
        release.wording = replace(release.wording, {original: pseudonym}).text
        release.save(update_fields=["wording"])
    add_name(interview=transcript.interview, original=original, pseudonym=pseudonym, kind=NameKind.PERSON, by=by)
    changed = set(before.items()) - set(_quoted(transcript).items())
    if changed:
        area, kind = transcript.interview.area, WithdrawalKind.REWORDED
        note_withdrawal(area=area, kind=kind, number_of_quotes=len(changed))
    return sum(len(edits) for edits in done.rounds)


def _quoted(transcript: Transcript) -> dict[int, str]:
    """Return the words of the quotes that may be used, by excerpt."""
    quotable = Excerpt.objects.quotable().filter(transcript=transcript).select_related("release")
    return {excerpt.pk: excerpt.wording for excerpt in quotable}


# Keeping no longer than needed ----------------------------------------------------------------------------------------
def keep_until(held_on: date) -> date:
    """Return until when the raw text and the list of names of an interview are kept."""
    try:
        return held_on.replace(year=held_on.year + settings.RAW_TEXT_YEARS)
    except ValueError:  # 29 February
        return held_on.replace(year=held_on.year + settings.RAW_TEXT_YEARS, day=28)


@transaction.atomic
def remove_expired(*, today: date) -> int:
    """Remove raw texts and lists of names whose term is over, or whose area went to the archive a month ago.

    Returns how many texts were removed. A text whose names were never replaced is gone after this.
    """
    archived = timezone.now() - timedelta(days=settings.RAW_TEXT_DAYS_IN_ARCHIVE)
    started = Q(held_on__lte=today - timedelta(days=365 * settings.RAW_TEXT_YEARS - 1))
    candidates = Interview.objects.filter(started | Q(area__archived_at__lte=archived)).select_related("area")
    over = [one.pk for one in candidates if one.area.archived_at or keep_until(one.held_on) < today]
    return _remove_raw(over, today)


@transaction.atomic
def remove_raw(*, interview: Interview, today: date) -> int:
    """Remove the raw texts and the list of names of one interview now, before their term is over. Returns how many."""
    return _remove_raw([interview.pk], today)


def _remove_raw(interviews: Iterable[int], today: date) -> int:
    texts = RawText.objects.filter(transcript__interview__in=interviews)
    transcripts = list(texts.values_list("transcript", flat=True))
    texts.delete()
    NameKey.objects.filter(interview__in=interviews).delete()
    Transcript.objects.filter(pk__in=transcripts).update(raw_removed_on=today)
    return len(transcripts)
