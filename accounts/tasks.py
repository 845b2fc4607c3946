"""Background work of the accounts: delivering mail and clearing what has expired."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from accounts import actions
from accounts.models import OutgoingMail, User
from core.jobs import send_now

BATCH = 500  # rows a minute; more than that waits for the next sweep


@shared_task
def send_mail(mail_id: int) -> None:
    """Deliver one outgoing message; running it twice sends it once."""
    actions.deliver_mail(mail_id)


@shared_task
def sweep_mail() -> None:
    """Queue waiting mail whose moment has come: after a failed attempt, or when its message was lost."""
    for mail_id in OutgoingMail.objects.due(timezone.now()).values_list("pk", flat=True)[:BATCH]:
        if not send_now(send_mail, mail_id):
            return


@shared_task
def send_digest(user_id: int) -> None:
    """Mail one person the daily overview; running it twice sends it once."""
    actions.send_digest(user_id=user_id, today=timezone.localdate())


@shared_task
def send_digests() -> None:
    """Queue the daily overview of everybody who gets one and did not get it today."""
    today = timezone.localdate()
    receivers = User.objects.reachable().filter(has_digest=True).exclude(digests__on=today).order_by("pk")
    for user_id in receivers.values_list("pk", flat=True):
        if not send_now(send_digest, user_id):
            return  # an hour later it is tried again


@shared_task
def forget_mail() -> int:
    """Remove mail that has been kept long enough."""
    return actions.forget_mail()


@shared_task
def forget_views() -> int:
    """Remove rows of the view log whose term is over; running it twice removes nothing more."""
    return actions.forget_views(now=timezone.now())


@shared_task
def clear_sessions() -> None:
    """Remove sessions that have expired."""
    call_command("clearsessions")
