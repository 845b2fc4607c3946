"""Giving themes to pieces of text, and what becomes of them as quotes."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from pilots.codebook.models import Codebook
from pilots.interviews.actions.consents import note_withdrawal
from pilots.interviews.enums import Purpose, ReleaseState, WithdrawalKind
from pilots.interviews.models import Coding, Excerpt, Participant, Release, Transcript


@transaction.atomic
def code(
    *,
    transcript: Transcript,
    participant: Participant,
    start: int,
    end: int,
    themes: Iterable[str],
    codebook: Codebook,
    by: User,
) -> Excerpt:
    """Give themes to a piece of text. The same piece is one excerpt, whoever codes it; each coder adds own rows."""
    excerpt, _ = Excerpt.objects.get_or_create(
        transcript=transcript,
        participant=participant,
        start=start,
        end=end,
        defaults={"text": transcript.text[start:end], "created_by": by},
    )
    add_codings(excerpt=excerpt, themes=themes, codebook=codebook, by=by)
    return excerpt


def add_codings(*, excerpt: Excerpt, themes: Iterable[str], codebook: Codebook, by: User) -> None:
    """Add themes to an excerpt; a theme that this coder gave before stays as it is."""
    rows = [Coding(excerpt=excerpt, theme=theme, codebook=codebook, created_by=by) for theme in themes]
    Coding.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def delete_excerpt(*, excerpt: Excerpt) -> None:
    """Remove an excerpt with its themes and memos; papers that quoted it become out of date."""
    if Excerpt.objects.quotable().filter(pk=excerpt.pk).exists():
        _note(excerpt, WithdrawalKind.REFUSED)
    excerpt.delete()


def propose_quote(*, excerpt: Excerpt) -> Release | None:
    """Propose an excerpt as a quote to who said it. None without consent for quotes."""
    if not Excerpt.objects.usable_for(Purpose.QUOTE).filter(pk=excerpt.pk).exists():
        return None
    release, _ = Release.objects.get_or_create(excerpt=excerpt)
    return release


@transaction.atomic
def decide(*, excerpt: Excerpt, state: ReleaseState, wording: str = "") -> Release:
    """Write down what the interviewee decided about an own quote. Raises Release.DoesNotExist when none was asked.

    When the quote was in use, older papers hold words that were refused or reworded since.
    """
    release = Release.objects.select_for_update().get(excerpt=excerpt)
    was_used = Excerpt.objects.quotable().filter(pk=excerpt.pk).exists()
    changed = (release.state, release.wording) != (state, wording)
    release.state, release.decided_at = state, timezone.now()
    release.wording = wording if state == ReleaseState.REWORDED else ""
    release.save(update_fields=["state", "wording", "decided_at"])
    if was_used and changed and state != ReleaseState.RELEASED:
        kind = WithdrawalKind.REFUSED if state == ReleaseState.REFUSED else WithdrawalKind.REWORDED
        _note(excerpt, kind)
    return release


def _note(excerpt: Excerpt, kind: WithdrawalKind) -> None:
    note_withdrawal(area=excerpt.transcript.interview.area, kind=kind, number_of_quotes=1)
