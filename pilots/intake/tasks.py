"""Mail of the rounds, and what happens every day: reminders and deadlines."""

from celery import shared_task
from django.utils import timezone

from core.jobs import send_now
from pilots.intake import actions
from pilots.intake.models import Invitation

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
