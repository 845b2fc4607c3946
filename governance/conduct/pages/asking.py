"""Which partners can be asked to sign a version, and through whom."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from governance.conduct.models import ConductVersion
from governance.conduct.versions import KIND
from governance.signing.models import Mandate, Signer
from pilots.stakeholders.models import Partner, Person


@dataclass(frozen=True)
class AskRow:
    """One partner that takes part. persons: who can be reached; asked: who is asked already, by name.

    proposed: whom to ask, None when somebody is asked already or nobody can be reached.
    """

    partner: Partner
    persons: tuple[Person, ...]
    asked: tuple[str, ...]
    proposed: Person | None


def ask_rows(version: ConductVersion) -> tuple[AskRow, ...]:
    """Return every partner of the area with who could sign for it: three queries.

    Whoever signed the version before for this partner is proposed first.
    """
    reachable = Person.objects.current().filter(Q(user__is_active=True) | ~Q(email="")).select_related("user")
    partners = Partner.objects.filter(area=version.area).taking_part().select_related("organisation")
    persons = Prefetch("organisation__persons", reachable.order_by("name", "pk"), to_attr="reachable")
    asked: dict[int, list[str]] = {}
    earlier: dict[int, set[str]] = {}
    rows = Signer.objects.current().filter(area=version.area, kind=KIND).exclude(mandate__partner=None)
    for signer in rows.select_related("mandate").order_by("pk"):
        mandate = signer.mandate
        if signer.code == version.code:
            asked.setdefault(mandate.partner_id or 0, []).append(mandate.name)
        earlier.setdefault(mandate.partner_id or 0, set()).update(_marks(mandate))
    found = []
    for partner in partners.prefetch_related(persons).order_by("organisation__name", "pk"):
        people = tuple(partner.organisation.reachable)  # type: ignore[attr-defined]  # set by the prefetch
        proposed = None if partner.pk in asked else _proposed(people, earlier.get(partner.pk, set()))
        found.append(AskRow(partner, people, tuple(asked.get(partner.pk, ())), proposed))
    return tuple(found)


def _proposed(people: tuple[Person, ...], earlier: set[str]) -> Person | None:
    return next((person for person in people if _marks(person) & earlier), people[0] if people else None)


def _marks(somebody: Person | Mandate) -> set[str]:
    """Return what a person and a mandate are known by: an account, or an address."""
    account = f"account {somebody.user_id}" if somebody.user_id else ""
    return {account, somebody.email.lower()} - {""}
