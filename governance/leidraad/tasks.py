"""What the guide does by itself, without anybody asking."""

from celery import shared_task
from django.utils import timezone

from governance.leidraad.deviating import close_expired
from governance.leidraad.models import Check
from governance.leidraad.standings import standings_of


@shared_task
def close_deviations() -> int:
    """Mark the deliberate starts that passed their end date. They had stopped counting: this is bookkeeping."""
    return close_expired(today=timezone.localdate())


@shared_task
def judge_gates() -> int:
    """Judge every start gate for the day that began, so that no reader waits for it. Returns how many there are."""
    areas = Check.objects.filter(area__archived_at=None).order_by("area").values_list("area", flat=True)
    return len(standings_of(list(areas), today=timezone.localdate()))
