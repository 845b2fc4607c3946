"""Rounds: making, changing, opening and closing them."""

from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.intake.actions.states import MoveError
from pilots.intake.enums import OPEN_STATES, ROUND_MOVES, FormState, MailKind, RoundState
from pilots.intake.models import FormVersion, Invitation, InvitationLink, Response, Round
from pilots.intake.models.rounds import last_moment


@transaction.atomic
def create_round(*, area: PilotArea, form_version: FormVersion, by: User, **values: Any) -> Round:
    """Prepare a round; nobody gets anything before it is opened. Raises MoveError when the form is not published."""
    if form_version.state != FormState.PUBLISHED:
        raise MoveError(_("Only a published version of a form can be asked."))
    with pghistory.context(user=by.pk):
        return Round.objects.create(area=area, form_version=form_version, **{"sender": by, **values})


@transaction.atomic
def change_round(*, round_: Round, by: User, **values: Any) -> Round:
    """Change the words and dates of a round. A new deadline also counts for who had the old one.

    The form stays once somebody started to answer: what people see may not change under them. Raises MoveError.
    """
    found = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    version = values.get("form_version", found.form_version)
    if version != found.form_version and Response.objects.filter(invitation__round=found).exists():
        raise MoveError(_("People are answering already, so the form of this round stays."))
    deadline = found.closes_on
    with pghistory.context(user=by.pk):
        for name, value in values.items():
            setattr(found, name, value)
        found.save()
        if found.closes_on != deadline:
            invitations = Invitation.objects.filter(round=found, due_on=deadline)
            links = InvitationLink.objects.filter(invitation__in=invitations, revoked_at=None)
            links.update(expires_at=last_moment(found.closes_on))
            invitations.filter(state__in=OPEN_STATES).update(due_on=found.closes_on)
    return found


@transaction.atomic
def move_round(*, round_: Round, to: RoundState, by: User) -> Round:
    """Open, close or reopen a round. Closing leaves every answer as it is. Raises MoveError."""
    found = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    if to not in ROUND_MOVES[RoundState(found.state)]:
        message = _("A round that is “%(now)s” cannot become “%(to)s”.")
        raise MoveError(message % {"now": found.get_state_display(), "to": to.label})
    with pghistory.context(user=by.pk):
        found.state = to
        found.save(update_fields=["state"])
        if to == RoundState.CLOSED:  # a reminder that still waits would be stale once the round opens again
            waiting = Invitation.objects.filter(round=found, waiting_mail=MailKind.REMINDER)
            waiting.update(waiting_mail="", waiting_since=None)
    return found
