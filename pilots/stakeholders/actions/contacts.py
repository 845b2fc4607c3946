"""Contact moments and promises."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.enums import ASKING_KINDS, PROMISE_MOVES, PromiseState
from pilots.stakeholders.models import ContactMoment, Organisation, Person, Promise


class MoveError(Exception):
    """A move that the state of a promise does not allow. The message says why."""


@transaction.atomic
def log_contact(
    *,
    area: PilotArea,
    organisation: Organisation,
    person: Person | None,
    kind: str,
    on: date,
    by: User | None,
    summary: str,
    is_request: bool | None = None,
) -> ContactMoment:
    """Note a contact moment. is_request: None takes it from the kind: an invitation or interview asks something."""
    with pghistory.context(user=by.pk if by else None):
        return ContactMoment.objects.create(
            area=area,
            organisation=organisation,
            person=person,
            kind=kind,
            on=on,
            by=by,
            summary=summary,
            is_request=kind in ASKING_KINDS if is_request is None else is_request,
        )


@transaction.atomic
def settle_promise(*, promise: Promise, to: PromiseState, on: date | None, note: str, by: User) -> Promise:
    """Say whether a promise was kept, or open it again (then without a day). Raises MoveError."""
    saved = Promise.objects.select_for_update().get(pk=promise.pk)
    if to not in PROMISE_MOVES[PromiseState(saved.state)]:
        raise MoveError(_("Somebody else settled this promise in the meantime."))
    with pghistory.context(user=by.pk):
        saved.state, saved.settled_on, saved.note = to, None if to == PromiseState.OPEN else on, note
        saved.save(update_fields=["state", "settled_on", "note"])
    return saved
