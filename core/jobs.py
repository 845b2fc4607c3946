"""Jobs are rows before they are messages: sending the message may fail, the row stays, a sweeper sends it again."""

from collections.abc import Hashable

import structlog
from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def send_on_commit(task: Task, *arguments: Hashable) -> None:
    """Queue `task` once the row it works on is committed; a broker that is down is logged, never an error."""
    transaction.on_commit(lambda: send_now(task, *arguments))


def send_now(task: Task, *arguments: Hashable) -> bool:
    """Queue `task` now. Returns whether the broker took it; without it the sweeper tries again later."""
    try:
        task.apply_async(arguments, retry=False)
    except OperationalError:
        log.warning("broker unreachable", task=task.name, arguments=arguments)
        return False
    return True
