"""The sub-navigation of an area."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pilots.areas.models import PilotArea

register = template.Library()


ONLY_FOR_THE_TEAM = frozenset({"interviews"})


@dataclass(frozen=True)
class Tab:
    """One entry of the sub-navigation."""

    label: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def area_tabs(context: Context, area: Any, current: str) -> list[Tab]:
    """Return the pages of an area that this reader may open; the request is there also inside `include … only`."""
    request = getattr(context, "request", None)
    user = getattr(request, "user", None)
    entries = [("overzicht", _("Overview"), "areas:area-detail"), ("doelen", _("Goals"), "goals:goal-list")]
    if user is not None and user.is_authenticated:
        is_involved = not isinstance(area, PilotArea) or user.has_perm("areas.involve_pilotarea", area)
        if is_involved:
            entries.append(("betrokkenen", _("Stakeholders"), "stakeholders:partner-list"))
        entries += [
            ("intake", _("Intake"), "intake:round-list"),
            ("interviews", _("Interviews"), "interviews:interview-list"),
            ("bevindingen", _("Findings"), "findings:finding-list"),
            ("leidraad", _("Guide"), "leidraad:check-detail"),
            ("schakelbak", _("Gearbox"), "typology:assessment-detail"),
            ("rapporten", _("Reports"), "reports:report-list"),
        ]
        if is_involved:
            entries.append(("geschiedenis", _("History"), "areas:area-history"))
        if not PilotArea.objects.changeable_by(user).filter(slug=area.slug).exists():
            entries = [entry for entry in entries if entry[0] not in ONLY_FOR_THE_TEAM]
    tabs = [Tab(label, _address(name, area.slug), key == current) for key, label, name in entries]
    return [tab for tab in tabs if tab.url]


def _address(name: str, slug: str) -> str:
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return ""
