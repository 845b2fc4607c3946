"""What is said about the rules of a working list: a thread for each, with `governance.comments`."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.comments.registry import Target
from governance.conduct.models import Rule
from pilots.areas.models import PilotArea

KIND: Final = "conduct-rule"


def rule_url(area: PilotArea | None, _code: str) -> str:
    """Return the page with the working list; "" without an area."""
    return reverse("conduct:rules", args=[area.slug]) if area else ""


def rule_title(_area: PilotArea | None, _code: str) -> str:
    """Name what the thread is about, without a query."""
    return _("a rule of conduct")


def is_rule(area: PilotArea | None, code: str) -> bool:
    """Say whether this rule stands on the working list of the area."""
    is_number = code.isascii() and code.isdigit() and len(code) < 18
    return area is not None and is_number and Rule.objects.working().filter(area=area, pk=int(code)).exists()


TARGET: Final = Target(url=rule_url, title=rule_title, exists=is_rule)
