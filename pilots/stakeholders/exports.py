"""The parties of an area as a table, and what is kept of one person.

Persons and private interests are in no table of parties: an export leaves the house.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pghistory.models import Event

from accounts.models import User
from core.tabular import Cell
from pilots.stakeholders.models import ContactMoment, Person
from pilots.stakeholders.pages import PeoplePage


def header(page: PeoplePage) -> list[str]:
    """Return the column names; what the team judged only stands in it for who works on the area."""
    names = [
        _("Name"), _("Kind"), _("Place"), _("Participation level"), _("Role in the area"), _("Takes part since"),
        _("Took part until"), _("Shared interests"),
    ]  # fmt: skip
    if page.has_assessment:
        names += [_("Influence"), _("Interest"), _("Field"), _("Land (ha)"), _("Estimate"), _("Requests this quarter")]
        names += [_("Promises overdue")]
    return [*names, _("Made up for the demonstration")]


def rows(page: PeoplePage) -> Iterator[list[Cell]]:
    """Give a row per party."""
    for row in page.rows:
        cells: list[Cell] = [
            row.name, row.kind, row.place, row.level, row.role, row.since_on, row.until_on,
            " | ".join(row.shared_interests),
        ]  # fmt: skip
        if page.has_assessment:
            estimate = _("yes") if row.is_land_estimated else ""
            cells += [row.influence, row.interest, row.quadrant, row.land_ha, estimate, row.requests, row.overdue]
        yield [*cells, _("yes") if row.is_fictional else ""]


# One person ------------------------------------------------------------------------------------------------------


def person_facts(person: Person, viewer: User) -> dict[str, Any]:
    """Return what is kept of a person, for who asks to see it.

    Other rooms say only how many rows they keep, and so do areas in which the viewer does not work: their own team
    hands those out.
    """
    contacts = ContactMoment.objects.visible_to(viewer).filter(person=person)
    hidden = person.contacts.count() - contacts.count()
    return {
        "name": person.name,
        "organisation": person.organisation.name,
        "function": person.function,
        "email": person.email,
        "phone": person.phone,
        "language": person.language,
        "account": person.user.email if person.user else "",
        "created_at": person.created_at.isoformat(),
        "updated_at": person.updated_at.isoformat(),
        "contacts": [
            {"area": one.area.name, "on": one.on.isoformat(), "kind": one.get_kind_display(), "summary": one.summary}
            for one in contacts.select_related("area").order_by("on", "pk")
        ],
        "elsewhere": ({_("Contact moments in other areas"): hidden} if hidden else {}) | _elsewhere(person),
    }


def _elsewhere(person: Person) -> dict[str, int]:
    """Count the rows of other rooms that point at this person, by kind."""
    counted: dict[str, int] = {}
    same = [person.pk, *person.duplicates.values_list("pk", flat=True)]
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if model._meta.app_label == "stakeholders" or issubclass(model, Event):
            continue
        number = model._base_manager.filter(**{f"{relation.field.name}__in": same}).count()
        if number:
            kind = str(model._meta.verbose_name_plural)
            counted[kind] = counted.get(kind, 0) + number
    return counted


def person_header() -> list[str]:
    """Return the column names of what is kept of a person."""
    return [_("What"), _("Value"), _("Date"), _("Area")]


def person_rows(person: Person, viewer: User) -> Iterator[list[Cell]]:
    """Give a row per fact, contact moment and kind of row elsewhere."""
    facts = person_facts(person, viewer)
    contacts, elsewhere = facts.pop("contacts"), facts.pop("elsewhere")
    for name, value in facts.items():
        yield [name, value, None, ""]
    for contact in contacts:
        yield [contact["kind"], contact["summary"], contact["on"], contact["area"]]
    for kind, number in elsewhere.items():
        yield [kind, number, None, ""]
