"""Old words of people do not stay in the history for ever: after a term they are emptied, the row stays.

Which fields hold such words says `settings.HISTORY_WORDS`. What holds now is not touched, only what it replaced.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q


@transaction.atomic
def forget_words(*, now: datetime) -> int:
    """Empty the words that were replaced or removed longer ago than the term; returns how many rows of history."""
    before = now - timedelta(days=round(365.25 * settings.HISTORY_WORDS_YEARS))
    return sum(_forget(apps.get_model(label), fields, before) for label, fields in settings.HISTORY_WORDS.items())


def _forget(model: Any, fields: Iterable[str], before: datetime) -> int:
    history = model.pgh_event_model.objects.order_by()
    same = {"pgh_obj_id": OuterRef("pgh_obj_id"), "pgh_created_at__lt": before}
    was_replaced = Exists(history.filter(pgh_id__gt=OuterRef("pgh_id"), **same))
    is_there = Exists(model._base_manager.filter(pk=OuterRef("pgh_obj_id")))
    was_removed = Q(pgh_created_at__lt=before) & ~is_there
    has_words = Q(*(~Q(**{field: ""}) for field in fields), _connector=Q.OR)
    old: int = history.filter(has_words).filter(was_replaced | was_removed).update(**dict.fromkeys(fields, ""))
    return old
