"""What the daily mail tells the team of an area about its rules: the day to look at them again, and a refusal."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.digest import Line
from accounts.models import User
from governance.conduct.models import ConductVersion
from governance.conduct.versions import KIND, content_of, frozen_of
from governance.signing.canonical import fingerprint
from governance.signing.enums import SigningState
from governance.signing.pages import tallies_of
from pilots.areas.enums import MemberRole


def lines(user: User, today: date) -> Iterator[Line]:
    """Tell the coordinator and the team, as long as it is so. Three queries at most. A source of the daily mail."""
    team = Q(area__coordinator=user) | Q(area__members__user=user, area__members__role=MemberRole.TEAM)
    rows = ConductVersion.objects.current().filter(team, area__archived_at=None).select_related("area")
    found = {row.pk: row for row in rows.order_by("area__name")}
    hashes = {(row.area_id, row.code): fingerprint(content_of(frozen_of(row))) for row in found.values()}
    tallies = tallies_of(KIND, hashes) if hashes else {}
    for row in found.values():
        words = {"number": row.number, "day": date_format(row.review_on, "j F Y")}
        url, group = row.get_absolute_url(), _("Rules of conduct")
        if row.review_on <= today:
            text = _("Look again at version %(number)d of the rules of conduct: that was agreed for %(day)s.")
            yield Line(text % words, url, group, area=row.area.name, due_on=row.review_on)
        if tallies[row.area_id, row.code].state == SigningState.REFUSED:
            yield Line(_("A partner refused to sign the rules of conduct. Read why."), url, group, area=row.area.name)
