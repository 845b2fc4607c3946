"""Goals and measures as files, and everything of this room as data for maps. People are in none of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.tabular import Cell
from pilots.areas.models import PilotArea
from pilots.areas.pages import area_shapes
from pilots.goals.enums import Sign
from pilots.goals.models import Goal, Initiative, Measure
from pilots.goals.pages import GoalRow, MeasureRow
from pilots.goals.pages.goals import with_site
from pilots.goals.texts import Library


def goal_header() -> list[str]:
    """Return the column names of the CSV file of goals."""
    return [
        _("Goal"), _("Natura 2000 site"), _("What has to happen"), _("What is lacking"), _("Place"), _("Area (ha)"),
        _("To be reached on"), _("Fixed or open"), _("Is it enough?"), _("Measures"), _("Source"), _("Address"),
    ]  # fmt: skip


def goal_cells(rows: Iterable[GoalRow], site_url: str) -> Iterator[list[Cell]]:
    """Give a row of the file per goal."""
    for row in rows:
        yield [
            row.name, row.site, row.direction, row.gap, row.place.kind, row.place.area_ha, row.due_on, row.openness,
            row.state, ", ".join(name for name, _url in row.measures), row.source, site_url + row.url,
        ]  # fmt: skip


def measure_header() -> list[str]:
    """Return the column names of the CSV file of measures."""
    return [
        _("Measure"), _("Type of measure"), _("Status"), _("Owner"), _("Place"), _("Area (ha)"), _("Where"),
        _("Distance (m)"), _("Costs"), _("Starts on"), _("Ends on"), _("Goals"), _("Address"),
    ]  # fmt: skip


def measure_cells(rows: Iterable[MeasureRow], site_url: str) -> Iterator[list[Cell]]:
    """Give a row of the file per measure. Owner and costs are empty for who is not involved."""
    for row in rows:
        yield [
            row.name, row.kind, row.status, row.owner, row.place.kind, row.place.area_ha, row.position,
            row.distance_m, row.costs, row.starts_on, row.ends_on,
            ", ".join(effect.goal for effect in row.effects), site_url + row.url,
        ]  # fmt: skip


# Maps ----------------------------------------------------------------------------------------------------------------


def background(area: PilotArea) -> list[dict[str, Any]]:
    """Return the outline of the area and its sites, sites first."""
    shapes = sorted(area_shapes(area), key=lambda shape: shape.kind, reverse=True)
    return [feature(shape.geometry, kind=shape.kind, name=shape.name, url=shape.url) for shape in shapes]


def goals_on_map(area: PilotArea, goals: QuerySet[Goal]) -> dict[str, Any]:
    """Return the places of these goals on top of the area."""
    placed = list(with_site(goals.exclude(outline=None)).defer(None).select_related("area"))
    library = Library({goal.reference_id for goal in placed})
    return collection(
        *background(area),
        *(
            feature(goal.outline, kind="goal", name=library.goal_name(goal), url=goal.get_absolute_url())
            for goal in placed
        ),
    )


def measures_on_map(
    area: PilotArea, measures: QuerySet[Measure], signs: dict[str, Sign] | None = None
) -> dict[str, Any]:
    """Return the places of these measures on top of the area. signs: per type, to show how it works out on a task."""
    placed = measures.exclude(outline=None)
    return collection(*background(area), *(_measure(area, measure, signs) for measure in placed))


def _measure(area: PilotArea, measure: Measure, signs: dict[str, Sign] | None) -> dict[str, Any]:
    measure.area = area
    if signs is None:
        return feature(measure.outline, kind="measure", name=measure.name, url=measure.get_absolute_url())
    sign = signs.get(measure.kind, Sign.UNKNOWN)
    name = f"{measure.name}: {sign.label}"
    return feature(measure.outline, kind=f"sign-{sign.value}", name=name, url=measure.get_absolute_url())


def initiatives_on_map(area: PilotArea, initiatives: QuerySet[Initiative], address: str) -> dict[str, Any]:
    """Return the places of initiatives on top of the area. address: of the page with their table."""
    placed = initiatives.exclude(outline=None)
    found = (feature(row.outline, kind="initiative", name=row.name, url=f"{address}#i{row.pk}") for row in placed)
    return collection(*background(area), *found)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """Return one GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}
