"""Collaborations of an area: starting, ending, opening again, moving to a newer typology, and their joint answers."""

from collections.abc import Mapping
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from typology.gearbox.models import Collaboration, TypologyVersion


class MoveError(Exception):
    """Something that cannot be done now. The message says why, in words for whoever tried it."""


class ChangedError(Exception):
    """Somebody else fixed another joint answer since the page was opened. theirs: the code of that answer."""

    def __init__(self, theirs: str) -> None:
        super().__init__(theirs)
        self.theirs = theirs


@transaction.atomic
def start_collaboration(
    *,
    area: PilotArea,
    by: User,
    name: str = "",
    about: str = "",
    version: TypologyVersion | None = None,
    started_on: date | None = None,
) -> Collaboration:
    """Start a collaboration with the newest typology, or with the version that was chosen.

    Without a name, the area gets one only when none is running. Raises TypologyVersion.DoesNotExist when no typology
    was loaded.
    """
    PilotArea.objects.select_for_update(of=("self",)).get(pk=area.pk)  # two clicks start one
    running = area.collaborations.running().select_related("area", "version").first()
    if running is not None and not name:
        return running
    with pghistory.context(user=by.pk):
        return Collaboration.objects.create(
            area=area,
            name=name or _("Collaboration %(area)s") % {"area": area.name},
            about=about,
            version=version or TypologyVersion.objects.newest(),
            started_on=started_on or timezone.localdate(),
            updated_by=by,
        )


@transaction.atomic
def end_collaboration(*, collaboration: Collaboration, on: date, reason: str, by: User) -> Collaboration:
    """End a collaboration: its views take no answers any more, everything stays to read. Raises MoveError."""
    found = _locked(collaboration)
    if found.ended_on:
        raise MoveError(_("This collaboration has ended already."))
    with pghistory.context(user=by.pk):
        found.ended_on, found.end_reason, found.updated_by = on, reason, by
        found.save(update_fields=["ended_on", "end_reason", "updated_by", "updated_at"])
    return found


@transaction.atomic
def reopen_collaboration(*, collaboration: Collaboration, by: User) -> Collaboration:
    """Take the end of a collaboration back; links of its views work again. Twice changes nothing."""
    found = _locked(collaboration)
    with pghistory.context(user=by.pk):
        found.ended_on, found.end_reason, found.updated_by = None, "", by
        found.save(update_fields=["ended_on", "end_reason", "updated_by", "updated_at"])
    return found


@transaction.atomic
def move_collaboration(*, collaboration: Collaboration, to: TypologyVersion, by: User) -> Collaboration:
    """Pin a collaboration to another version. Answers that it does not know stay kept, and no longer count."""
    found = _locked(collaboration)
    _refuse_when_ended(found)
    with pghistory.context(user=by.pk):
        found.version, found.updated_by = to, by
        found.save(update_fields=["version", "updated_by", "updated_at"])
    return found


@transaction.atomic
def share_board(*, collaboration: Collaboration, is_shared: bool, by: User) -> Collaboration:
    """Show the board to the partners, or to the team only."""
    found = _locked(collaboration)
    with pghistory.context(user=by.pk):
        found.is_board_shared, found.updated_by = is_shared, by
        found.save(update_fields=["is_board_shared", "updated_by", "updated_at"])
    return found


@transaction.atomic
def answer(
    *, collaboration: Collaboration, by: User, answers: Mapping[str, str], explanations: Mapping[str, str]
) -> Collaboration:
    """Keep these joint answers and explanations; what is not named stays, so two people never wipe each other out.

    An empty text takes an answer or explanation away. Raises MoveError when the collaboration has ended.
    """
    found = _locked(collaboration)
    _refuse_when_ended(found)
    return _answered(found, by, answers, explanations)


@transaction.atomic
def fix_answer(*, collaboration: Collaboration, by: User, code: str, step: str, why: str, seen: str) -> Collaboration:
    """Fix the joint answer to one question. seen: the answer the page showed; another one by now raises ChangedError.

    Raises MoveError when the collaboration has ended.
    """
    found = _locked(collaboration)
    _refuse_when_ended(found)
    now = found.answers.get(code, "")
    if now != seen and now != step:
        raise ChangedError(now)
    return _answered(found, by, {code: step}, {code: why})


def _answered(
    found: Collaboration, by: User, answers: Mapping[str, str], explanations: Mapping[str, str]
) -> Collaboration:
    with pghistory.context(user=by.pk):
        found.answers = _merged(found.answers, answers)
        found.explanations = _merged(found.explanations, explanations)
        found.updated_by = by
        found.save()
    return found


def _locked(collaboration: Collaboration) -> Collaboration:
    rows = Collaboration.objects.select_for_update(of=("self",)).select_related("area", "version")
    return rows.get(pk=collaboration.pk)


def _refuse_when_ended(collaboration: Collaboration) -> None:
    if collaboration.ended_on:
        raise MoveError(_("This collaboration has ended. Open it again to change something."))


def _merged(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code, text in {**old, **new}.items() if text}
