"""Everything that happens to a toolbox item: writing it, and moving it from draft to published."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from toolbox.enums import CURATOR_MOVES, MOVES_WITH_REASON, PRACTICE_MOVES, Criterion, PracticeState
from toolbox.models import Practice


class MoveRefusedError(ValueError):
    """The item cannot make this move; the message says why, in words for the person who tried."""


@transaction.atomic
def write_practice(*, practice: Practice, sources: list[dict[str, str]], by: User, seen: str = "") -> Practice:
    """Save what somebody wrote; a new item becomes a draft of theirs with an address of its own.

    seen: the moment (ISO 8601) of the text that the writer started from, "" when there was none. Raises
    MoveRefusedError when somebody else saved or judged the item since.
    """
    if practice.pk is not None:
        stored = Practice.objects.select_for_update(of=("self",)).only("state", "updated_at").get(pk=practice.pk)
        if stored.state != practice.state or seen not in {"", stored.updated_at.isoformat()}:
            raise MoveRefusedError(_("Somebody else has changed this item in the meantime. Look at it again."))
    practice.sources = sources
    if practice.pk is None:
        practice.submitted_by = by
        practice.slug = free_slug(practice.title)
    practice.save()
    return practice


TAKEN = frozenset({"bevinding", "bijdragen", "passend"})  # addresses of other pages


def free_slug(title: str) -> str:
    """Return an address part for this title that no item has yet."""
    base = slugify(title)[:170] or "item"
    take_turns(f"practice {base}")  # two clicks together must not take the same address
    taken = TAKEN | set(Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction.atomic
def move_practice(
    *, practice: Practice, to: PracticeState, by: User, reason: str = "", criteria: Iterable[str] = ()
) -> Practice:
    """Move an item to another state and mail the submitter when a curator judged it.

    Publishing asks for all criteria, refusing and withdrawing for a reason. Raises MoveRefusedError.
    """
    practice = Practice.objects.select_for_update(of=("self",)).select_related("submitted_by").get(pk=practice.pk)
    met = [criterion for criterion in Criterion.values if criterion in set(criteria)]
    _check_move(practice, to, reason, met)
    practice.state = to
    practice.reason = reason.strip() if to in MOVES_WITH_REASON else ""
    if to in CURATOR_MOVES:
        practice.reviewed_by, practice.reviewed_at, practice.criteria_met = by, timezone.now(), met
    if to == PracticeState.PUBLISHED:
        practice.reviewed_on = timezone.localdate()
    practice.save()
    if to in CURATOR_MOVES and practice.submitted_by and practice.submitted_by != by:
        _tell_submitter(practice, practice.submitted_by)
    return practice


def _check_move(practice: Practice, to: PracticeState, reason: str, met: list[str]) -> None:
    if to not in PRACTICE_MOVES[PracticeState(practice.state)]:
        raise MoveRefusedError(_("Somebody else has changed this item in the meantime. Look at it again."))
    if to in {PracticeState.REVIEW, PracticeState.PUBLISHED} and not practice.sources:
        raise MoveRefusedError(_("Add at least one source first."))
    if to in MOVES_WITH_REASON and not reason.strip():
        raise MoveRefusedError(_("Write down why, so that the submitter can do something with it."))
    if to == PracticeState.PUBLISHED and len(met) < len(Criterion):
        raise MoveRefusedError(_("An item is published when it meets all three criteria."))


def _tell_submitter(practice: Practice, submitter: User) -> None:
    with translation.override(submitter.language):
        context = {
            "practice": practice,
            "submitter": submitter,
            "address": settings.SITE_URL + practice.get_absolute_url(),
        }
        subject = _("Your toolbox item “%(title)s”: %(state)s") % {
            "title": practice.title,
            "state": practice.get_state_display(),
        }
        send_mail(subject, render_to_string("toolbox/mail/judged.txt", context), None, [submitter.email])
