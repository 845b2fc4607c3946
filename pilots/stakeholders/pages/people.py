"""The parties of an area, for its page and for reports: no persons in it, and no private interests."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders.drawing import Drawing, Field, Spot, draw, fields, quadrant
from pilots.stakeholders.enums import PERSONAL_KINDS, Influence, OrganisationKind, PromiseState, Stake
from pilots.stakeholders.load import quarter_of
from pilots.stakeholders.models import ContactMoment, Interest, ParticipationVersion, Partner
from pilots.stakeholders.tables import Level


@dataclass(frozen=True)
class PartyRow:
    """One party of an area. number: its place in the table, and its label in the drawing.

    influence, interest: 1 to 5, None while not judged or when the reader may not see them; the texts describe them.
    land_ha: hectares, None when unknown or not for this reader. shared_interests: what all who are involved may read.
    overdue: our and their promises that should have been kept by now. requests: what was asked of it this quarter, over
    all areas. Both are 0 for who does not work on the area.
    """

    number: int
    pk: int
    url: str
    name: str
    kind: str
    place: str
    level: str
    influence: int | None
    influence_text: str
    interest: int | None
    interest_text: str
    quadrant: str
    land_ha: Decimal | None
    is_land_estimated: bool
    role: str
    since_on: date | None
    until_on: date | None
    is_fictional: bool
    source: str
    shared_interests: tuple[str, ...]
    overdue: int
    requests: int


@dataclass(frozen=True)
class PeoplePage:
    """The parties of one area as its page and its report show them, without persons and private interests.

    drawing: None for who may not see influence and interest, and while nobody was judged. unplaced: names of parties
    not in the drawing. hidden: parties that are counted and not named (a report without reader names no farms).
    land_ha: hectares of all parties together, for who works on the area. levels: those in use, lowest first.
    fields: only in a report: how many parties stand in each field of influence × interest, nobody named.
    """

    url: str
    rows: tuple[PartyRow, ...]
    kinds: tuple[tuple[str, int], ...]
    levels: tuple[Level, ...]
    drawing: Drawing | None
    unplaced: tuple[str, ...]
    hidden: int
    land_ha: Decimal
    has_assessment: bool
    is_concept: bool
    fields: tuple[Field, ...] = ()

    @property
    def total(self) -> int:
        return len(self.rows) + self.hidden

    @property
    def overdue(self) -> int:
        """Promises that should have been kept by now."""
        return sum(row.overdue for row in self.rows)

    @property
    def has_fiction(self) -> bool:
        return any(row.is_fictional for row in self.rows)

    @property
    def has_interests(self) -> bool:
        return any(row.shared_interests for row in self.rows)


def people_page(
    area: PilotArea, viewer: User | None, *, partners: QuerySet[Partner] | None = None, today: date | None = None
) -> PeoplePage:
    """Gather the parties of an area for this reader. Runs at most five queries.

    viewer: None for a report: then nobody's assessment is in it, only how many parties stand in each field; there is no
    interest, and whoever is a person or a family (a farm, residents) is counted and not named. partners: a filtered
    part of the parties, by default all who take part now.
    """
    today = today or timezone.localdate()
    works = viewer is not None and viewer.has_perm("areas.work_pilotarea", area)
    chosen = Partner.objects.filter(area=area).taking_part() if partners is None else partners
    if viewer is not None:
        chosen = chosen.filter(pk__in=Partner.objects.visible_to(viewer).values("pk"))
    found = list(_rows_of(chosen, viewer, works, today))
    shown = [row for row in found if viewer is not None or row.organisation.kind not in PERSONAL_KINDS]
    levels = levels_of(shown)
    rows = tuple(_row(number, one, levels, area, works) for number, one in enumerate(shown, start=1))
    return PeoplePage(
        url=reverse("stakeholders:partner-list", args=[area.slug]),
        rows=rows,
        kinds=_kinds(found),
        levels=_used(shown, levels),
        drawing=_drawing(rows),
        unplaced=tuple(row.name for row in rows if works and not row.quadrant),
        hidden=len(found) - len(shown),
        land_ha=sum((row.land_ha for row in rows if row.land_ha is not None), Decimal(0)),
        has_assessment=works,
        is_concept=any(one.level_version_id for one in shown),
        fields=_fields(found) if viewer is None else (),
    )


def _rows_of(partners: QuerySet[Partner], viewer: User | None, works: bool, today: date) -> QuerySet[Partner]:
    interests = Interest.objects.shared().order_by("pk")
    interests = interests.visible_to(viewer) if viewer is not None else interests.none()
    rows = partners.select_related("organisation").order_by("organisation__name", "pk")
    rows = rows.prefetch_related(Prefetch("interests", interests, to_attr="shown_interests"))
    if not works:
        return rows
    overdue = Count("promises", filter=Q(promises__state=PromiseState.OPEN, promises__due_on__lt=today))
    return rows.annotate(overdue=overdue, requests=Coalesce(Subquery(_requests(today)), 0))


def _requests(today: date) -> QuerySet[ContactMoment, Any]:
    """Count what was asked of an organisation this quarter, over all areas."""
    asked = ContactMoment.objects.filter(
        organisation=OuterRef("organisation"), is_request=True, on__range=(quarter_of(today).first, today)
    )
    return asked.order_by().values("organisation").annotate(number=Count("pk")).values("number")


def levels_of(partners: Iterable[Partner]) -> dict[int, dict[str, Level]]:
    """Return the levels per version that these partners are pinned to. Runs one query."""
    pinned = {partner.level_version_id for partner in partners if partner.level_version_id}
    return {version.pk: version.levels for version in ParticipationVersion.objects.filter(pk__in=pinned)}


def level_of(partner: Partner, levels: Mapping[int, Mapping[str, Level]]) -> Level | None:
    """Return the level of a partner in the version it was agreed with, None while there is none."""
    return levels.get(partner.level_version_id or 0, {}).get(partner.level)


def _used(partners: Iterable[Partner], levels: Mapping[int, Mapping[str, Level]]) -> tuple[Level, ...]:
    used = {level.code: level for partner in partners if (level := level_of(partner, levels))}
    return tuple(sorted(used.values(), key=lambda level: level.rank))


def _kinds(partners: Iterable[Partner]) -> tuple[tuple[str, int], ...]:
    counted = Counter(partner.organisation.kind for partner in partners)
    return tuple((str(kind.label), counted[kind]) for kind in OrganisationKind if counted[kind])


def _row(
    number: int, partner: Partner, levels: Mapping[int, Mapping[str, Level]], area: PilotArea, works: bool
) -> PartyRow:
    level, organisation = level_of(partner, levels), partner.organisation
    influence, interest = (partner.influence, partner.interest) if works else (None, None)
    field = quadrant(influence, interest)
    return PartyRow(
        number=number,
        pk=partner.pk,
        url=reverse("stakeholders:partner-detail", args=[area.slug, partner.pk]),
        name=organisation.name,
        kind=organisation.get_kind_display(),
        place=organisation.place,
        level=level.name if level else "",
        influence=influence,
        influence_text=str(Influence(influence).label) if influence else "",
        interest=interest,
        interest_text=str(Stake(interest).label) if interest else "",
        quadrant=str(field.label) if field else "",
        land_ha=partner.land_ha if works else None,
        is_land_estimated=partner.is_land_estimated,
        role=partner.role,
        since_on=partner.since_on,
        until_on=partner.until_on,
        is_fictional=organisation.is_fictional,
        source=organisation.source,
        shared_interests=tuple(interest.text for interest in partner.shown_interests),  # type: ignore[attr-defined]
        overdue=getattr(partner, "overdue", 0),
        requests=getattr(partner, "requests", 0),
    )


def _drawing(rows: Iterable[PartyRow]) -> Drawing | None:
    spots = [Spot(row.number, row.name, row.influence, row.interest) for row in rows if row.influence and row.interest]
    return draw(spots) if spots else None


def _fields(partners: Iterable[Partner]) -> tuple[Field, ...]:
    judged = (quadrant(partner.influence, partner.interest) for partner in partners)
    return fields(one for one in judged if one is not None)
