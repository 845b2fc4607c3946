"""Taking up what has to be arranged, reporting about it, and taking that back."""

from datetime import date
from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.packs import label
from pilots.stakeholders.models import Partner
from typology.gearbox.arranging import Point
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.models import Arrangement, Collaboration

LONGEST = 300  # characters of what has to be arranged


class ArrangementConflictError(Exception):
    """Somebody else saved the same line since the page was opened. saved: the row as it is now."""

    def __init__(self, saved: Arrangement) -> None:
        super().__init__(_("Somebody else saved this in the meantime."))
        self.saved = saved


class UndoError(Exception):
    """There is nothing to take back, or somebody went on from it. The message says which."""


def version_of(row: Arrangement | None) -> str:
    """Return what tells one state of a row from the next; "" while nobody touched it."""
    return row.updated_at.isoformat() if row else ""


@transaction.atomic
def take_up_point(*, collaboration: Collaboration, point: Point, by: User, seen: str, **values: Any) -> Arrangement:
    """Keep who arranges a point, by when and how far it is; makes its row when nobody touched it before.

    seen: the version of the row that the page showed. Sending the same twice changes nothing. The row keeps the words
    of now, for when another version of the typology no longer has them. Raises ArrangementConflictError.
    """
    _lock(collaboration)
    row = collaboration.arrangements.select_for_update().filter(code=point.code).first()
    if row is None:
        row = Arrangement(
            collaboration=collaboration,
            code=point.code,
            what=" ".join(label(text, "nl") for text in point.what)[:LONGEST],
            dial=point.dial,
            condition=point.condition,
        )
    return _keep(row, by, seen, values)


@transaction.atomic
def change_arrangement(*, arrangement: Arrangement, by: User, seen: str, **values: Any) -> Arrangement:
    """Change a line that has a row: all of an own point, of any other who, when and how far. As `take_up_point`."""
    row = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
    return _keep(row, by, seen, values)


@transaction.atomic
def add_arrangement(
    *,
    collaboration: Collaboration,
    by: User,
    what: str,
    dial: str = "",
    condition: str = "",
    owner: User | None = None,
    partner: Partner | None = None,
    due_on: date | None = None,
    status: str = ArrangementStatus.OPEN,
    note: str = "",
) -> Arrangement:
    """Add a point in own words. The same words again give the point that is there: a form sent twice makes one."""
    _lock(collaboration)
    existing = collaboration.arrangements.filter(code="", what__iexact=what).first()
    if existing is not None:
        return existing
    with pghistory.context(user=by.pk):
        return Arrangement.objects.create(
            collaboration=collaboration, what=what, dial=dial, condition=condition, owner=owner, partner=partner,
            due_on=due_on, status=status, note=note, updated_by=by,
        )  # fmt: skip


@transaction.atomic
def undo_arrangement(*, arrangement: Arrangement, by: User, seen: str) -> Arrangement:
    """Put a line back to how it was before its last change. Doing it again brings that change back.

    What was touched for the first time becomes untouched; an own point that was just added is dropped, and stays to
    read. Raises UndoError when somebody changed it after `seen`.
    """
    row = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
    if version_of(row) != seen:
        raise UndoError(_("Somebody changed this after you did. Look at how it is now."))
    events: Any = Arrangement.pgh_event_model  # type: ignore[attr-defined]
    before = list(events.objects.filter(pgh_obj=row.pk).order_by("-pgh_id").values()[:2])[1:]
    for name, value in (_as_before(before[0]) if before else _as_untouched(row)).items():
        setattr(row, name, value)
    row.updated_by = by
    with pghistory.context(user=by.pk, undo=True):
        row.save()
    return row


def _as_before(event: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an earlier state; who or what is gone since then stays away."""
    values = {name: event[name] for name in ("what", "dial", "condition", "due_on", "status", "note")}
    owner = User.objects.filter(pk=event["owner_id"] or 0).first()
    partner = Partner.objects.filter(pk=event["partner_id"] or 0).first()
    return {**values, "owner": owner, "partner": partner}


def _as_untouched(row: Arrangement) -> dict[str, Any]:
    if not row.code:
        return {"status": ArrangementStatus.DROPPED, "note": row.note or _("Undone right after it was added.")}
    return {"owner": None, "partner": None, "due_on": None, "status": ArrangementStatus.OPEN, "note": ""}


def _keep(row: Arrangement, by: User, seen: str, values: dict[str, Any]) -> Arrangement:
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return row
    if row.pk and version_of(row) != seen:
        raise ArrangementConflictError(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.updated_by = by
    with pghistory.context(user=by.pk):
        row.save()
    return row


def _lock(collaboration: Collaboration) -> None:
    """Let one request at a time write on this list, so that two cannot make the same row."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
