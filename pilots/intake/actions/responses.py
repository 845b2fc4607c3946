"""What an invited person does: open, say yes or no, start, submit, change afterwards.

The invited person has no account: the link is who they are, so these take no `by`. Each is safe to call twice.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pilots.intake.actions.states import MoveError, locked, move
from pilots.intake.enums import InvitationState, ResponseState
from pilots.intake.models import Invitation, OwnCopy, Response
from pilots.intake.questionnaire import parse, progress


@transaction.atomic
def open_invitation(*, invitation: Invitation) -> Invitation:
    """Note that a person opened the link. Changes nothing but a pending invitation."""
    if invitation.state != InvitationState.PENDING:
        return invitation
    found = locked(invitation)
    if found.state == InvitationState.PENDING:
        move(found, InvitationState.OPENED)
        found.save(update_fields=["state"])
    return found


@transaction.atomic
def accept(*, invitation: Invitation) -> Invitation:
    """Note that the person wants to take part; from now on a reminder may be sent. Raises MoveError.

    Somebody who declined before may still say yes while the round is open.
    """
    found = locked(invitation)
    _refuse_when_closed(found)
    if found.state in {InvitationState.PENDING, InvitationState.DECLINED}:
        has_started = Response.objects.filter(invitation=found).exists()
        move(found, InvitationState.STARTED if has_started and found.accepted_at else InvitationState.OPENED)
    found.accepted_at = found.accepted_at or timezone.now()
    found.decline_reason = ""
    found.save(update_fields=["state", "accepted_at", "decline_reason"])
    return found


@transaction.atomic
def decline(*, invitation: Invitation, reason: str = "") -> Invitation:
    """Note that the person does not take part, with the reason they gave (at most 500 characters). Raises MoveError."""
    found = locked(invitation)
    if found.state != InvitationState.DECLINED:
        move(found, InvitationState.DECLINED)
    found.decline_reason = reason.strip()[:500]
    found.waiting_mail, found.waiting_since = "", None
    found.save(update_fields=["state", "decline_reason", "waiting_mail", "waiting_since"])
    return found


@transaction.atomic
def start_response(*, invitation: Invitation, language: str, consent_version: str) -> Response:
    """Note the consent and start the response, on the version of the form that the round asks; twice gives the same.

    It counts as saying yes too. Raises MoveError when the round is closed, or the invitation is no longer open.
    """
    found = locked(invitation)
    existing = Response.objects.filter(invitation=found).first()
    if existing:
        return existing
    _refuse_when_closed(found)
    now = timezone.now()
    found.accepted_at = found.accepted_at or now
    if found.state in {InvitationState.PENDING, InvitationState.DECLINED}:
        move(found, InvitationState.OPENED)
    move(found, InvitationState.STARTED)
    found.decline_reason = ""
    found.save(update_fields=["state", "accepted_at", "decline_reason"])
    return Response.objects.create(
        invitation=found,
        form_version_id=found.round.form_version_id,
        language=language,
        consent_version=consent_version,
        consented_at=now,
        started_at=now,
        changed_at=now,
    )


@transaction.atomic
def submit_response(*, response: Response) -> Response:
    """Send the answers in; again after a change. From now on others read these values. Twice changes nothing.

    Raises MoveError when a required question that is asked has no answer, or the round no longer takes answers.
    """
    invitation = locked(response.invitation_id)
    found = Response.objects.select_for_update(of=("self",)).select_related("form_version").get(pk=response.pk)
    if found.state == ResponseState.SUBMITTED:
        return found
    _refuse_when_closed(invitation)
    answers = dict(found.answers.values_list("question", "value"))
    missing = progress(parse(found.form_version.body), answers).missing
    if missing:
        names = ", ".join(f"“{question.label}”" for question in missing)
        raise MoveError(_("These questions still need an answer: %(names)s.") % {"names": names})
    if invitation.state != InvitationState.SENT:
        move(invitation, InvitationState.SENT)
        invitation.waiting_mail, invitation.waiting_since = "", None
        invitation.save(update_fields=["state", "waiting_mail", "waiting_since"])
    found.answers.update(sent=F("value"))
    OwnCopy.objects.filter(response=found).delete()  # it shows what was sent before
    found.state = ResponseState.SUBMITTED
    found.submitted_at = found.submitted_at or timezone.now()
    found.save(update_fields=["state", "submitted_at"])
    return found


@transaction.atomic
def reopen_response(*, response: Response) -> Response:
    """Let the person change what was submitted; the invitation stays answered, the history keeps each answer.

    Raises MoveError when the round no longer takes answers. A response that is still in draft stays as it is.
    """
    invitation = locked(response.invitation_id)
    found = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if found.state == ResponseState.DRAFT:
        return found
    _refuse_when_closed(invitation)
    found.state = ResponseState.DRAFT
    found.save(update_fields=["state"])
    return found


def _refuse_when_closed(invitation: Invitation) -> None:
    if not invitation.round.is_open:
        raise MoveError(_("This round is closed: it takes no answers any more."))
    if invitation.state == InvitationState.REVOKED:
        raise MoveError(_("This invitation was withdrawn."))
    if invitation.state == InvitationState.EXPIRED or invitation.due_on < timezone.localdate():
        raise MoveError(_("The last day to answer has passed. Ask the sender for more time."))
