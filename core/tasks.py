"""Background work that belongs to no room."""

import structlog
from celery import shared_task
from django.utils import timezone

from core import forgetting, orphans

log = structlog.get_logger(__name__)


@shared_task
def remove_orphans() -> int:
    """Delete the files that no row names."""
    removed = orphans.remove_orphans()
    if removed:
        log.warning("files without a row removed", files=removed)
    return len(removed)


@shared_task
def forget_words() -> int:
    """Empty old words of people in the history; running it twice empties nothing more."""
    return forgetting.forget_words(now=timezone.now())
