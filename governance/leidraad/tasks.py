"""What the guide does by itself, without anybody asking."""

from celery import shared_task
from django.utils import timezone

from governance.leidraad.deviating import close_expired


@shared_task
def close_deviations() -> int:
    """Mark the deliberate starts that passed their end date. They had stopped counting: this is bookkeeping."""
    return close_expired(today=timezone.localdate())
