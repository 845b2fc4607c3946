"""Mail of the rounds, copies as PDF, and what happens every day: reminders and deadlines."""

import structlog
from celery import shared_task
from django.utils import timezone, translation

from core import pdf
from core.jobs import send_now
from pilots.intake import actions, printing
from pilots.intake.actions import copying
from pilots.intake.models import Invitation, OwnCopy

log = structlog.get_logger(__name__)

BATCH = 500  # invitations a minute; more than that waits for the next sweep


@shared_task
def send_letter(invitation_id: int) -> None:
    """Mail what one invitation waits for; running it twice mails once."""
    actions.deliver_mail(invitation_id)


@shared_task
def send_letters(round_id: int) -> None:
    """Mail what the invitations of one round wait for."""
    for invitation_id in Invitation.objects.waiting().filter(round=round_id).values_list("pk", flat=True):
        actions.deliver_mail(invitation_id)


@shared_task
def sweep_letters() -> None:
    """Mail what still waits because its message was lost."""
    for invitation_id in Invitation.objects.waiting().values_list("pk", flat=True)[:BATCH]:
        if not send_now(send_letter, invitation_id):
            return


@shared_task
def remind() -> None:
    """Expire what is overdue and remind who confirmed and has not answered: once a day, whoever runs it how often."""
    now = timezone.now()
    actions.expire_overdue(now=now)
    for invitation_id in actions.queue_reminders(now=now):
        if not send_now(send_letter, invitation_id):
            return  # the sweeper mails them later


# Copies --------------------------------------------------------------------------------------------------------------


@shared_task
def make_copy(copy_id: int) -> None:
    """Make the PDF of one copy, unless it is made or in the hands of another worker."""
    own = copying.claim_copy(copy_id=copy_id, now=timezone.now())
    if own is None:
        return
    try:
        with translation.override(own.language):
            made = pdf.render(printing.copy_html(own), made_at=own.asked_at)
    except Exception:  # whatever goes wrong, it is tried again, and then said on the page
        log.exception("copy failed", copy=own.pk, attempt=own.tries)
        return
    copying.store_copy(copy=own, content=made.content, now=timezone.now())


@shared_task
def sweep_copies() -> None:
    """Make what still waits because its message was lost or its worker died, and throw away what is a day old."""
    now = timezone.now()
    copying.forget_copies(now=now)
    for copy_id in OwnCopy.objects.due(now).values_list("pk", flat=True)[:BATCH]:
        if not send_now(make_copy, copy_id):
            return
