"""The Celery application: `celery -A config worker` and `celery -A config beat`."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import task_postrun, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("gebiedswijzer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def prepare_renderer(**_arguments: Any) -> None:
    """Load the PDF renderer once, before the worker forks: its processes share that memory and start at once."""
    from core import pdf  # noqa: PLC0415 -- app ready

    pdf.warm_up()
    gc.freeze()


@task_postrun.connect
def collect_garbage(**_arguments: Any) -> None:
    """Collect what a render left behind (it runs without the collector), when nobody waits for it any more."""
    gc.collect()
