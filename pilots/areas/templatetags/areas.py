"""The sub-navigation of an area."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pilots.areas.models import PilotArea
from pilots.areas.notices import Notice, notices_of

register = template.Library()

# Who gets an entry: whoever may open the area, whoever has an account too, or whoever has this permission on the area.
ANYBODY, ACCOUNT = "anybody", "account"
INVOLVED, TEAM = "areas.involve_pilotarea", "areas.change_pilotarea"


@dataclass(frozen=True)
class Tab:
    """One entry of the sub-navigation."""

    label: str
    url: str
    is_current: bool


def _entries() -> list[tuple[str, str, str, str]]:
    """Return key, label, address and reader of every entry, in the order of the work."""
    return [
        ("overzicht", _("Overview"), "areas:area-detail", ANYBODY),
        ("betrokkenen", _("Stakeholders"), "stakeholders:partner-list", INVOLVED),
        ("intake", _("Intake"), "intake:round-list", TEAM),
        ("interviews", _("Interviews"), "interviews:interview-list", TEAM),
        ("bevindingen", _("Findings"), "findings:finding-list", ACCOUNT),
        ("doelen", _("Goals"), "goals:goal-list", ANYBODY),
        ("aanpak", _("Approach"), "instruments:coverage", INVOLVED),
        ("leidraad", _("Guide"), "leidraad:check-detail", ACCOUNT),
        ("schakelbak", _("Gearbox"), "typology:assessment-detail", ACCOUNT),
        ("afspraken", _("Agreements"), "bodies:model", INVOLVED),
        ("rapporten", _("Reports"), "reports:report-list", ACCOUNT),
        ("geschiedenis", _("History"), "areas:area-history", INVOLVED),
    ]


@register.simple_tag(takes_context=True)
def area_tabs(context: Context, area: PilotArea, current: str) -> list[Tab]:
    """Return the pages of an area that this reader may open; the request is there also inside `include … only`."""
    user = getattr(getattr(context, "request", None), "user", None)
    readers = {ANYBODY}
    if user is not None and user.is_authenticated:
        readers |= {ACCOUNT, *(each for each in (INVOLVED, TEAM) if user.has_perm(each, area))}
    tabs = [
        Tab(label, _address(name, area.slug), key == current) for key, label, name, who in _entries() if who in readers
    ]
    return [tab for tab in tabs if tab.url]


@register.simple_tag(takes_context=True)
def area_notices(context: Context) -> list[Notice]:
    """Return what every page of the area behind this request says; nothing on pages without an area."""
    area = getattr(getattr(context, "request", None), "area", None)
    return notices_of(area) if isinstance(area, PilotArea) else []


def _address(name: str, slug: str) -> str:
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return ""
