"""Asking people to sign a document, in an order or all at once, and taking that back."""

from collections.abc import Sequence

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.signing.actions.locks import lock_area
from governance.signing.actions.refusals import SigningError
from governance.signing.models import Mandate, Signer
from governance.signing.registry import find_document
from pilots.areas.models import PilotArea


@transaction.atomic
def ask(
    *, area: PilotArea, kind: str, code: str, mandates: Sequence[Mandate], is_in_order: bool, by: User
) -> list[Signer]:
    """Ask people to sign a document; returns who was not asked yet.

    is_in_order: each after the one before, behind who was asked earlier; otherwise all of them may sign at once.
    Raises SigningError when there is no such document, it is closed, or a mandate does not hold for this area now.
    """
    lock_area(area)
    document = find_document(area, kind, code)
    if document is None:
        raise SigningError(_("There is nothing to sign here."))
    if document.closed:
        raise SigningError(document.closed)
    today = timezone.localdate()
    for mandate in mandates:
        if not (mandate.is_running(today) and mandate.reaches(area)):
            raise SigningError(_("The mandate of %(name)s does not hold for this area now.") % {"name": mandate.name})
    standing = Signer.objects.current().of_document(area, kind, code)
    asked = set(standing.values_list("mandate_id", flat=True))
    last = standing.aggregate(last=Max("place"))["last"] or 0
    new = [mandate for mandate in mandates if mandate.pk not in asked]
    places = range(last + 1, last + 1 + len(new)) if is_in_order else [max(last, 1)] * len(new)
    with pghistory.context(user=by.pk):
        return [
            Signer.objects.create(area=area, kind=kind, code=code, mandate=mandate, place=place, asked_by=by)
            for mandate, place in zip(new, places, strict=True)
        ]


@transaction.atomic
def withdraw(*, signer: Signer, by: User) -> Signer:
    """Ask somebody no longer. What this person decided stays in the list of decisions, but counts no more."""
    found = Signer.objects.select_for_update(of=("self",)).get(pk=signer.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by = timezone.now(), by
        with pghistory.context(user=by.pk):
            found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return found


@transaction.atomic
def set_place(*, signer: Signer, place: int, by: User) -> Signer:
    """Give a signer another place in the order (from 1); equal places may sign at once."""
    found = Signer.objects.select_for_update(of=("self",)).get(pk=signer.pk)
    found.place = place
    with pghistory.context(user=by.pk):
        found.save(update_fields=["place"])
    return found
