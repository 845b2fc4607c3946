"""Closes rounds whose last day has passed."""

from celery import shared_task
from django.utils import timezone

from governance.pulse import actions
from governance.pulse.models import Round


@shared_task
def close_rounds() -> None:
    """Close every round that ended; running it twice changes nothing."""
    for ended in Round.objects.ended(timezone.localdate()):
        actions.close_round(round=ended)
