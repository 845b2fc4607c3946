"""Deliberate starts: recording one, following it by a new decision, ending it, and marking what passed its end date."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from governance.leidraad.enums import Ending
from governance.leidraad.models import Deviation
from pilots.areas.models import AreaClock, PilotArea


class DeviationChangedError(Exception):
    """Somebody recorded or ended a deliberate start of this area meanwhile; `running` is what runs now."""

    def __init__(self, running: Deviation | None) -> None:
        self.running = running
        super().__init__(str(running or ""))


@transaction.atomic
def record_deviation(
    *,
    area: PilotArea,
    reason: str,
    decided_by_name: str,
    decided_by_function: str,
    decided_on: date,
    ends_on: date,
    covers: Sequence[Mapping[str, Any]],
    guide_version: str,
    extends: Deviation | None,
    by: User,
) -> Deviation:
    """Record the decision to start deliberately from today on; covers: what is open now, see `Deviation`.

    extends: the running decision that this new one follows, None when nothing runs as far as the writer knows. Raises
    DeviationChangedError when something else runs now, and django.db.IntegrityError when a rule of `Deviation` breaks.
    """
    today = timezone.localdate()
    running = _held(area, today)
    if running != extends:
        raise DeviationChangedError(running)
    if running is not None:
        _close(running, Ending.EXTENDED, by=by)
    return Deviation.objects.create(
        area=area,
        reason=reason,
        decided_by_name=decided_by_name,
        decided_by_function=decided_by_function,
        decided_on=decided_on,
        starts_on=today,
        ends_on=ends_on,
        covers=list(covers),
        guide_version=guide_version,
        follows=running,
        recorded_by=by,
    )


@transaction.atomic
def end_deviation(*, deviation: Deviation, reason: str, by: User) -> Deviation:
    """End a running deliberate start before its date. Raises DeviationChangedError when it runs no more."""
    running = _held(deviation.area, timezone.localdate())
    if running is None or running != deviation:
        raise DeviationChangedError(running)
    return _close(running, Ending.EARLY, by=by, reason=reason)


def close_expired(*, today: date, area: PilotArea | None = None) -> int:
    """Mark what passed its end date as ended, in one area or everywhere; return how many. It had stopped counting."""
    expired = Deviation.objects.unclosed().filter(ends_on__lt=today)
    if area is not None:
        expired = expired.filter(area=area)
    return expired.update(ending=Ending.EXPIRED, closed_at=timezone.now())


def _held(area: PilotArea, today: date) -> Deviation | None:
    """Return what runs in this area, and keep everybody from changing it until the transaction ends."""
    AreaClock.objects.select_for_update().get(area=area)
    close_expired(today=today, area=area)
    return Deviation.objects.running(today).filter(area=area).first()


def _close(deviation: Deviation, ending: Ending, *, by: User, reason: str = "") -> Deviation:
    deviation.ending, deviation.ending_reason = ending, reason
    deviation.closed_by, deviation.closed_at = by, timezone.now()
    deviation.save(update_fields=["ending", "ending_reason", "closed_by", "closed_at"])
    return deviation
