"""What stands in the way of a merge: rows that both have and that may exist only once, and what to do about each.

Rooms above this one are known here only through the relations and constraints of their models.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.db import models
from django.db.models import ForeignObjectRel
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Merge, Person


@dataclass(frozen=True, slots=True)
class Clash:
    """Rows of one kind that both have for the same thing. about: that thing, when this reader may see it.

    url: where it can be looked at or settled, "" when nowhere for this reader. is_blocking: has to be settled first.
    is_removable: nothing hangs on the row of the duplicate, so it may go and come back when the merge is undone.
    """

    kind: str
    about: str
    url: str
    is_blocking: bool
    is_removable: bool


def clash_of(row: models.Model, field: str, twin: models.Model, by: User) -> Clash:
    """Describe for this reader that `row` cannot move, because `twin` is there. field: the one that would change."""
    kind = str(row._meta.verbose_name)
    if isinstance(row, Person):
        address = reverse("stakeholders:merge", args=["persoon", twin.pk, row.pk])
        return Clash(kind, _one_account(row), address, True, False)
    parent = _parent(row, field)
    area = parent if isinstance(parent, PilotArea) else getattr(parent, "area", None)
    if area is None or not by.has_perm("areas.change_pilotarea", area):
        return Clash(kind, _("in an area that you cannot see"), "", False, not has_dependents(row))
    url = parent.get_absolute_url() if hasattr(parent, "get_absolute_url") else ""
    about = str(parent) if parent == area else f"{parent} ({area})"
    return Clash(kind, about, url, False, not has_dependents(row))


def _one_account(person: Person) -> str:
    return _("%(name)s stands with both, with the same account. Merge these two persons first.") % {"name": person.name}


def _parent(row: models.Model, field: str) -> Any:
    """Return what the row is about: the first other thing it points at that lies in an area, or an area itself."""
    for one in row._meta.get_fields():
        if isinstance(one, models.ForeignKey) and one.name != field:
            found = getattr(row, one.name)
            if isinstance(found, PilotArea) or hasattr(found, "area"):
                return found
    return None


def relations(model: type[models.Model]) -> Iterator[ForeignObjectRel]:
    """Give every foreign key of any room that points at this model, without history and the merges themselves."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        other = relation.related_model
        if issubclass(other, pghistory.models.Event | Merge) or relation.field.name == "merged_into":
            continue
        yield relation


def has_dependents(row: models.Model) -> bool:
    """Say whether any row of any room points at this one."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in relations(type(row))
    )


def is_referred(duplicate: Any) -> bool:
    """Say whether something still points at this duplicate, or at one that was merged into it before."""
    return has_dependents(duplicate) or any(is_referred(one) for one in duplicate.duplicates.all())
