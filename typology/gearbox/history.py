"""What happened to the to-arrange list of a collaboration, as people read it: who changed what, and when."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.packs import label
from pilots.areas.changes import FieldWords, compare
from pilots.areas.history import Entry
from pilots.stakeholders.models import Partner
from typology.gearbox import registry
from typology.gearbox.arranging import FORM, PRINCIPLE
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.models import Arrangement, Collaboration
from typology.gearbox.tables import Typology

Row = Mapping[str, Any]


def arranging_history(collaboration: Collaboration) -> list[Entry]:
    """Return everything that happened to the list of a collaboration, the latest first. Four queries."""
    events: Any = Arrangement.pgh_event_model  # type: ignore[attr-defined]
    found = events.objects.filter(collaboration=collaboration.pk).order_by("pgh_id")
    fields = [field.attname for field in events._meta.concrete_fields]
    rows = list(found.values(*fields, "pgh_context__metadata"))
    parties = Partner.objects.filter(area=collaboration.area_id).values_list("pk", "organisation__name")
    people = {key for row in rows for key in (_user(row), row["owner_id"]) if key is not None}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    words = _words(names, dict(parties))
    called = _Names(collaboration.version.tables)
    entries, previous = [], dict[int, Row]()
    for row in rows:
        before = previous.get(row["pgh_obj_id"])
        previous[row["pgh_obj_id"]] = row
        changes = compare(words, before or _untouched(row), row)
        entries.append(
            Entry(row["pgh_created_at"], names.get(_user(row) or 0, ""), _title(row, before, called), changes)
        )
    return entries[::-1]


def _user(row: Row) -> int | None:
    return (row["pgh_context__metadata"] or {}).get("user")


def _title(row: Row, before: Row | None, called: "_Names") -> str:
    what = called.of(row)
    if (row["pgh_context__metadata"] or {}).get("undo"):
        return _("Undone: %(what)s") % {"what": what}
    if before is None:
        return (_("Taken up: %(what)s") if row["code"] else _("Added: %(what)s")) % {"what": what}
    return _("Changed: %(what)s") % {"what": what}


def _untouched(row: Row) -> Row:
    """Return what a line was before anybody touched it."""
    return {"what": row["what"], "dial": row["dial"], "condition": row["condition"], "status": "open", "note": ""}


def _words(names: Mapping[int, str], parties: Mapping[int, str]) -> list[FieldWords]:
    return [
        FieldWords("what", _("What has to be arranged")),
        FieldWords("condition", _("Condition of the guide"), registry.condition_names()),
        FieldWords("status", _("How far"), {status.value: str(status.label) for status in ArrangementStatus}),
        FieldWords("owner_id", _("Owner"), names),
        FieldWords("partner_id", _("Party that takes it up"), parties),
        FieldWords("due_on", _("Done before or on")),
        FieldWords("note", _("Note")),
    ]


class _Names:
    """Says what a row is about; what an older version asked is called by its code."""

    def __init__(self, tables: Typology) -> None:
        self.demands = {demand.code: demand.arrange for gear in tables.gears for demand in gear.demands.values()}
        self.others = {f"{PRINCIPLE}{principle.code}": principle.name for principle in tables.principles}
        self.others |= {f"{FORM}{form.code}": form.name for form in tables.forms}

    def of(self, row: Row) -> str:
        words = self.demands.get(row["code"]) or self.others.get(row["code"])
        return label(words) if words else str(row["what"] or row["code"])
