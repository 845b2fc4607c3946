"""Giving and ending mandates, and letting somebody sign in one's place for some time."""

from datetime import date
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from governance.signing.actions.places import DELEGATIONS
from governance.signing.actions.refusals import SigningError
from governance.signing.delegating import Link, closes_circle
from governance.signing.models import Delegation, Mandate


@transaction.atomic
def give_mandate(*, by: User, **fields: Any) -> Mandate:
    """Record a mandate; fields: those of the model. With an account its name is taken over, and no address is kept.

    Raises ValidationError for a partner of another area.
    """
    mandate = Mandate(given_by=by, **fields)
    mandate.clean()
    if mandate.user is not None:
        mandate.name, mandate.email, mandate.language = mandate.user.name, "", mandate.user.language
    with pghistory.context(user=by.pk):
        mandate.save()
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, by: User) -> Mandate:
    """Let a mandate end; what was signed stays. on: its last day. Raises SigningError when that is too early."""
    found = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if on < found.starts_on:
        raise SigningError(_("The last day lies before the first."))
    found.ends_on = on
    with pghistory.context(user=by.pk):
        found.save(update_fields=["ends_on"])
        if on < timezone.localdate():
            found.links.filter(revoked_at=None).update(revoked_at=timezone.now())
    return found


@transaction.atomic
def delegate(*, mandate: Mandate, to: Mandate, starts_on: date, ends_on: date, by: User | None) -> Delegation:
    """Let the holder of `to` sign in the place of the holder of `mandate`. by: None when that is through a link.

    Raises SigningError for the same person, or when it would make a circle; two requests at once take turns.
    """
    take_turns(DELEGATIONS)
    if mandate.pk == to.pk or (mandate.user_id is not None and mandate.user_id == to.user_id):
        raise SigningError(_("Choose somebody else than yourself."))
    link = Link(mandate.pk, to.pk, starts_on, ends_on)
    standing = Delegation.objects.filter(withdrawn_at=None, ends_on__gte=starts_on, starts_on__lte=ends_on)
    rows = standing.values_list("mandate_id", "to_id", "starts_on", "ends_on")
    if closes_circle(link, [Link(*row) for row in rows]):
        message = _("%(name)s already lets somebody sign who comes back to you in that time. Choose somebody else.")
        raise SigningError(message % {"name": to.name})
    with pghistory.context(user=by.pk if by else None):
        return Delegation.objects.create(mandate=mandate, to=to, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def withdraw_delegation(*, delegation: Delegation, by: User | None) -> Delegation:
    """Take a delegation back: from now on it does not count. Doing it twice changes nothing."""
    take_turns(DELEGATIONS)
    with pghistory.context(user=by.pk if by else None):
        Delegation.objects.filter(Q(withdrawn_at=None), pk=delegation.pk).update(withdrawn_at=timezone.now())
    delegation.refresh_from_db()
    return delegation
