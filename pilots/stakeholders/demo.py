"""Fictional parties of the demo areas (`content/demo/stakeholders.yaml`), beside real institutions as plain facts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders import actions
from pilots.stakeholders.enums import ASKING_KINDS, InterestVisibility, PromiseSide, PromiseState
from pilots.stakeholders.models import Interest, Organisation, ParticipationVersion, Partner, Person, Promise

FILE = settings.CONTENT_DIR / "demo" / "stakeholders.yaml"
FICTIONAL = "fictie"  # stands in the name of every party that is made up


def load() -> None:
    """Load the parties that are missing; running it twice changes nothing."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    version = ParticipationVersion.objects.newest()
    by = User.objects.get(email="coordinator@gebiedswijzer.example")
    for slug, entries in content["areas"].items():
        area = PilotArea.objects.without_shapes().filter(slug=slug).first()
        known = set(area.partners.values_list("organisation", flat=True)) if area else set()
        for entry in entries if area else ():
            organisation = _organisation(content["institutions"].get(entry.get("institution"), entry))
            if organisation.pk not in known and organisation.merged_into_id is None:
                _load_party(area, organisation, entry, version, by)


def _organisation(facts: dict[str, Any]) -> Organisation:
    organisation, _is_new = Organisation.objects.get_or_create(
        name=facts["name"],
        defaults={
            "kind": facts["kind"],
            "place": facts.get("place", ""),
            "source": facts.get("source", ""),
            "is_fictional": FICTIONAL in facts["name"].lower(),
        },
    )
    return organisation


def _load_party(
    area: Any, organisation: Organisation, entry: dict[str, Any], version: ParticipationVersion, by: User
) -> None:
    level = entry.get("level", "")
    partner = Partner.objects.create(
        area=area,
        organisation=organisation,
        level=level,
        level_version=version if level else None,
        influence=entry.get("influence"),
        interest=entry.get("interest"),
        land_ha=Decimal(str(entry["ha"])) if "ha" in entry else None,
        is_land_estimated=entry.get("estimate", False),
        role=entry.get("role", ""),
        wish=entry.get("wish", ""),
        since_on=_day(-200),
    )
    for facts in entry.get("persons", ()):
        _person(organisation, facts)
    for interest in entry.get("interests", ()):
        visibility = InterestVisibility.SHARED if interest["shared"] else InterestVisibility.PRIVATE
        Interest.objects.create(partner=partner, text=interest["text"], visibility=visibility)
    for contact in entry.get("contacts", ()):
        _contact(partner, contact, by)
    for promise in entry.get("promises", ()):
        _promise(partner, promise)


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _person(organisation: Organisation, facts: dict[str, Any]) -> None:
    user = User.objects.filter(email=facts["email"]).first() if facts.get("account") else None
    Person.objects.get_or_create(
        organisation=organisation,
        name=facts["name"],
        defaults={"email": facts["email"], "function": facts.get("function", ""), "user": user},
    )


def _contact(partner: Partner, contact: dict[str, Any], by: User) -> None:
    actions.log_contact(
        area=partner.area,
        organisation=partner.organisation,
        person=partner.organisation.persons.first(),
        kind=contact["kind"],
        on=_day(-contact["days"]),
        by=by,
        summary=contact["text"],
        is_request=contact.get("asks", contact["kind"] in ASKING_KINDS),
    )


def _promise(partner: Partner, entry: dict[str, Any]) -> None:
    state = PromiseState.BROKEN if "broken" in entry else PromiseState.KEPT if "kept" in entry else PromiseState.OPEN
    Promise.objects.create(
        partner=partner,
        side=entry.get("side", PromiseSide.TEAM),
        promised_by=entry["by"],
        text=entry["text"],
        made_on=_day(-entry["made"]),
        due_on=_day(entry["due"]),
        state=state,
        settled_on=None if state == PromiseState.OPEN else _day(entry.get("kept", entry.get("broken", 0))),
        note=entry.get("note", ""),
    )
