"""Background work of this room: throwing away duplicates whose merge can no longer be undone."""

from celery import shared_task
from django.utils import timezone

from pilots.stakeholders import actions


@shared_task
def tidy_merges() -> int:
    """Remove what undoing a merge would have needed, once its day is over."""
    return actions.tidy_merges(now=timezone.now())
