"""What stands around the outcome of a collaboration: the others of the area, its views, a newer typology."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.digest import Line
from accounts.models import User
from pilots.areas.models import PilotArea
from typology.gearbox.models import Collaboration, PartnerView, TypologyVersion


@dataclass(frozen=True, slots=True)
class CollaborationPage:
    """The surroundings of one collaboration.

    others: of the same area, running ones first. newer: a version to move to, None when there is none. own: views of
    the reader that can be opened. views: how many count; asked: how many were asked.
    """

    others: tuple[Collaboration, ...]
    newer: TypologyVersion | None
    own: tuple[PartnerView, ...]
    views: int
    asked: int

    @property
    def running(self) -> tuple[Collaboration, ...]:
        return tuple(one for one in self.others if one.is_running)

    @property
    def ended(self) -> tuple[Collaboration, ...]:
        return tuple(one for one in self.others if not one.is_running)


def collaboration_page(area: PilotArea, collaboration: Collaboration | None, reader: User) -> CollaborationPage:
    """Return what stands around a collaboration; around none, the others of the area. Three queries at most."""
    others = area.collaborations.order_by("-started_on", "-pk")
    if collaboration is None:
        return CollaborationPage(tuple(_in(area, others)), None, (), 0, 0)
    views = [view for view in collaboration.views.with_names() if view.withdrawn_at is None]
    return CollaborationPage(
        others=tuple(_in(area, others.exclude(pk=collaboration.pk))),
        newer=newer_version(collaboration),
        own=tuple(view for view in views if view.account and view.account == reader),
        views=sum(view.counts for view in views),
        asked=len(views),
    )


def _in(area: PilotArea, rows: Iterable[Collaboration]) -> list[Collaboration]:
    """Give the rows the area that was read already."""
    found = list(rows)
    for row in found:
        row.area = area
    return found


def newer_version(collaboration: Collaboration) -> TypologyVersion | None:
    """Return the newest version when a collaboration is pinned to an older one. One query, none for one that ended."""
    if not collaboration.is_running:
        return None
    newest = TypologyVersion.objects.defer("content").order_by("-loaded_at", "-pk").first()
    return newest if newest and newest.pk != collaboration.version_id else None


def asked_views(user: User, _today: date) -> Iterator[Line]:
    """Tell for which collaborations somebody was asked and sent nothing yet. A source of the daily mail. One query."""
    rows = PartnerView.objects.owned_by(user).filter(sent_at=None, left_at=None, withdrawn_at=None)
    for view in rows.filter(collaboration__ended_on=None, collaboration__area__archived_at=None).with_names():
        if not view.has_partner_left:
            text = _("Give your view of “%(name)s”") % {"name": view.collaboration.name}
            yield Line(text, reverse("typology:own-list"), _("Views you were asked for"), view.collaboration.area.name)
