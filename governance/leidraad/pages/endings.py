"""What the daily mail tells the team of an area about the end of its deliberate start."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.digest import Line
from accounts.models import User
from governance.leidraad.enums import Ending
from governance.leidraad.models import Deviation
from governance.leidraad.pages.deviations import SOON
from pilots.areas.enums import MemberRole


def ending_lines(user: User, today: date) -> Iterator[Line]:
    """Tell a week before the end, on the last day and the day after, to the coordinator and the team. One query."""
    days = [today + timedelta(days=SOON), today, today - timedelta(days=1)]
    team = Q(area__coordinator=user) | Q(area__members__user=user, area__members__role=MemberRole.TEAM)
    rows = Deviation.objects.filter(team, area__archived_at=None, ends_on__in=days, ending__in=["", Ending.EXPIRED])
    for row in rows.select_related("area").order_by("ends_on", "area__name", "pk").distinct():
        url = reverse("leidraad:deviation-list", args=[row.area.slug])
        yield Line(_sentence(row, today), url, _("Deliberate start"))


def _sentence(row: Deviation, today: date) -> str:
    words = {"area": row.area.name, "day": date_format(row.ends_on, "j F Y")}
    if row.ends_on < today:
        return _("%(area)s: the deliberate start ended on %(day)s. Is the start gate open now?") % words
    if row.ends_on == today:
        return _("%(area)s: today is the last day of the deliberate start.") % words
    return _("%(area)s: the deliberate start ends on %(day)s. Arrange what is open, or decide anew.") % words
