"""Inviting people, mailing them, reminding them, giving them more time, and taking it back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pghistory
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import links
from core.locks import take_turns
from pilots.intake.actions.letters import compose_letter
from pilots.intake.actions.states import MoveError, locked, move, reached
from pilots.intake.enums import OPEN_STATES, InvitationState, MailKind, RoundState
from pilots.intake.models import Invitation, InvitationLink, Round
from pilots.intake.models.rounds import last_moment
from pilots.stakeholders.actions import log_contact
from pilots.stakeholders.enums import ContactKind
from pilots.stakeholders.models import Person

CONTACT_KINDS = {MailKind.INVITATION: ContactKind.INVITATION, MailKind.REMINDER: ContactKind.REMINDER}


@transaction.atomic
def invite(*, round_: Round, people: Iterable[Person], by: User) -> list[Invitation]:
    """Invite people who are not invited yet; returns only those. Mail waits until the round is open.

    Somebody without an e-mail address gets no mail: hand over a link (`make_link`). Raises MoveError when the round is
    closed.
    """
    check_not_closed(round_)
    invited = set(Invitation.objects.filter(round=round_).values_list("person_id", flat=True))
    rows = [_new(round_, person, by) for person in {one.pk: one for one in people}.values() if person.pk not in invited]
    with pghistory.context(user=by.pk):
        made = Invitation.objects.bulk_create(rows, ignore_conflicts=True)  # two officers may invite at once
    keys = [row.person_id for row in made]
    return list(Invitation.objects.filter(round=round_, person__in=keys).select_related("person"))


def check_not_closed(round_: Round) -> None:
    """Raise MoveError when the round is closed now, whatever the page showed that somebody came from."""
    if Round.objects.filter(pk=round_.pk, state=RoundState.CLOSED).exists():
        raise MoveError(_("This round is closed. Open it again before you invite people."))


def _new(round_: Round, person: Person, by: User) -> Invitation:
    row = Invitation(round=round_, person=person, due_on=round_.closes_on, invited_by=by)
    if person.email:
        row.waiting_mail, row.waiting_since = MailKind.INVITATION, timezone.now()
    return row


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> Invitation:
    """Mail the invitation again, with a new link; older links keep working.

    Raises MoveError when the person answered, said no, or may not answer any more: a page may be older than that.
    """
    found = locked(invitation)
    check_not_closed(found.round)
    if found.state not in OPEN_STATES:
        message = _("This invitation is “%(now)s”, so it is not mailed again.")
        raise MoveError(message % {"now": found.get_state_display()})
    with pghistory.context(user=by.pk):
        return _queue(found)


def _queue(invitation: Invitation) -> Invitation:
    if invitation.person.email:
        invitation.waiting_mail, invitation.waiting_since = MailKind.INVITATION, timezone.now()
    invitation.save()
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> Invitation:
    """Withdraw an invitation: its links stop working at once. What was answered stays. Raises MoveError."""
    found = locked(invitation)
    with pghistory.context(user=by.pk):
        move(found, InvitationState.REVOKED)
        found.waiting_mail, found.waiting_since = "", None
        found.save()
        found.links.filter(revoked_at=None).update(revoked_at=timezone.now())
    return found


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User) -> Invitation:
    """Bring a withdrawn or expired invitation back to where the person was, with a new link by mail. Raises MoveError.

    When its last day has passed, it becomes the deadline of the round, or today when that has passed too.
    """
    found = locked(invitation)
    check_not_closed(found.round)
    today = timezone.localdate()
    with pghistory.context(user=by.pk):
        move(found, reached(found))
        if found.due_on < today:
            found.due_on = max(found.round.closes_on, today)
        return _queue(found)


@transaction.atomic
def extend(*, invitation: Invitation, until: date, by: User) -> Invitation:
    """Give one person until the end of that day. An expired invitation opens again, and its links work as long."""
    found = locked(invitation)
    with pghistory.context(user=by.pk):
        if found.state == InvitationState.EXPIRED:
            move(found, reached(found))
        found.due_on = until
        found.save()
        found.links.filter(revoked_at=None).update(expires_at=last_moment(until))
    return found


# Links and mail ----------------------------------------------------------------------------------------------------


@transaction.atomic
def make_link(*, invitation: Invitation, by: User) -> str:
    """Make a link to hand over on paper or by telephone; returns its secret, which can be seen this once only.

    Counts as contact. Raises MoveError when the invitation was withdrawn or expired: bring it back first.
    """
    found = locked(invitation)
    if found.state in {InvitationState.REVOKED, InvitationState.EXPIRED}:
        message = _("This invitation is “%(now)s”. Invite this person again first.")
        raise MoveError(message % {"now": found.get_state_display()})
    with pghistory.context(user=by.pk):
        _log(found, MailKind.INVITATION, by)
    return _link(found)


def _link(invitation: Invitation) -> str:
    expires_at = last_moment(invitation.due_on)
    return links.make_link(InvitationLink, expires_at=expires_at, invitation=invitation)[1]


def _log(invitation: Invitation, kind: MailKind, by: User | None) -> None:
    log_contact(
        area=invitation.round.area,
        organisation=invitation.person.organisation,
        person=invitation.person,
        kind=CONTACT_KINDS[kind],
        on=timezone.localdate(),
        by=by,
        summary=invitation.round.title,
    )


@transaction.atomic
def deliver_mail(invitation_id: int) -> Invitation | None:
    """Put the mail that an invitation waits for in the outbox, with a fresh link. Returns None when there is none.

    Mail, link and row are one transaction under one lock: two workers, or a task that runs twice, mail once; a worker
    that is killed leaves it waiting.
    """
    rows = Invitation.objects.waiting().filter(pk=invitation_id).values_list("pk", flat=True)
    key = rows.select_for_update(skip_locked=True, of=("self",)).first()
    if key is None:
        return None
    invitation = locked(key)
    kind, now = MailKind(invitation.waiting_mail), timezone.now()
    invitation.waiting_mail, invitation.waiting_since = "", None
    if invitation.person.email:
        compose_letter(invitation, kind, _link(invitation)).send()
        _log(invitation, kind, invitation.invited_by)
        invitation.sent_at, invitation.last_mail_at = invitation.sent_at or now, now
    invitation.save()
    return invitation


# Every day ---------------------------------------------------------------------------------------------------------


def queue_reminders(*, now: datetime) -> list[int]:
    """Queue today's reminders; returns the invitations. Safe to run twice, or by two workers at once.

    Only for who confirmed, has not answered, and heard nothing for so many days as the round says; one person gets at
    most one reminder a day, over all rounds.
    """
    today = timezone.localdate(now)
    candidates = Invitation.objects.remindable(today).order_by("due_on", "pk")
    return [key for key, person in candidates.values_list("pk", "person_id") if _remind(key, person, today, now)]


@transaction.atomic
def _remind(key: int, person: int, today: date, now: datetime) -> bool:
    take_turns(f"remind person {person}")
    found = Invitation.objects.remindable(today).select_for_update(of=("self",)).select_related("round").filter(pk=key)
    invitation = found.first()
    if invitation is None or Invitation.objects.filter(person_id=person, reminded_on=today).exists():
        return False
    heard_at = invitation.last_mail_at or invitation.accepted_at or invitation.invited_at
    if timezone.localdate(heard_at) + timedelta(days=invitation.round.reminder_after_days) > today:
        return False
    invitation.waiting_mail, invitation.waiting_since = MailKind.REMINDER, now
    invitation.reminders = F("reminders") + 1
    invitation.reminded_on = today
    invitation.save(update_fields=["waiting_mail", "waiting_since", "reminders", "reminded_on"])
    return True


def expire_overdue(*, now: datetime) -> int:
    """Expire what is open after its last day; returns how many. What was filled in stays."""
    today = timezone.localdate(now)
    overdue = list(Invitation.objects.overdue(today).values_list("pk", flat=True))
    return sum(_expire(key, today) for key in overdue)


@transaction.atomic
def _expire(key: int, today: date) -> bool:
    invitation = locked(key)
    if not Invitation.objects.overdue(today).filter(pk=key).exists():
        return False
    move(invitation, InvitationState.EXPIRED)
    invitation.waiting_mail, invitation.waiting_since = "", None
    invitation.save(update_fields=["state", "waiting_mail", "waiting_since"])
    return True
