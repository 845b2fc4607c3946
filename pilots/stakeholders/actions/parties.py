"""Adding parties to an area, one by one or from a table, and removing them: for a day that can be undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pghistory
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import REMOVAL, Interest, Organisation, Partner, Person, Promise


class RemovalError(Exception):
    """A party that cannot be removed, or that cannot come back. The message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One party to bring in from a table.

    organisation: the known one, None for a new one. facts: of a new organisation. person: of its contact person, empty
    without one. terms: what it is in the area; only what the table says is written.
    """

    organisation: Organisation | None
    facts: Mapping[str, Any]
    terms: Mapping[str, Any]
    person: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def add_partner(*, area: PilotArea, by: User, organisation: Organisation | None = None, **facts: Any) -> Partner:
    """Let a party take part in an area. facts: of a new organisation, when it is not a known one."""
    with pghistory.context(user=by.pk):
        party = organisation or Organisation.objects.create(**facts)
        partner, _is_new = Partner.objects.get_or_create(area=area, organisation=party)
    return partner


@transaction.atomic
def import_partners(*, area: PilotArea, entries: Iterable[Entry], by: User) -> tuple[int, int]:
    """Add or change the parties of a checked table, all or none. Returns how many were new and how many changed."""
    take_turns(f"stakeholders import {area.pk}")  # two clicks together must not make everything twice
    made = changed = 0
    with pghistory.context(user=by.pk):
        for entry in entries:
            party = entry.organisation or Organisation.objects.create(**entry.facts)
            partner, is_new = Partner.objects.update_or_create(
                area=area, organisation=party, defaults=dict(entry.terms)
            )
            made, changed = made + is_new, changed + (not is_new)
            if entry.person:
                _add_person(partner.organisation, entry.person)
    return made, changed


def _add_person(organisation: Organisation, facts: Mapping[str, Any]) -> None:
    """Add the contact person, unless one of the same name or address is there already."""
    known = Person.objects.current().filter(organisation=organisation)
    email = facts.get("email", "")
    if known.filter(name__iexact=facts["name"]).exists() or (email and known.filter(email__iexact=email).exists()):
        return
    Person.objects.create(organisation=organisation, **facts)


# Removing --------------------------------------------------------------------------------------------------------


@transaction.atomic
def remove_partner(*, partner: Partner, by: User) -> None:
    """Remove a party from an area with its interests and promises there; the history keeps what undoing it needs.

    Raises RemovalError for a party that was asked to sign, or that other rooms keep something of: it can only stop.
    """
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, **REMOVAL):
            partner.delete()
    except models.ProtectedError as error:
        raise RemovalError(
            _("This party was asked to sign, or takes part in agreements. Choose “Stop” on its page: that keeps them.")
        ) from error


def restore_partner(*, area: PilotArea, number: int, by: User, now: datetime | None = None) -> Partner:
    """Bring a removed party back with all that went with it, within a day. Raises RemovalError."""
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            partner = _restore(area, number, now or timezone.now())
            connection.check_constraints()
    except IntegrityError as error:
        raise RemovalError(_("This party cannot come back: something it belonged to is gone.")) from error
    return partner


def _restore(area: PilotArea, number: int, now: datetime) -> Partner:
    event = Partner.objects.removed_from(area, now).filter(pgh_obj_id=number).last()
    if event is None:
        raise RemovalError(_("A removal can be undone for one day, and once."))
    if not Organisation.objects.current().filter(pk=event.organisation_id).exists():
        raise RemovalError(_("This party was merged into another one. Undo that merge first."))
    if Partner.objects.filter(area=area, organisation=event.organisation_id).exists():
        raise RemovalError(_("This party takes part in this area again already."))
    partner: Partner = _revive(Partner, event, now)
    tracked: tuple[Any, ...] = (Interest, Promise)
    for model in tracked:
        gone = model.pgh_event_model.objects.filter(
            partner_id=number, pgh_label="delete", pgh_context=event.pgh_context_id
        )
        for one in gone.order_by("pgh_id"):
            _revive(model, one, now)
    return partner


def _revive(model: type[models.Model], event: Any, now: datetime) -> Any:
    """Write a row again as its last event knows it, under its old key."""
    names = [one.attname for one in model._meta.concrete_fields]
    row = model(**{name: getattr(event, name, now) for name in names})  # only `updated_at` is in no event
    row.save_base(raw=True, force_insert=True)
    return row
