"""One party: what it is in an area, and what is kept about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.drawing import quadrant
from pilots.stakeholders.enums import Influence, InterestVisibility, PromiseSide, PromiseState, Stake
from pilots.stakeholders.models import ContactMoment, Interest, Organisation, Partner, Person, Promise
from pilots.stakeholders.pages.loads import ContactWarning, contact_warning
from pilots.stakeholders.pages.people import level_of, levels_of
from pilots.stakeholders.tables import Level

CONTACTS_SHOWN = 50


@dataclass(frozen=True)
class InterestRow:
    """One own interest. can_edit: whether this reader may change it."""

    pk: int
    text: str
    is_private: bool
    can_edit: bool


@dataclass(frozen=True)
class ContactRow:
    """One contact moment; who: the person of the party and who spoke with them."""

    pk: int
    on: date
    kind: str
    person: str
    by: str
    summary: str
    is_request: bool


@dataclass(frozen=True)
class PromiseRow:
    """One promise. badge: ok, stop, warn or neutral."""

    pk: int
    text: str
    is_ours: bool
    promised_by: str
    made_on: date | None
    due_on: date | None
    state: str
    badge: str
    is_open: bool
    is_overdue: bool
    settled_on: date | None
    note: str


@dataclass(frozen=True)
class PartyPage:
    """One party in one area for one reader.

    works: the reader works on the area and sees persons, contacts, promises and what the team judged. owns: the reader
    speaks for the party and sees all of that about the own party. contacts: the latest; more_contacts: how many others.
    warning: the contact load, None for who does not work on the area.
    """

    partner: Partner
    organisation: Organisation
    works: bool
    owns: bool
    can_edit: bool
    may_hide: bool
    level: Level | None
    influence: str
    interest: str
    quadrant: str
    interests: tuple[InterestRow, ...]
    contacts: tuple[ContactRow, ...]
    more_contacts: int
    promises: tuple[PromiseRow, ...]
    persons: tuple[Person, ...]
    warning: ContactWarning | None

    @property
    def sees_all(self) -> bool:
        return self.works or self.owns

    @property
    def overdue(self) -> int:
        return sum(promise.is_overdue for promise in self.promises)


def party_page(partner: Partner, viewer: User, *, today: date | None = None) -> PartyPage:
    """Gather one party for this reader. Runs at most eleven queries, whatever there is to show."""
    today = today or timezone.localdate()
    works = viewer.has_perm("stakeholders.work_partner", partner)
    owns = viewer.has_perm("stakeholders.own_partner", partner)
    can_edit = viewer.has_perm("stakeholders.change_partner", partner)
    leads = partner.area.coordinator_id == viewer.pk and partner.area.archived_at is None
    sees_all = works or owns
    contacts = ContactMoment.objects.filter(area=partner.area, organisation=partner.organisation)
    field = quadrant(partner.influence, partner.interest)
    return PartyPage(
        partner=partner,
        organisation=partner.organisation,
        works=works,
        owns=owns,
        can_edit=can_edit,
        may_hide=owns or leads,
        level=level_of(partner, levels_of([partner])),
        influence=str(Influence(partner.influence).label) if sees_all and partner.influence else "",
        interest=str(Stake(partner.interest).label) if sees_all and partner.interest else "",
        quadrant=str(field.label) if sees_all and field else "",
        interests=_interests(partner, viewer, can_edit=can_edit, may_hide=owns or leads),
        contacts=_contacts(contacts) if sees_all else (),
        more_contacts=max(0, contacts.count() - CONTACTS_SHOWN) if sees_all else 0,
        promises=_promises(partner, today) if sees_all else (),
        persons=_persons(partner, works, viewer) if sees_all else (),
        warning=contact_warning(partner.organisation, today, viewer=viewer) if works else None,
    )


def _interests(partner: Partner, viewer: User, *, can_edit: bool, may_hide: bool) -> tuple[InterestRow, ...]:
    found = Interest.objects.visible_to(viewer).filter(partner=partner).order_by("pk")
    rows = []
    for interest in found:
        is_private = interest.visibility == InterestVisibility.PRIVATE
        rows.append(InterestRow(interest.pk, interest.text, is_private, may_hide or (can_edit and not is_private)))
    return tuple(rows)


def _contacts(contacts: QuerySet[ContactMoment]) -> tuple[ContactRow, ...]:
    latest = contacts.select_related("person", "by").order_by("-on", "-pk")[:CONTACTS_SHOWN]
    return tuple(
        ContactRow(
            pk=contact.pk,
            on=contact.on,
            kind=contact.get_kind_display(),
            person=str(contact.person or ""),
            by=str(contact.by or ""),
            summary=contact.summary,
            is_request=contact.is_request,
        )
        for contact in latest
    )


def _promises(partner: Partner, today: date) -> tuple[PromiseRow, ...]:
    order = {PromiseState.OPEN: 0, PromiseState.BROKEN: 1, PromiseState.KEPT: 2}
    rows = [_promise_row(promise, today) for promise in partner.promises.order_by("due_on", "pk")]
    states = {promise.pk: order[PromiseState(promise.state)] for promise in partner.promises.all()}
    return tuple(sorted(rows, key=lambda row: (states[row.pk], row.due_on or date.max, row.pk)))


def _promise_row(promise: Promise, today: date) -> PromiseRow:
    is_open = promise.state == PromiseState.OPEN
    is_overdue = is_open and promise.due_on is not None and promise.due_on < today
    badges = {PromiseState.KEPT: "ok", PromiseState.BROKEN: "stop", PromiseState.OPEN: "neutral"}
    return PromiseRow(
        pk=promise.pk,
        text=promise.text,
        is_ours=promise.side == PromiseSide.TEAM,
        promised_by=promise.promised_by,
        made_on=promise.made_on,
        due_on=promise.due_on,
        state=promise.get_state_display(),
        badge="stop" if is_overdue else badges[PromiseState(promise.state)],
        is_open=is_open,
        is_overdue=is_overdue,
        settled_on=promise.settled_on,
        note=promise.note,
    )


def _persons(partner: Partner, works: bool, viewer: User) -> tuple[Person, ...]:
    persons = Person.objects.current().filter(organisation=partner.organisation).select_related("user")
    return tuple(persons if works else persons.filter(user=viewer))


# Organisations over all areas ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Participation:
    """One area in which an organisation takes part."""

    area: str
    url: str


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation over all areas. hidden: areas this reader may not see, counted and not named."""

    organisation: Organisation
    areas: tuple[Participation, ...]
    hidden: int
    persons: tuple[Person, ...]
    can_edit: bool
    can_merge: bool
    warning: ContactWarning
    merges: tuple[Any, ...]


def organisation_page(organisation: Organisation, viewer: User) -> OrganisationPage:
    """Gather one organisation for somebody who may see it."""
    partners = Partner.objects.filter(organisation=organisation).select_related("area").order_by("area__name")
    partners = partners.defer("area__boundary", "area__outline")
    visible = set(PilotArea.objects.worked_on_by(viewer).values_list("pk", flat=True))
    shown = [partner for partner in partners if partner.area_id in visible]
    persons = Person.objects.visible_to(viewer).filter(organisation=organisation).select_related("user")
    return OrganisationPage(
        organisation=organisation,
        areas=_participations(shown),
        hidden=len(partners) - len(shown),
        persons=tuple(persons),
        can_edit=viewer.has_perm("stakeholders.change_organisation", organisation),
        can_merge=viewer.has_perm("stakeholders.merge_organisation", organisation),
        warning=contact_warning(organisation, timezone.localdate(), viewer=viewer),
        merges=tuple(organisation.merges.select_related("made_by", "undone_by")),
    )


def _participations(partners: Iterable[Partner]) -> tuple[Participation, ...]:
    return tuple(
        Participation(partner.area.name, reverse("stakeholders:partner-detail", args=[partner.area.slug, partner.pk]))
        for partner in partners
    )
