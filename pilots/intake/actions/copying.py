"""The PDF of what somebody sent in: asked for by the person, made by a worker, thrown away after a day."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pilots.intake.models import OwnCopy, Response

LEASE = timedelta(minutes=2)  # a worker that needs longer is believed to be dead


@transaction.atomic
def ask_copy(*, response: Response, language: str) -> OwnCopy:
    """Note that this person wants a copy; while one is being made, asking again changes nothing."""
    Response.objects.select_for_update().get(pk=response.pk)  # two presses at once make one row
    found = OwnCopy.objects.filter(response=response).first()
    if found and found.made_at is None and not found.has_failed:
        return found
    now = timezone.now()
    fresh = {"language": language, "asked_at": now, "next_at": now, "tries": 0, "content": None, "made_at": None}
    return OwnCopy.objects.update_or_create(response=response, defaults=fresh)[0]


def claim_copy(*, copy_id: int, now: datetime) -> OwnCopy | None:
    """Take a copy to make, for as long as a lease; None when there is nothing to do for this message."""
    rows = OwnCopy.objects.due(now).filter(pk=copy_id)
    if not rows.update(tries=F("tries") + 1, next_at=now + LEASE):
        return None
    return OwnCopy.objects.select_related("response__invitation__round__area").get(pk=copy_id)


def store_copy(*, copy: OwnCopy, content: bytes, now: datetime) -> bool:
    """Keep the PDF, unless it was asked for anew, taken back or made in the meantime. Says whether it was kept."""
    same = OwnCopy.objects.filter(pk=copy.pk, asked_at=copy.asked_at, made_at=None)
    return bool(same.update(content=content, made_at=now))


def forget_copies(*, now: datetime) -> int:
    """Throw away copies that are a day old; returns how many."""
    return OwnCopy.objects.old(now).delete()[0]
