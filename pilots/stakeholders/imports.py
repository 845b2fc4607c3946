"""Parties from a table: the columns, the template to fill in, and every row checked before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.sheetfiles import Line
from pilots.areas.models import PilotArea
from pilots.stakeholders.actions.parties import Entry
from pilots.stakeholders.duplicates import plain
from pilots.stakeholders.enums import Influence, OrganisationKind, Stake
from pilots.stakeholders.models import Organisation, ParticipationVersion
from pilots.stakeholders.models.partners import MOST_HA
from pilots.stakeholders.tables import Level


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table. key: its name in the file, in Dutch whatever the language; help: what to fill in."""

    key: str
    help: Any
    example: str
    is_required: bool = False


COLUMNS: Final = (
    Column("naam", gettext_lazy("Name of the party."), "Boerderij De Voorbeeldhoeve", is_required=True),
    Column("soort", gettext_lazy("One of the kinds below, in words."), "Agrarisch bedrijf", is_required=True),
    Column("plaats", gettext_lazy("Place."), "Voorbeeldstad"),
    Column("niveau", gettext_lazy("What the party may decide, by the name of the level."), "Praat mee"),
    Column("rol", gettext_lazy("Role in the area."), "Eigenaar van weiland langs de beek"),
    Column("wens", gettext_lazy("What the party wants."), ""),
    Column("invloed", gettext_lazy("A number from 1 to 5."), "3"),
    Column("belang", gettext_lazy("A number from 1 to 5."), "4"),
    Column("hectare", gettext_lazy("Land in the area in hectares, with a comma or a dot."), "12,5"),
    Column("sinds", gettext_lazy("Date: 2026-01-31 or 31-01-2026."), "2026-01-31"),
    Column("contactpersoon", gettext_lazy("Name of a person who speaks for the party."), ""),
    Column("e-mail", gettext_lazy("E-mail address of that person."), ""),
    Column("telefoon", gettext_lazy("Telephone number of that person."), ""),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}
LONGEST: Final = {"naam": 160, "plaats": 80, "rol": 200, "wens": 4000, "contactpersoon": 120, "telefoon": 30}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. line: as the spreadsheet shows it; column: its name in the file."""

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What one line would do. is_new: the party does not take part yet; is_known: the organisation exists already."""

    line: int
    name: str
    is_new: bool
    is_known: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would do. `entries` may be carried out only while there are no faults."""

    rows: tuple[RowPlan, ...]
    faults: tuple[Fault, ...]
    entries: tuple[Entry, ...] = field(repr=False)

    @property
    def made(self) -> int:
        return sum(row.is_new for row in self.rows)

    @property
    def changed(self) -> int:
        return len(self.rows) - self.made


class _FaultError(Exception):
    """A cell that cannot be used; its text says how to mend it."""


def template() -> tuple[list[str], list[list[str]]]:
    """Return the header of the table and one example row."""
    return [column.key for column in COLUMNS], [[column.example for column in COLUMNS]]


def kind_words() -> tuple[str, ...]:
    """Return the kinds as a table may name them, in the active language."""
    return tuple(str(kind.label) for kind in OrganisationKind)


def check(lines: list[Line], area: PilotArea, known: Iterable[Organisation]) -> Plan:
    """Check every cell of a table. known: the organisations this user may see, by which a row finds its party."""
    header = [cell.strip().lower() for cell in lines[0].cells]
    faults = _header_faults(lines[0].number, header)
    if faults:
        return Plan((), tuple(faults), ())
    checker = _Checker(area, known)
    for line in lines[1:]:
        cells = dict(zip(header, (*line.cells, *[""] * len(header)), strict=False))
        checker.take(line.number, {key: value.strip() for key, value in cells.items() if key in BY_KEY})
    if not checker.rows and not checker.faults:
        checker.faults.append(Fault(2, "", _("There are no rows under the header.")))
    return Plan(tuple(checker.rows), tuple(checker.faults), tuple(checker.entries))


def _header_faults(line: int, header: list[str]) -> list[Fault]:
    missing = [column.key for column in COLUMNS if column.is_required and column.key not in header]
    faults = [Fault(line, key, _("This column is missing. Use the template.")) for key in missing]
    for key in dict.fromkeys(header):
        if key and key not in BY_KEY:
            faults.append(Fault(line, key[:60], _("This column is not known. Remove it or use the template.")))
        elif key and header.count(key) > 1:
            faults.append(Fault(line, key, _("This column stands in the table twice.")))
    return faults


class _Checker:
    """Checks row after row, and remembers names so that no party stands in the table twice."""

    def __init__(self, area: PilotArea, known: Iterable[Organisation]) -> None:
        self.known: dict[str, list[Organisation]] = {}
        for organisation in known:
            self.known.setdefault(plain(organisation.name), []).append(organisation)
        self.present = set(area.partners.values_list("organisation", flat=True))
        self.version = ParticipationVersion.objects.first()
        self.levels = _level_names(self.version)
        self.kinds = _kind_names()
        self.seen: dict[str, int] = {}
        self.rows: list[RowPlan] = []
        self.faults: list[Fault] = []
        self.entries: list[Entry] = []

    def take(self, line: int, cells: Mapping[str, str]) -> None:
        before = len(self.faults)
        values = {key: self._value(line, key, text) for key, text in cells.items()}
        for column in COLUMNS:
            if column.is_required and not cells.get(column.key):
                self.faults.append(Fault(line, column.key, _("Fill this in.")))
        if any(cells.get(key) for key in ("e-mail", "telefoon")) and not cells.get("contactpersoon"):
            self.faults.append(Fault(line, "contactpersoon", _("Say whose address or number this is.")))
        organisation = self._party(line, cells)
        if len(self.faults) == before:
            self._add(line, values, organisation)

    def _party(self, line: int, cells: Mapping[str, str]) -> Organisation | None:
        """Return the known organisation of this name, None for a new one."""
        name = plain(cells.get("naam", ""))
        if not name:
            return None
        if name in self.seen:
            twice = _("This party stands in line %(line)d too. Keep one of the two.") % {"line": self.seen[name]}
            self.faults.append(Fault(line, "naam", twice))
        self.seen.setdefault(name, line)
        found = self.known.get(name, [])
        same = [one for one in found if one.pk in self.present] or [
            one for one in found if not cells.get("plaats") or one.place.lower() in ("", cells["plaats"].lower())
        ]
        if len(same) > 1:
            several = _("Several known parties have this name. Add the place, or merge them first.")
            self.faults.append(Fault(line, "naam", several))
        return same[0] if same else None

    def _value(self, line: int, key: str, text: str) -> Any:
        try:
            if len(text) > LONGEST.get(key, 4000):
                raise _FaultError(_("At most %(limit)d characters fit here.") % {"limit": LONGEST.get(key, 4000)})
            return self._read(key, text) if text else None
        except _FaultError as error:
            self.faults.append(Fault(line, key, str(error)))
            return None

    def _read(self, key: str, text: str) -> Any:
        if key == "soort":
            return _chosen(text, self.kinds)
        if key == "niveau":
            return _chosen(text, self.levels)
        if key in ("invloed", "belang"):
            return _step(text)
        if key == "hectare":
            return _hectares(text)
        if key == "sinds":
            return _day(text)
        if key == "e-mail":
            return _address(text)
        return text

    def _add(self, line: int, values: Mapping[str, Any], organisation: Organisation | None) -> None:
        terms = {
            "level": values.get("niveau"), "role": values.get("rol"), "wish": values.get("wens"),
            "influence": values.get("invloed"), "interest": values.get("belang"), "land_ha": values.get("hectare"),
            "since_on": values.get("sinds"),
        }  # fmt: skip
        terms = {name: value for name, value in terms.items() if value is not None}
        if "level" in terms:
            terms["level_version"] = self.version
        facts = {"name": values["naam"], "kind": values["soort"], "place": values.get("plaats") or ""}
        person = {}
        if values.get("contactpersoon"):
            person = {
                "name": values["contactpersoon"],
                "email": values.get("e-mail") or "",
                "phone": values.get("telefoon") or "",
            }
        is_new = organisation is None or organisation.pk not in self.present
        self.rows.append(RowPlan(line, values["naam"], is_new, organisation is not None))
        self.entries.append(Entry(organisation, facts, terms, person))


# Cells -----------------------------------------------------------------------------------------------------------


def _kind_names() -> dict[str, str]:
    """Return every word for a kind, in both languages and as its code."""
    names = {kind.value: kind.value for kind in OrganisationKind}
    for language in ("nl", "en"):
        with override(language):
            names |= {str(kind.label).lower(): kind.value for kind in OrganisationKind}
    return names


def _level_names(version: ParticipationVersion | None) -> dict[str, str]:
    names: dict[str, str] = {}
    for language in ("nl", "en"):
        with override(language):
            levels: Iterable[Level] = version.levels.values() if version else ()
            names |= {level.name.lower(): level.code for level in levels}
    return names | {code: code for code in names.values()}


def _chosen(text: str, names: Mapping[str, str]) -> str:
    if text.lower() not in names:
        raise _FaultError(_("“%(text)s” is not one of the words that may stand here.") % {"text": text[:60]})
    return names[text.lower()]


def _step(text: str) -> int:
    if text not in {str(step) for step in Influence.values} | {str(step) for step in Stake.values}:
        raise _FaultError(_("Give a whole number from 1 to 5."))
    return int(text)


def _hectares(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise _FaultError(_("Give a number of hectares, such as 12,5.")) from error
    if not value.is_finite() or not 0 <= value <= MOST_HA:
        raise _FaultError(_("Give hectares from 0 to %(most)d.") % {"most": MOST_HA})
    return value


def _day(text: str) -> date:
    parts = text.split("-")
    try:
        if len(parts) == 3 and len(parts[2]) == 4:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise _FaultError(_("Write a date as 2026-01-31 or 31-01-2026.")) from error


def _address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise _FaultError(_("This is not an e-mail address.")) from error
    return text.lower()
