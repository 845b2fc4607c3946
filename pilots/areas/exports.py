"""Areas as files and as data for maps. People are in none of them: an export leaves the house."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.tabular import Cell
from pilots.areas.enums import Landscape, Phase, Visibility
from pilots.areas.models import Natura2000Site, PilotArea
from pilots.areas.pages import MapShape, province_names

FACTS = (
    "name", "slug", "provinces", "municipalities", "landscape", "programme", "phase", "visibility",
    "area_ha", "certainty", "first_result_on", "maximum_months", "site_names",
)  # fmt: skip


def header() -> list[str]:
    """Return the column names of the CSV file."""
    return [
        _("Name"), _("Provinces"), _("Municipalities"), _("Landscape"), _("Programme"), _("Phase"), _("Visible to"),
        _("Area (ha)"), _("Certainty of the search area (%)"), _("First result expected on"),
        _("Maximum duration (months)"), _("Natura 2000 sites"), _("Address"),
    ]  # fmt: skip


def rows(areas: QuerySet[PilotArea], site_url: str) -> Iterator[list[Cell]]:
    """Give a row per area. site_url: what stands before the path in an address."""
    for area in areas.values(*FACTS):
        facts = _named(area)
        yield [
            area["name"], facts["provinces"], facts["municipalities"], facts["landscape"], area["programme"],
            facts["phase"], facts["visibility"], area["area_ha"], area["certainty"], area["first_result_on"],
            area["maximum_months"], facts["sites"], site_url + facts["path"],
        ]  # fmt: skip


def _named(area: dict[str, Any]) -> dict[str, str]:
    return {
        "provinces": ", ".join(province_names(area["provinces"])),
        "municipalities": ", ".join(area["municipalities"]),
        "landscape": str(Landscape(area["landscape"]).label) if area["landscape"] else "",
        "phase": str(Phase(area["phase"]).label),
        "visibility": str(Visibility(area["visibility"]).label),
        "sites": ", ".join(area["site_names"]),
        "path": f"{reverse('areas:area-list')}{area['slug']}/",
    }


def geojson(areas: QuerySet[PilotArea], site_url: str) -> dict[str, Any]:
    """Return the areas as a FeatureCollection with their full boundaries; an area without one has a null geometry."""
    return _collection(
        _feature(
            area["boundary"],
            name=area["name"],
            phase=area["phase"],
            provinces=area["provinces"],
            sites=area["site_names"],
            area_ha=float(area["area_ha"]) if area["area_ha"] is not None else None,
            url=site_url + _named(area)["path"],
        )
        for area in areas.values(*FACTS, "boundary")
    )


def areas_on_map(areas: QuerySet[PilotArea]) -> dict[str, Any]:
    """Return the simplified outlines of areas, each with its name and address."""
    base = reverse("areas:area-list")
    drawn = areas.exclude(outline=None).values_list("name", "slug", "outline")
    return _collection(_feature(outline, kind="area", name=name, url=f"{base}{slug}/") for name, slug, outline in drawn)


def sites_on_map(sites: QuerySet[Natura2000Site]) -> dict[str, Any]:
    """Return the simplified outlines of sites, each with its name and address."""
    base = reverse("areas:site-list") + "gebied/"
    found = sites.values_list("name", "slug", "outline")
    return _collection(_feature(outline, kind="site", name=name, url=f"{base}{slug}/") for name, slug, outline in found)


def shapes_on_map(shapes: Iterable[MapShape]) -> dict[str, Any]:
    """Return the shapes of the map of one area; sites first, so that the area lies on top."""
    ordered = sorted(shapes, key=lambda shape: shape.kind, reverse=True)
    return _collection(_feature(shape.geometry, kind=shape.kind, name=shape.name, url=shape.url) for shape in ordered)


def _feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
