"""Sending answers in and taking them back, with the mail that confirms it; and the way in for who has an account."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from accounts.models import User
from core import links
from core.locks import take_turns
from pilots.intake.actions.letters import compose_confirmation
from pilots.intake.actions.responses import submit_response
from pilots.intake.enums import InvitationState, ResponseState
from pilots.intake.models import Answer, Invitation, InvitationLink, Response
from pilots.intake.models.rounds import last_moment


@transaction.atomic
def send_in(*, response: Response, secret: str) -> Response:
    """Send the answers in and confirm it by mail; twice does it once. secret: of the link, for the mail.

    What was typed before the first sending leaves the history: only what somebody sent is kept. Raises MoveError.
    """
    take_turns(f"send in response {response.pk}")
    before = Response.objects.get(pk=response.pk)
    sent = submit_response(response=response)
    if before.state == ResponseState.SUBMITTED:
        return sent
    if before.submitted_at is None:
        _forget_drafts(sent)
    _confirm(sent, secret, is_first=before.submitted_at is None)
    return sent


def _forget_drafts(response: Response) -> None:
    events = Answer.pgh_event_model.objects.filter(response_id=response.pk)  # type: ignore[attr-defined]
    newest = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values_list("pgh_id", flat=True)
    events.exclude(pgh_id__in=list(newest)).delete()


def _confirm(response: Response, secret: str, *, is_first: bool) -> None:
    invitation = Invitation.objects.select_related("round__area", "round__sender", "person").get(response=response)
    if invitation.person.email:
        compose_confirmation(invitation, secret, language=response.language, is_first=is_first).send()


@transaction.atomic
def withdraw(*, response: Response) -> None:
    """Remove a response with its answers, its history and its files. The invitation counts as declined.

    One that was withdrawn by its sender stays withdrawn.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=response.invitation_id)
    files = [attachment.file for attachment in response.attachments.all()]
    Answer.pgh_event_model.objects.filter(response_id=response.pk).delete()  # type: ignore[attr-defined]
    answers = list(response.answers.values_list("pk", flat=True))
    response.delete()
    Answer.pgh_event_model.objects.filter(pgh_obj_id__in=answers).delete()  # type: ignore[attr-defined]
    if invitation.state != InvitationState.REVOKED:
        invitation.state = InvitationState.DECLINED
    invitation.decline_reason = ""
    invitation.waiting_mail, invitation.waiting_since = "", None
    invitation.save(update_fields=["state", "decline_reason", "waiting_mail", "waiting_since"])
    transaction.on_commit(lambda: _delete(files))


def _delete(files: Iterable[FieldFile]) -> None:
    for file in files:
        file.storage.delete(str(file.name))


# With an account -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnInvitation:
    """One invitation as its own person sees it in a list."""

    invitation: Invitation
    is_sent: bool
    can_open: bool


def own_invitations(user: User) -> list[OwnInvitation]:
    """Return the invitations of the person behind this account, newest first."""
    rows = Invitation.objects.filter(person__user=user).select_related("round__area", "round__sender", "response")
    return [
        OwnInvitation(row, row.state == InvitationState.SENT, row.state != InvitationState.REVOKED)
        for row in rows.order_by("-invited_at", "-pk")
    ]


@transaction.atomic
def own_link(*, invitation: Invitation) -> str | None:
    """Return the secret of a new link for the person themselves; None when the invitation was withdrawn."""
    if invitation.state == InvitationState.REVOKED:
        return None
    expires_at = max(last_moment(invitation.due_on), timezone.now())
    _link, secret = links.make_link(InvitationLink, expires_at=expires_at, invitation=invitation)
    return secret
