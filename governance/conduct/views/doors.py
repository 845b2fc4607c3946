"""The only ways to the rules of an area: whoever may not come in gets a 404."""

from typing import Final

from django.shortcuts import get_object_or_404

from accounts.http import Request
from governance.conduct import tables
from governance.conduct.models import ConductVersion, Rule, newest_pack
from pilots.areas.views.doors import open_area

READ: Final = "areas.involve_pilotarea"
CHANGE: Final = "areas.change_pilotarea"
NAMES: Final = "areas.work_pilotarea"


def open_rule(request: Request, slug: str, pk: int, *, removed: bool = False) -> Rule:
    """Return a rule of the working list for who may change it. removed: one that was taken off instead."""
    area = open_area(request, slug, CHANGE)
    rules = Rule.objects.filter(area=area, removed_at__isnull=not removed).select_related("pack")
    rule = get_object_or_404(rules, pk=pk)
    rule.area = area
    return rule


def open_version(request: Request, slug: str, number: int, permission: str) -> ConductVersion:
    """Return a frozen version of an area."""
    area = open_area(request, slug, permission)
    version = get_object_or_404(ConductVersion, area=area, number=number)
    version.area = area
    return version


def themes() -> dict[str, str]:
    """Return the themes that a rule can have, in the language of the reader."""
    pack = newest_pack()
    return tables.themes(pack.content) if pack else {}
