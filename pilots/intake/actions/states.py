"""Moves from one state to another, by the tables of `enums`."""

from django.utils.translation import gettext as _

from pilots.intake.enums import INVITATION_MOVES, InvitationState
from pilots.intake.models import Invitation, Response


class MoveError(Exception):
    """A move that the state does not allow. The message says why, in words for whoever tried it."""


def locked(invitation: Invitation | int) -> Invitation:
    """Return the invitation as it is now, locked until the transaction ends. Raises DoesNotExist."""
    key = invitation if isinstance(invitation, int) else invitation.pk
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("round__area", "person__organisation")
    return rows.get(pk=key)


def move(invitation: Invitation, to: InvitationState) -> None:
    """Put a locked invitation in another state, without saving. Raises MoveError."""
    if to not in INVITATION_MOVES[InvitationState(invitation.state)]:
        message = _("An invitation that is “%(now)s” cannot become “%(to)s”.")
        raise MoveError(message % {"now": invitation.get_state_display(), "to": to.label})
    invitation.state = to


def reached(invitation: Invitation) -> InvitationState:
    """Say how far the person had come, whatever happened since: started, opened or not opened yet."""
    if Response.objects.filter(invitation=invitation).exists():
        return InvitationState.STARTED
    return InvitationState.OPENED if invitation.accepted_at else InvitationState.PENDING
