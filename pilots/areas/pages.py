"""What the pages and PDF chapters about areas and sites show: frozen dataclasses and the functions that build them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Province
from core import markdown
from core.geo import Geometry
from pilots.areas.enums import BoundaryKind, MemberRole, Phase, Visibility
from pilots.areas.models import AreaNumber, Natura2000Site, PilotArea, SiteLink


@dataclass(frozen=True)
class Question:
    """One of the deck's three questions. html: the answer, rendered and cleaned; text: the Markdown; both may be ""."""

    heading: str
    text: str
    html: SafeString


@dataclass(frozen=True)
class PhaseStep:
    """One phase. state: "done", "current" or "ahead"."""

    label: str
    state: str


@dataclass(frozen=True)
class SiteRow:
    """One Natura 2000 site of an area. overlap_ha and distance_m (metres): None when there is nothing to measure."""

    number: int
    name: str
    url: str
    protection: str
    area_ha: Decimal
    overlap_ha: Decimal | None
    distance_m: int | None
    is_manual: bool
    is_schematic: bool

    @property
    def is_overlapping(self) -> bool:
        return bool(self.overlap_ha)


@dataclass(frozen=True)
class NumberRow:
    """One stated number with where it comes from. stated_on: None when the source has no date."""

    pk: int
    value: Decimal
    unit: str
    is_estimate: bool
    source: str
    source_url: str
    stated_on: date | None


@dataclass(frozen=True)
class NumberSubject:
    """All numbers on one subject. is_conflicting: they differ, so they stand side by side."""

    subject: str
    rows: tuple[NumberRow, ...]
    is_conflicting: bool


@dataclass(frozen=True)
class Person:
    """Somebody who takes part, with what they are in this area."""

    name: str
    role: str


@dataclass(frozen=True)
class AreaPage:
    """One area as its page and its report show it. `people` is empty for readers who are not involved."""

    name: str
    slug: str
    url: str
    provinces: tuple[str, ...]
    municipalities: tuple[str, ...]
    landscape: str
    programme: str
    coordinator: str
    phase: str
    steps: tuple[PhaseStep, ...]
    visibility: str
    is_public: bool
    is_archived: bool
    questions: tuple[Question, ...]
    first_result_on: date | None
    maximum_months: int | None
    boundary_label: str
    is_search_area: bool
    certainty: int | None
    has_boundary: bool
    area_ha: Decimal | None
    sites: tuple[SiteRow, ...]
    numbers: tuple[NumberSubject, ...]
    people: tuple[Person, ...]
    map_text: str
    updated_at: datetime

    @property
    def has_schematic_sites(self) -> bool:
        return any(site.is_schematic for site in self.sites)


@dataclass(frozen=True)
class MapShape:
    """One shape on a map of the area: kind is "area" or "site"; geometry is a simplified outline in WGS84."""

    kind: str
    name: str
    geometry: Geometry
    is_schematic: bool = False
    url: str = ""


def area_page(area: PilotArea, *, with_people: bool = True) -> AreaPage:
    """Gather what the page of an area shows. Runs three queries at most: sites, numbers and (with people) members."""
    sites = tuple(
        site_row(link) for link in area.site_links.select_related("site").defer("site__boundary", "site__outline")
    )
    is_search_area = area.boundary_kind == BoundaryKind.SEARCH_AREA
    return AreaPage(
        name=area.name,
        slug=area.slug,
        url=area.get_absolute_url(),
        provinces=province_names(area.provinces),
        municipalities=tuple(area.municipalities),
        landscape=area.get_landscape_display(),
        programme=area.programme,
        coordinator=str(area.coordinator) if with_people and area.coordinator else "",
        phase=area.get_phase_display(),
        steps=phase_steps(area.phase),
        visibility=area.get_visibility_display(),
        is_public=area.visibility == Visibility.PUBLIC,
        is_archived=area.archived_at is not None,
        questions=questions(area),
        first_result_on=area.first_result_on,
        maximum_months=area.maximum_months,
        boundary_label=area.get_boundary_kind_display(),
        is_search_area=is_search_area,
        certainty=area.certainty if is_search_area else None,
        has_boundary=area.boundary_kind != BoundaryKind.NONE,
        area_ha=area.area_ha,
        sites=sites,
        numbers=number_subjects(area.numbers.all()),
        people=people(area) if with_people else (),
        map_text=map_text(area, sites),
        updated_at=area.updated_at,
    )


def province_names(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the names of provinces by their code, in the order given."""
    return tuple(str(Province(code).label) for code in codes)


def questions(area: PilotArea) -> tuple[Question, ...]:
    """Return the deck's three questions with what the area answers."""
    texts = (
        (_("What happens in the area?"), area.what_happens),
        (_("How and with whom?"), area.how_and_with_whom),
        (_("How is a revenue model worked on?"), area.revenue_model),
    )
    return tuple(Question(heading, text, markdown.render(text)) for heading, text in texts)


def phase_steps(phase: str) -> tuple[PhaseStep, ...]:
    """Return all phases in order, with where this area stands."""
    at = list(Phase).index(Phase(phase))
    states = ["done" if index < at else "current" if index == at else "ahead" for index in range(len(Phase))]
    return tuple(PhaseStep(str(step.label), state) for step, state in zip(Phase, states, strict=True))


def site_row(link: SiteLink) -> SiteRow:
    """Return one site as a row of the area's table."""
    site = link.site
    return SiteRow(
        number=site.number,
        name=site.name,
        url=site.get_absolute_url(),
        protection=site.protection,
        area_ha=site.area_ha,
        overlap_ha=link.overlap_ha,
        distance_m=link.distance_m,
        is_manual=link.is_manual,
        is_schematic=site.is_schematic,
    )


def number_subjects(numbers: Iterable[AreaNumber]) -> tuple[NumberSubject, ...]:
    """Group numbers by subject; a subject is conflicting when its numbers differ in value or unit."""
    found = []
    for _key, group in groupby(sorted(numbers, key=_subject_key), key=_subject_key):
        stated = list(group)
        rows = tuple(
            NumberRow(row.pk, row.value, row.unit, row.is_estimate, row.source, row.source_url, row.stated_on)
            for row in stated
        )
        found.append(NumberSubject(stated[0].subject, rows, len({(row.value, row.unit) for row in rows}) > 1))
    return tuple(found)


def _subject_key(row: AreaNumber) -> str:
    return row.subject.strip().lower()


def people(area: PilotArea) -> tuple[Person, ...]:
    """Return the coordinator first, then the members by name."""
    members = area.members.select_related("user") if not _is_prefetched(area) else area.members.all()
    shown = [Person(str(member.user), str(MemberRole(member.role).label)) for member in members]
    leader = [Person(str(area.coordinator), _("Coordinator"))] if area.coordinator else []
    return (*leader, *sorted(shown, key=lambda person: person.name.lower()))


def _is_prefetched(area: PilotArea) -> bool:
    return "members" in getattr(area, "_prefetched_objects_cache", {})


def map_text(area: PilotArea, sites: tuple[SiteRow, ...]) -> str:
    """Say in words what the map of an area shows."""
    if area.boundary_kind == BoundaryKind.NONE or area.area_ha is None:
        return _("The boundary of this area has not been drawn yet.")
    parts = [_("%(name)s covers about %(ha)s hectares.") % {"name": area.name, "ha": _grouped(area.area_ha)}]
    if area.boundary_kind == BoundaryKind.SEARCH_AREA:
        parts.append(_("It is a search area: the boundary is not certain yet."))
    inside = [row.name for row in sites if row.is_overlapping]
    near = [row for row in sites if not row.is_overlapping and row.distance_m is not None]
    if inside:
        parts.append(
            ngettext(
                "It overlaps the Natura 2000 site %(sites)s.",
                "It overlaps the Natura 2000 sites %(sites)s.",
                len(inside),
            )
            % {"sites": ", ".join(inside)}
        )
    parts += [
        _("%(site)s lies at %(metres)s metres.") % {"site": row.name, "metres": _grouped(row.distance_m or 0)}
        for row in near
    ]
    return " ".join(parts)


def _grouped(value: Decimal | int) -> str:
    return str(number_format(round(value), force_grouping=True))


def area_shapes(area: PilotArea) -> tuple[MapShape, ...]:
    """Return the shapes of the area's map: its own outline first (when drawn), then its sites. Runs one query."""
    own = (MapShape("area", area.name, area.outline, url=area.get_absolute_url()),) if area.outline else ()
    sites = Natura2000Site.objects.filter(areas=area).only("name", "slug", "outline", "is_schematic")
    return own + tuple(
        MapShape("site", site.name, site.outline, site.is_schematic, site.get_absolute_url()) for site in sites
    )


# Lists -----------------------------------------------------------------------------------------------------------

ROW_FIELDS = ("name", "slug", "phase", "provinces", "area_ha", "visibility", "site_names")


class AreaRow(NamedTuple):
    """One line of the list of areas; a tuple, because a template unpacks one faster than it looks up attributes."""

    name: str
    url: str
    phase: str
    provinces: str
    sites: str
    hectares: str
    visibility: str


def area_rows(values: Iterable[dict[str, Any]]) -> list[AreaRow]:
    """Turn `.values(*ROW_FIELDS)` into rows. Labels and the base address are looked up once, not once per row."""
    base = reverse("areas:area-list")
    phases = {phase.value: str(phase.label) for phase in Phase}
    levels = {level.value: str(level.label) for level in Visibility}
    names = {province.value: str(province.label) for province in Province}
    return [
        AreaRow(
            name=row["name"],
            url=f"{base}{row['slug']}/",
            phase=phases[row["phase"]],
            provinces=", ".join(names[code] for code in row["provinces"]),
            sites=", ".join(row["site_names"]),
            hectares=_grouped(row["area_ha"]) if row["area_ha"] is not None else "–",
            visibility=levels[row["visibility"]],
        )
        for row in values
    ]


@dataclass(frozen=True)
class SitePage:
    """One Natura 2000 site with the areas that lie in or near it, as far as the reader may see them."""

    number: int
    name: str
    slug: str
    protection: str
    area_ha: Decimal
    is_schematic: bool
    imported_at: datetime
    areas: tuple[AreaRow, ...]


def site_page(site: Natura2000Site, areas: Iterable[dict[str, Any]]) -> SitePage:
    """Gather what the page of a site shows. areas: `.values(*ROW_FIELDS)` of the areas the reader may see."""
    return SitePage(
        number=site.number,
        name=site.name,
        slug=site.slug,
        protection=site.protection,
        area_ha=site.area_ha,
        is_schematic=site.is_schematic,
        imported_at=site.updated_at,
        areas=tuple(area_rows(areas)),
    )
