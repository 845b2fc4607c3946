"""Tells the room of signatures what a frozen version is: its content, its title, its words, and whether it is open."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from governance.conduct.models import ConductVersion
from governance.conduct.pages.reading import title_of
from governance.conduct.versions import WORDS, content_of, frozen_of
from governance.signing.canonical import fingerprint
from governance.signing.registry import Document, Outline, Provider
from pilots.areas.models import PilotArea


def documents(area: PilotArea, codes: Collection[str] | None) -> Mapping[str, Document]:
    """Return the versions of an area; only the newest can be signed. Runs one query."""
    rows = list(ConductVersion.objects.filter(area=area))
    return {row.code: _document(area, row, rows[0].number) for row in rows if codes is None or row.code in codes}


def _document(area: PilotArea, row: ConductVersion, newest: int) -> Document:
    row.area = area
    closed = _("Version %(number)d replaced this one, so it can no longer be signed.") % {"number": newest}
    return Document(
        code=row.code,
        title=title_of(row.number),
        url=row.get_absolute_url(),
        content=content_of(frozen_of(row)),
        pack_version=row.pack_version,
        closed=closed if row.number < newest else "",
    )


def outlines(areas: Sequence[PilotArea]) -> Mapping[tuple[int, str], Outline]:
    """Return the versions of many areas in short. Runs one query."""
    known = {area.pk: area for area in areas}
    found: dict[tuple[int, str], Outline] = {}
    newest: dict[int, int] = {}
    for row in ConductVersion.objects.filter(area__in=known).order_by("area", "-number"):
        row.area = known[row.area_id]
        is_open = newest.setdefault(row.area_id, row.number) == row.number
        sha256 = fingerprint(content_of(frozen_of(row)))
        found[row.area_id, row.code] = Outline(title_of(row.number), row.get_absolute_url(), sha256, is_open)
    return found


def words() -> Mapping[str, Any]:
    """Return a label per key, in reading order."""
    return WORDS


def may_read(user: User, area: PilotArea) -> bool:
    """Say whether this user may read the rules of an area."""
    return user.has_perm("areas.involve_pilotarea", area)


def may_name(user: User, area: PilotArea) -> bool:
    """Say whether this user may see who signed for a partner, and why somebody refused."""
    return user.has_perm("areas.work_pilotarea", area)


PROVIDER: Final = Provider(
    documents=documents, outlines=outlines, words=words, may_read=may_read, may_name=may_name, is_for_partners=True,
    label=gettext_lazy("Rules of conduct"),
)  # fmt: skip
