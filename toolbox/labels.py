"""Names of the codes that toolbox items borrow from the content packs of the guide and the typology.

What a version of a pack holds never changes, so its names are read once per process and picked by language here.
"""

from collections.abc import Mapping
from functools import lru_cache

from core.pack_versions import PackVersionQuerySet
from core.packs import label
from governance.leidraad.texts import condition_names
from typology.gearbox.models import TypologyVersion

Choices = list[tuple[str, str]]
Names = tuple[tuple[str, Mapping[str, str]], ...]


def gear_choices() -> Choices:
    """Return code and name of every gear of the newest typology, from the lightest; empty without one. One query."""
    key = _first(TypologyVersion.objects.order_by("-loaded_at", "-pk"))
    return [(code, f"{code}. {label(name)}") for code, name in _gears(*key)] if key else []


def dial_choices() -> Choices:
    """Return code and name of every dial of the newest typology, in its order; empty without one. One query."""
    key = _first(TypologyVersion.objects.order_by("-loaded_at", "-pk"))
    return [(code, label(name)) for code, name in _dials(*key)] if key else []


def condition_choices() -> Choices:
    """Return code and name of every condition of the guide on offer, in its order; empty without one. One query."""
    return list(condition_names().items())


def _first(versions: PackVersionQuerySet) -> tuple[int, str] | None:
    return versions.values_list("pk", "sha256").first()


@lru_cache(maxsize=8)
def _gears(pk: int, sha256: str) -> Names:
    content = TypologyVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256)
    return tuple((gear["code"], gear["name"]) for gear in content["gears"])


@lru_cache(maxsize=8)
def _dials(pk: int, sha256: str) -> Names:
    content = TypologyVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256)
    return tuple((dial["code"], dial["name"]) for dial in content["dials"])
