from datetime import date

import pytest

from pilots.intake import actions
from pilots.intake.enums import InvitationState, ResponseState, RoundState
from pilots.intake.models import Response
from tests.factories.intake import AnswerFactory, FormVersionFactory, InvitationFactory, ResponseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CONSENT = {"language": "nl", "consent_version": "2026-11"}


def test_opening_moves_a_pending_invitation_only(invitation):
    assert actions.open_invitation(invitation=invitation).state == InvitationState.OPENED
    assert actions.open_invitation(invitation=invitation).state == InvitationState.OPENED
    started = InvitationFactory(started=True)
    assert actions.open_invitation(invitation=started).state == InvitationState.STARTED


def test_opening_does_not_confirm(invitation):
    actions.open_invitation(invitation=invitation)

    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_accept_then_decline_then_accept_again(invitation):
    assert actions.accept(invitation=invitation).accepted_at

    declined = actions.decline(invitation=invitation, reason=" Geen tijd " + "x" * 600)
    assert declined.state == InvitationState.DECLINED
    assert declined.decline_reason.startswith("Geen tijd")
    assert len(declined.decline_reason) == 500
    assert actions.decline(invitation=invitation, reason="Toch niet").decline_reason == "Toch niet"

    back = actions.accept(invitation=invitation)
    assert (back.state, back.decline_reason) == (InvitationState.OPENED, "")


def test_start_notes_consent_and_form_and_twice_gives_the_same(invitation):
    response = actions.start_response(invitation=invitation, **CONSENT)

    assert actions.start_response(invitation=invitation, **CONSENT) == response
    assert response.form_version == invitation.round.form_version
    assert (response.consent_version, bool(response.consented_at)) == ("2026-11", True)
    invitation.refresh_from_db()
    assert (invitation.state, bool(invitation.accepted_at)) == (InvitationState.STARTED, True)


def test_response_keeps_its_form_when_the_round_gets_another(round_, invitation, officer):
    response = actions.start_response(invitation=invitation, **CONSENT)
    newer = FormVersionFactory(form=round_.form_version.form)

    with pytest.raises(actions.MoveError, match="form of this round stays"):
        actions.change_round(round_=round_, by=officer, form_version=newer)

    response.refresh_from_db()
    assert response.form_version == round_.form_version


@pytest.mark.parametrize("closed_by", ["round", "deadline", "revoked", "expired"])
def test_start_is_refused_when_it_is_over(round_, invitation, officer, closed_by):
    if closed_by == "round":
        actions.move_round(round_=round_, to=RoundState.CLOSED, by=officer)
    elif closed_by == "deadline":
        invitation.due_on = date(2026, 1, 1)
    else:
        invitation.state = closed_by
    invitation.save()

    with pytest.raises(actions.MoveError):
        actions.start_response(invitation=invitation, **CONSENT)
    assert not Response.objects.exists()


def test_submit_asks_for_what_is_required(invitation):
    response = actions.start_response(invitation=invitation, **CONSENT)

    with pytest.raises(actions.MoveError, match="Vraag naam"):
        actions.submit_response(response=response)

    response.refresh_from_db()
    assert response.state == ResponseState.DRAFT


def test_submit_twice_reopen_and_submit_again_keeps_the_first_moment(invitation):
    response = actions.start_response(invitation=invitation, **CONSENT)
    AnswerFactory(response=response)

    first = actions.submit_response(response=response)
    again = actions.submit_response(response=response)
    assert first.submitted_at == again.submitted_at
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT

    reopened = actions.reopen_response(response=response)
    assert (reopened.state, reopened.submitted_at) == (ResponseState.DRAFT, first.submitted_at)
    assert actions.reopen_response(response=response).state == ResponseState.DRAFT
    assert Response.objects.submitted().get() == response
    resent = actions.submit_response(response=response)
    assert (resent.state, resent.submitted_at) == (ResponseState.SUBMITTED, first.submitted_at)


def test_reopen_is_refused_after_the_round_closed(officer):
    response = ResponseFactory(submitted=True)
    actions.move_round(round_=response.invitation.round, to=RoundState.CLOSED, by=officer)

    with pytest.raises(actions.MoveError, match="closed"):
        actions.reopen_response(response=response)
