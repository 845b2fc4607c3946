"""Geometry: GeoJSON in WGS84 in and out, measured in RD New (EPSG:28992) with shapely and pyproj.

Everything here takes and returns plain GeoJSON geometries (dicts) or shapely shapes; hectares and metres are always
measured in RD New, never in degrees.
"""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

Geometry = dict[str, Any]
Shape = Polygon | MultiPolygon
Points = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]

WGS84, RD_NEW = 4326, 28992
DECIMALS = 6  # of a degree: about 10 cm, finer than any boundary here is known
MAX_VERTICES = 50_000
MAX_BYTES = 5 * 1024 * 1024
NETHERLANDS = (2.0, 50.5, 7.6, 56.0)  # west, south, east, north in degrees, with the sea that is Dutch
RD_EXTENT = (-100_000.0, 250_000.0, 400_000.0, 950_000.0)  # metres
SQUARE_METRES_PER_HECTARE = 10_000
REPAIR_SHARE = 0.001  # a ring that crosses itself may be mended when at most this share of its area is in doubt


class GeometryError(ValueError):
    """A shape that cannot be used. The message says what is wrong and how to mend it, for the person who made it.

    place: where it is wrong, as (longitude, latitude) or (x, y); None when it is wrong as a whole.
    """

    def __init__(self, message: str, place: tuple[float, float] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


# Reading ---------------------------------------------------------------------------------------------------------


def read(text: str | bytes, *, max_vertices: int = MAX_VERTICES, max_bytes: int = MAX_BYTES) -> Geometry:
    """Read GeoJSON that somebody typed or uploaded and return one clean geometry in WGS84.

    Takes a geometry, a Feature or a FeatureCollection (its polygons are merged), in WGS84 or RD New.
    Raises GeometryError.
    """
    if len(text) > max_bytes:
        raise GeometryError(_("The shape is too large: at most %(limit)d MB.") % {"limit": max_bytes // 1024 // 1024})
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GeometryError(_("This is not GeoJSON: %(reason)s.") % {"reason": error}) from error
    return dump(merge([check(part, max_vertices=max_vertices) for part in geometries_in(document)]))


def geometries_in(document: object) -> list[object]:
    """Return the geometries of a GeoJSON document. Raises GeometryError when there is none."""
    found: list[object] = []
    kind = document.get("type") if isinstance(document, dict) else None
    if isinstance(document, dict) and kind == "FeatureCollection":
        features = document.get("features")
        listed = features if isinstance(features, list) else []
        found = [item.get("geometry") for item in listed if isinstance(item, dict)]
    elif isinstance(document, dict):
        found = [document.get("geometry") if kind == "Feature" else document]
    if not found:
        raise GeometryError(_("There is no shape in this GeoJSON: draw or paste a polygon."))
    return found


def check(geometry: object, *, max_vertices: int = MAX_VERTICES) -> Shape:
    """Return the shape of a GeoJSON geometry in WGS84 when it is a sound polygon in the Netherlands.

    Coordinates in RD New are recognised and converted. Raises GeometryError.
    """
    found = parse(geometry, max_vertices=max_vertices)
    if is_rd(found):
        found = to_wgs84(found)
    check_place(found)
    if not found.is_valid:
        place = _fault(found)
        raise GeometryError(
            _("The boundary crosses itself near %(place)s. Move the points there apart.") % {"place": _words(place)},
            place,
        )
    return found


def parse(geometry: object, *, max_vertices: int = MAX_VERTICES) -> Shape:
    """Return the shape of a Polygon or MultiPolygon as it stands, in its own coordinates.

    Rings must be closed and coordinates finite; whether it crosses itself is not looked at. Raises GeometryError.
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise GeometryError(_("A boundary has to be a polygon: points and lines have no area."))
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list | tuple) or not polygons:
        raise GeometryError(_("The polygon has no points."))
    rings = [[_ring(ring) for ring in _list(polygon)] for polygon in polygons]
    if sum(len(ring) for polygon in rings for ring in polygon) > max_vertices:
        raise GeometryError(
            _("The boundary has more than %(limit)d points. Simplify it first.") % {"limit": max_vertices}
        )
    parts = [Polygon(polygon[0], polygon[1:]) for polygon in rings]
    return parts[0] if geometry["type"] == "Polygon" else MultiPolygon(parts)


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list | tuple) or not value:
        raise GeometryError(_("The polygon has no points."))
    return value


def _ring(ring: object) -> Points:
    try:
        points = np.array([point[:2] for point in _list(ring)], dtype=np.float64)
    except (TypeError, ValueError, LookupError, OverflowError) as error:
        raise GeometryError(_("A point has to be two numbers: longitude and latitude.")) from error
    if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all():
        raise GeometryError(_("A point has to be two numbers: longitude and latitude."))
    first = (float(points[0][0]), float(points[0][1]))
    if len(points) < 4:
        raise GeometryError(_("A polygon needs at least three corners."), first)
    if not np.array_equal(points[0], points[-1]):
        raise GeometryError(_("The boundary is not closed: the last point has to equal the first."), first)
    return points


def check_place(found: Shape) -> None:
    """Raise GeometryError when a shape in WGS84 lies outside the Netherlands."""
    west, south, east, north = found.bounds
    if _inside((south, west, north, east), NETHERLANDS):
        raise GeometryError(_("Longitude and latitude look swapped: GeoJSON gives longitude first."), (west, south))
    if not _inside((west, south, east, north), NETHERLANDS):
        raise GeometryError(
            _("The boundary lies outside the Netherlands, near %(place)s.") % {"place": _words((west, south))},
            (west, south),
        )


def is_rd(found: BaseGeometry) -> bool:
    """Say whether these coordinates can only be RD New: metres, not degrees."""
    bounds = found.bounds
    return max(abs(value) for value in bounds) > 360 and _inside(bounds, RD_EXTENT)


def _inside(bounds: tuple[float, float, float, float], frame: tuple[float, float, float, float]) -> bool:
    return bounds[0] >= frame[0] and bounds[1] >= frame[1] and bounds[2] <= frame[2] and bounds[3] <= frame[3]


def _fault(found: BaseGeometry) -> tuple[float, float] | None:
    match = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(found))
    return (float(match[1]), float(match[2])) if match else None


def _words(place: tuple[float, float] | None) -> str:
    if place is None:
        return "?"
    if max(abs(value) for value in place) > 360:
        return f"x {place[0]:.0f}, y {place[1]:.0f}"
    return f"{place[1]:.5f}, {place[0]:.5f}"


# Mending and merging ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mended:
    """A shape without crossings. remark: what was mended, "" when it was sound."""

    shape: Shape
    remark: str = ""


def mend(found: Shape) -> Mended:
    """Mend rings that touch or cross themselves by a hair, as rounding makes them; refuse real crossings.

    Official boundaries have thousands of points and often touch themselves. A crossing that puts more than one
    thousandth of the area in doubt is a drawing error. Raises GeometryError with its place.
    """
    if found.is_valid:
        return Mended(found)
    parts = [_mend_polygon(part, REPAIR_SHARE * found.area) for part in polygons(found)]
    place = _words(_fault(found))
    return Mended(merge(parts), _("mended where it touches itself, near %(place)s") % {"place": place})


def _mend_polygon(part: Polygon, most_doubt: float) -> Shape:
    if part.is_valid:
        return part
    mended = polygonal(shapely.make_valid(part, method="structure", keep_collapsed=False))
    if abs(mended.area - part.area) > most_doubt:
        place = _fault(part)
        raise GeometryError(_("The boundary crosses itself near %(place)s.") % {"place": _words(place)}, place)
    return mended


def polygons(found: BaseGeometry) -> list[Polygon]:
    """Return the polygons a shape is made of, without lines and points."""
    parts = getattr(found, "geoms", [found])
    flat = [polygon for part in parts for polygon in (polygons(part) if hasattr(part, "geoms") else [part])]
    return [part for part in flat if isinstance(part, Polygon) and not part.is_empty]


def polygonal(found: BaseGeometry) -> Shape:
    """Drop lines and points that an operation left behind."""
    parts = polygons(found)
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def merge(shapes: Iterable[Shape]) -> Shape:
    """Return the union, so that what overlaps counts once."""
    parts = list(shapes)
    if len(parts) == 1 and parts[0].is_valid:
        return parts[0]
    return polygonal(shapely.union_all(parts))


# Converting and measuring ----------------------------------------------------------------------------------------


@cache
def _transformer(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _project(found: Shape, transformer: Transformer) -> Shape:
    def move(points: Points) -> Points:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return shapely.transform(found, move)


def to_rd(found: Shape) -> Shape:
    """Project WGS84 to RD New."""
    return _project(found, _transformer(WGS84, RD_NEW))


def to_wgs84(found: Shape) -> Shape:
    """Project RD New to WGS84."""
    return _project(found, _transformer(RD_NEW, WGS84))


def load(geometry: Geometry) -> Shape:
    """Return the shape of a stored geometry in RD New, ready to measure."""
    return to_rd(polygonal(shape(geometry)))


def dump(found: Shape, *, decimals: int = DECIMALS) -> Geometry:
    """Return GeoJSON with rounded coordinates; rings keep the right-hand rule of RFC 7946."""
    rounded = shapely.transform(shapely.orient_polygons(found), lambda points: np.round(points, decimals))
    return json.loads(json.dumps(mapping(rounded)))


def area_ha(rd: Shape) -> float:
    """Return hectares of a shape in RD New."""
    return float(rd.area) / SQUARE_METRES_PER_HECTARE


def overlap_ha(one: Shape, other: Shape) -> float:
    """Return the hectares two shapes in RD New share."""
    return float(one.intersection(other).area) / SQUARE_METRES_PER_HECTARE


def gained_ha(before: Shape, after: Shape) -> float:
    """Return the hectares of a shape in RD New that were not in it before."""
    return float(after.difference(before).area) / SQUARE_METRES_PER_HECTARE


def distance_m(one: Shape, other: Shape) -> float:
    """Return the metres between two shapes in RD New; 0 when they touch."""
    return float(one.distance(other))


def bbox(wgs84: Shape) -> list[float]:
    """Return west, south, east, north in degrees, rounded."""
    return [round(float(value), DECIMALS) for value in wgs84.bounds]


def near(one: Sequence[float], other: Sequence[float], metres: float) -> bool:
    """Say whether two boxes in degrees may lie within so many metres: never a false no."""
    north, east = metres / 110_000, metres / 60_000  # a degree is longer than this everywhere in the Netherlands
    return (
        one[0] - east <= other[2] and other[0] - east <= one[2]
        and one[1] - north <= other[3] and other[1] - north <= one[3]
    )  # fmt: skip


def outline(rd: Shape, *, tolerance_m: float | None = None) -> Geometry:
    """Return a simplified outline in WGS84 for a map.

    tolerance_m: how far the line may move; by default a hundredth of the side of a square of the same area, between
    2 and 100 m. Specks smaller than the tolerance squared are left out, unless nothing else remains.
    """
    tolerance = tolerance_m if tolerance_m is not None else min(100.0, max(2.0, math.sqrt(rd.area) / 100))
    simple = shapely.simplify(rd, tolerance, preserve_topology=True)
    kept = [_without_specks(part, tolerance) for part in polygons(simple) if part.area >= tolerance**2]
    return dump(to_wgs84(polygonal(MultiPolygon(kept)) if kept else simple), decimals=5 if tolerance < 20 else 4)


def _without_specks(part: Polygon, tolerance: float) -> Polygon:
    return Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= tolerance**2 * 4])


# Drawing ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class VectorMap:
    """Shapes as SVG path data in one viewBox. Empty path: the shape lies outside the frame (or was None).

    anchors: a point inside each visible shape, for its label. scale_m and scale_length: a round number of metres
    and its length in viewBox units, for the scale bar.
    """

    width: float
    height: float
    paths: tuple[str, ...]
    anchors: tuple[tuple[float, float] | None, ...]
    scale_m: int
    scale_length: float

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"


def svg_paths(
    geometries: Sequence[Geometry | None],
    *,
    focus: Sequence[int] | None = None,
    width: float = 600,
    height: float = 400,
    margin: float = 0.12,
) -> VectorMap:
    """Draw stored geometries (WGS84) as SVG path data, north up, clipped to the frame.

    focus: the indexes of the geometries that have to be in view (all by default); the others are cut off at the
    frame. margin: the share of the width or height that stays free around them. Raises GeometryError when nothing
    has a shape.
    """
    shapes = [load(geometry) if geometry else None for geometry in geometries]
    wanted = [shapes[index] for index in (focus if focus is not None else range(len(shapes)))]
    in_view = [found for found in wanted if found is not None and not found.is_empty]
    if not in_view:
        raise GeometryError(_("There is no shape to draw."))
    west, south, east, north = (float(value) for value in shapely.total_bounds(in_view))
    scale = min(width / max(east - west, 1.0), height / max(north - south, 1.0)) * (1 - 2 * margin)
    left = (west + east) / 2 - width / scale / 2
    top = (south + north) / 2 + height / scale / 2
    frame = (left, top - height / scale, left + width / scale, top)
    drawn = [_clip(found, frame, 0.4 / scale) if found is not None else None for found in shapes]
    paths = tuple(_path(found, left, top, scale) if found is not None else "" for found in drawn)
    anchors = tuple(_anchor(found, left, top, scale) if found is not None else None for found in drawn)
    scale_m = _round_length(width / scale / 4)
    return VectorMap(width, height, paths, anchors, scale_m, round(scale_m * scale, 1))


def _clip(found: Shape, frame: tuple[float, float, float, float], tolerance: float) -> Shape | None:
    simple = shapely.make_valid(shapely.simplify(found, tolerance, preserve_topology=True))
    clipped = polygonal(shapely.clip_by_rect(simple, *frame))
    return None if clipped.is_empty else clipped


def _path(found: Shape, left: float, top: float, scale: float) -> str:
    rings = [ring for part in polygons(found) for ring in (part.exterior, *part.interiors)]
    return "".join("M" + "L".join(_points(ring.coords[:-1], left, top, scale)) + "Z" for ring in rings)


def _points(points: Iterable[Sequence[float]], left: float, top: float, scale: float) -> Iterable[str]:
    return (f"{(x - left) * scale:.1f} {(top - y) * scale:.1f}" for x, y, *_height in points)


def _anchor(found: Shape, left: float, top: float, scale: float) -> tuple[float, float]:
    point = max(polygons(found), key=lambda part: part.area).representative_point()
    return (round(float(point.x - left) * scale, 1), round(float(top - point.y) * scale, 1))


def _round_length(metres: float) -> int:
    """Return the largest 1, 2 or 5 times a power of ten that fits in so many metres."""
    power = 10 ** math.floor(math.log10(max(metres, 1.0)))
    return int(max(step * power for step in (1, 2, 5) if step * power <= max(metres, 1.0)))
