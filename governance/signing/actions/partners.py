"""Asking partners of an area to sign: each through one of its persons, with an account or with a personal link."""

from typing import Any, Final

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.signing.actions.asking import ask, set_place
from governance.signing.actions.locks import lock_area
from governance.signing.actions.mandates import give_mandate
from governance.signing.actions.refusals import SigningError
from governance.signing.models import Mandate, Signer
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner, Person

MOST_CHARACTERS: Final = Mandate._meta.get_field("function").max_length or 0


@transaction.atomic
def ask_partner(
    *, area: PilotArea, kind: str, code: str, partner: Partner, person: Person, by: User, place: int | None = None
) -> Signer:
    """Ask a person of a partner to sign a document for that partner; asking twice keeps one request.

    The mandate of this person for this partner is made, or used again with the function of now. place: in the order
    (from 1), None to let this person sign along with who was asked last. Mail goes out with the task `send_letters`.
    Raises SigningError when the party does not take part here (any more), when the person cannot be reached or no
    longer speaks for it, and when there is nothing to sign.
    """
    lock_area(area)
    _must_be_askable(area, partner, person)
    mandate = _mandate(area, partner, person, by)
    ask(area=area, kind=kind, code=code, mandates=[mandate], is_in_order=False, by=by)
    signer = Signer.objects.current().of_document(area, kind, code).get(mandate=mandate)
    if place is not None and signer.place != place:
        signer = set_place(signer=signer, place=place, by=by)
    return signer


def function_of(person: Person, partner: Partner) -> str:
    """Return in which function somebody signs for a partner; a long function is cut, never the organisation."""
    organisation = str(partner.organisation)[:MOST_CHARACTERS]
    room = MOST_CHARACTERS - len(organisation) - 2
    return f"{person.function[:room].strip()}, {organisation}" if person.function and room > 0 else organisation


def _must_be_askable(area: PilotArea, partner: Partner, person: Person) -> None:
    names = {"name": person.name, "party": str(partner.organisation)}
    if partner.area_id != area.pk:
        raise SigningError(_("%(party)s is no partner of this area.") % names)
    if partner.until_on is not None and partner.until_on <= timezone.localdate():
        raise SigningError(_("%(party)s no longer takes part in this area.") % names)
    is_current = person.merged_into_id is None and person.anonymised_at is None
    if not is_current or person.organisation_id != partner.organisation_id:
        raise SigningError(_("This person does not speak for %(party)s (any more). Choose somebody else.") % names)
    if _account(person) is None and not person.email:
        message = _("%(name)s of %(party)s has no account and no e-mail address. Fill in an address first.")
        raise SigningError(message % names)


def _account(person: Person) -> User | None:
    return person.user if person.user is not None and person.user.is_active else None


def _mandate(area: PilotArea, partner: Partner, person: Person, by: User) -> Mandate:
    today, user = timezone.localdate(), _account(person)
    facts: dict[str, Any] = {"name": user.name if user else person.name, "function": function_of(person, partner)}
    who = Q(user=user) if user else Q(user=None, email__iexact=person.email)
    mandate = Mandate.objects.running(today).filter(who, partner=partner).order_by("pk").first()
    if mandate is None:
        more = {"email": person.email, "language": person.language, "partner": partner, "starts_on": today}
        return give_mandate(by=by, user=user, area=area, **facts, **more)
    changed = [name for name, value in facts.items() if getattr(mandate, name) != value]
    if changed:
        for name in changed:
            setattr(mandate, name, facts[name])
        with pghistory.context(user=by.pk):
            mandate.save(update_fields=changed)
    return mandate
