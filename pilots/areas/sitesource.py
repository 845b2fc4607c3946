"""How others name the fields of a Natura 2000 site, and what one row of their data says.

Source: PDOK, RVO Natura 2000 (fields `naam_n2k`, `nr`, `beschermin` or `bescherming`, `vhn_new`) and files made from it
(`naamN2K`). Upper case, underscores and hyphens make no difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

NUMBER_FIELDS = ("nr", "gebiedsnr", "gebiedsnummer", "nummer", "number")
NAME_FIELDS = ("naamn2k", "naam", "name")
PROTECTION_FIELDS = ("bescherming", "beschermin", "protection")
PROTECTION_CODES = {"1": "VR", "2": "HR", "3": "VR+HR", "9": "HR groeve"}  # `vhn_new`
HIGHEST_NUMBER = 9999


class RowError(ValueError):
    """A row that does not say which site it is. The message says what is missing."""


@dataclass(frozen=True)
class SiteFacts:
    """What a row says about a site. protection: "" when it says nothing."""

    number: int
    name: str
    protection: str


def read_facts(properties: Mapping[str, Any]) -> SiteFacts:
    """Return the facts of a row. Raises RowError."""
    known = {_plain(key): value for key, value in properties.items()}
    name = _first(known, NAME_FIELDS)
    if not name:
        raise RowError(_("The name is missing (field naam_n2k or naamN2K)."))
    if len(name) > 160:
        raise RowError(_("The name is longer than 160 characters."))
    protection = _first(known, PROTECTION_FIELDS) or PROTECTION_CODES.get(_first(known, ("vhnnew",)), "")
    return SiteFacts(_number(known), name, protection[:20])


def label(properties: Mapping[str, Any]) -> str:
    """Return what to call a row in a report, as far as it says."""
    known = {_plain(key): value for key, value in properties.items()}
    return " ".join(part for part in (_first(known, NUMBER_FIELDS), _first(known, NAME_FIELDS)) if part)


def _number(known: Mapping[str, Any]) -> int:
    value = _first(known, NUMBER_FIELDS)
    if not value:
        raise RowError(_("The number is missing (field nr)."))
    whole = value.removesuffix(".0")
    if not (whole.isascii() and whole.isdigit()) or not 0 < int(whole) <= HIGHEST_NUMBER:
        raise RowError(_("The number “%(value)s” is not a whole number above zero.") % {"value": value[:40]})
    return int(whole)


def _plain(key: object) -> str:
    return str(key).lower().replace("_", "").replace("-", "")


def _first(known: Mapping[str, Any], names: tuple[str, ...]) -> str:
    found = (known[name] for name in names if known.get(name) not in (None, "", "-"))
    return " ".join(str(next(found, "")).split())
