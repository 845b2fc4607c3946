"""The history of an area as people read it: who changed what and when, for the area, its parts and its sites."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import MD5, Cast
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Province
from accounts.models import User
from pilots.areas.changes import Change, FieldWords, compare, plain_number
from pilots.areas.enums import BoundaryKind, Landscape, MemberRole, Phase, Visibility
from pilots.areas.models import AreaMember, AreaNumber, PilotArea


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did. who: "" when a command did it."""

    at: datetime
    who: str
    what: str
    changes: tuple[Change, ...]


def area_history(area: PilotArea) -> list[Entry]:
    """Return everything that happened to an area, the latest first. Runs five queries."""
    rows = {
        "area": list(_events("PilotAreaEvent", boundary_print=MD5(Cast("boundary", TextField()))).filter(pgh_obj=area)),
        "number": list(_events("AreaNumberEvent").filter(area=area)),
        "member": list(_events("AreaMemberEvent").filter(area=area)),
        "site": list(_events("SiteLinkEvent", site_name=F("site__name")).filter(area=area)),
    }
    names = _names(rows)
    entries = _of_area(rows["area"], names)
    entries += _of_parts(rows["number"], names, _number_words(), NUMBER_TITLES, _number_label)
    entries += _of_parts(
        rows["member"], names, _member_words(), MEMBER_TITLES, lambda row: names.get(row["user_id"], "")
    )
    entries += _of_sites(rows["site"], names)
    return sorted((entry for entry in entries if entry.what), key=lambda entry: entry.at)[::-1]


def last_editor(area: PilotArea) -> str:
    """Return the name of whoever changed the area last, "" when that was a command. Runs two queries."""
    row = _events("PilotAreaEvent").filter(pgh_obj=area).last()
    return _names({"area": [row]}).get(_user(row), "") if row else ""


def state_at(area: PilotArea, version: int, names: Iterable[str]) -> dict[str, Any] | None:
    """Return the values that an edit of this version started from, None when they are not known any more."""
    events = apps.get_model("areas", "PilotAreaEvent").objects.filter(pgh_obj=area, version=version)
    return events.order_by("pgh_id").values(*names).last()


def _events(model: str, **extra: Any) -> QuerySet[Any, dict[str, Any]]:
    table = apps.get_model("areas", model)
    fields = [field.attname for field in table._meta.concrete_fields if field.attname != "boundary"]
    return table.objects.annotate(**extra).order_by("pgh_id").values(*fields, *extra, "pgh_context__metadata")


def _user(row: Mapping[str, Any]) -> int | None:
    return (row["pgh_context__metadata"] or {}).get("user")


def _names(rows: Mapping[str, list[dict[str, Any]]]) -> dict[Any, str]:
    ids: set[Any] = {_user(row) for group in rows.values() for row in group}
    ids |= {row.get(name) for group in rows.values() for row in group for name in ("coordinator_id", "user_id")}
    return dict(User.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))


# The area itself -------------------------------------------------------------------------------------------------


def _of_area(rows: list[dict[str, Any]], names: Mapping[Any, str]) -> list[Entry]:
    fields = _area_words(names)
    entries = []
    for before, after in zip([None, *rows], rows, strict=False):
        who = names.get(_user(after), "")
        if before is None:
            entries.append(Entry(after["pgh_created_at"], who, _("Area made"), ()))
            continue
        changes = (*compare(fields, before, after), *_boundary_change(before, after))
        entries.append(Entry(after["pgh_created_at"], who, _area_title(before, after, changes), changes))
    return entries


def _area_title(before: dict[str, Any], after: dict[str, Any], changes: tuple[Change, ...]) -> str:
    if before["archived_at"] != after["archived_at"]:
        return _("Area put in the archive") if after["archived_at"] else _("Area brought back from the archive")
    if before["phase"] != after["phase"]:
        return _("Phase moved")
    if before["visibility"] != after["visibility"]:
        return _("Readers changed")
    return _("Area changed") if changes else ""


def _boundary_change(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    if before["boundary_print"] == after["boundary_print"]:
        return ()
    return (Change(_("Boundary changed"), _hectares(before), _hectares(after)),)


def _hectares(row: dict[str, Any]) -> str:
    return f"{number_format(round(row['area_ha'], 1))} ha" if row["area_ha"] is not None else ""


def _area_words(names: Mapping[Any, str]) -> list[FieldWords]:
    choices: dict[str, Mapping[Any, Any]] = {
        "provinces": dict(Province.choices),
        "landscape": dict(Landscape.choices),
        "phase": dict(Phase.choices),
        "visibility": dict(Visibility.choices),
        "boundary_kind": dict(BoundaryKind.choices),
        "coordinator_id": names,
    }
    shown = (
        "name", "provinces", "municipalities", "landscape", "programme", "coordinator_id", "phase", "visibility",
        "what_happens", "how_and_with_whom", "revenue_model", "first_result_on", "maximum_months", "boundary_kind",
        "certainty",
    )  # fmt: skip
    return [_words(PilotArea, name, choices.get(name)) for name in shown]


def _words(model: Any, name: str, choices: Mapping[Any, Any] | None = None) -> FieldWords:
    field = model._meta.get_field(name.removesuffix("_id"))
    return FieldWords(name, str(field.verbose_name), choices)


# Its numbers and members -----------------------------------------------------------------------------------------

NUMBER_TITLES = {
    "insert": gettext_lazy("Number added"),
    "update": gettext_lazy("Number changed"),
    "delete": gettext_lazy("Number removed"),
}
MEMBER_TITLES = {
    "insert": gettext_lazy("Member added"),
    "update": gettext_lazy("Member changed"),
    "delete": gettext_lazy("Member removed"),
}


def _number_words() -> list[FieldWords]:
    shown = ("subject", "value", "unit", "is_estimate", "source", "source_url", "stated_on")
    return [_words(AreaNumber, name) for name in shown]


def _member_words() -> list[FieldWords]:
    return [_words(AreaMember, "role", dict(MemberRole.choices))]


def _number_label(row: dict[str, Any]) -> str:
    return f"{row['subject']}: {plain_number(row['value'])} {row['unit']}"


def _of_parts(
    rows: list[dict[str, Any]],
    names: Mapping[Any, str],
    fields: list[FieldWords],
    titles: Mapping[str, Any],
    label: Any,
) -> list[Entry]:
    entries = []
    previous: dict[int, dict[str, Any]] = {}
    for row in rows:
        before = previous.get(row["pgh_obj_id"])
        previous[row["pgh_obj_id"]] = row
        changes = compare(fields, before, row) if before and row["pgh_label"] == "update" else ()
        what = f"{titles[row['pgh_label']]}: {label(row)}"
        entries.append(Entry(row["pgh_created_at"], names.get(_user(row), ""), what, changes))
    return entries


# Sites chosen by hand --------------------------------------------------------------------------------------------


def _of_sites(rows: list[dict[str, Any]], names: Mapping[Any, str]) -> list[Entry]:
    entries = []
    for row in rows:
        is_chosen = row["is_manual"] and row["pgh_label"] != "delete"
        title = _("Site chosen by hand") if is_chosen else _("Site no longer chosen by hand")
        entries.append(Entry(row["pgh_created_at"], names.get(_user(row), ""), f"{title}: {row['site_name']}", ()))
    return entries
