"""What happens by itself: removing raw texts whose term is over."""

from celery import shared_task
from django.utils import timezone

from pilots.interviews import actions


@shared_task
def remove_raw_texts() -> None:
    """Remove raw texts and lists of names whose term is over; running it twice removes nothing more."""
    actions.remove_expired(today=timezone.localdate())
