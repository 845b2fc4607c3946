"""Files with shapes: GeoJSON (plain or gzip) and GeoPackage, known by their content and never by their name."""

import gzip
import io
import json
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from core import geo

GZIP, SQLITE = b"\x1f\x8b", b"SQLite format 3\x00"
GEOPACKAGE_IDS = {b"GPKG", b"GP10", b"GP11"}  # bytes 68 to 72 of the SQLite header
MAX_UNPACKED = 400 * 1024 * 1024  # bytes; the official file is 12 MB
MAX_VERTICES = 500_000  # of one feature; the Veluwe has 86,000
OTHERS = {b"PK": "zip", b"%PDF": "PDF", b"<": "XML", b"\x00\x00'\n": "shapefile", b"\x89PNG": "PNG"}


class FileError(ValueError):
    """A file that cannot be read as what it should be. The message says why."""


@dataclass(frozen=True)
class Feature:
    """One feature. geometry: GeoJSON or a shapely shape; srid: the EPSG code the file names, None when it does not."""

    position: int
    properties: dict[str, Any]
    geometry: object
    srid: int | None = None

    def shape(self) -> geo.Mended:
        """Return its polygons in WGS84, mended where it touches itself. Raises GeometryError."""
        mended = geo.mend(self._parsed())
        srid = self.srid or (geo.RD_NEW if geo.is_rd(mended.shape) else geo.WGS84)
        if srid not in {geo.WGS84, geo.RD_NEW}:
            raise geo.GeometryError(
                _("Coordinates in EPSG:%(code)d cannot be read: use WGS84 or RD New.") % {"code": srid}
            )
        found = geo.to_wgs84(mended.shape) if srid == geo.RD_NEW else mended.shape
        geo.check_place(found)
        return geo.Mended(found, mended.remark)

    def _parsed(self) -> geo.Shape:
        if not isinstance(self.geometry, BaseGeometry):
            return geo.parse(self.geometry, max_vertices=MAX_VERTICES)
        if self.geometry.geom_type not in {"Polygon", "MultiPolygon"} or self.geometry.is_empty:
            raise geo.GeometryError(_("A boundary has to be a polygon: points and lines have no area."))
        return geo.polygonal(self.geometry)


def read(path: Path) -> Iterator[Feature]:
    """Give the features of a file. Raises FileError when it is not what it should be."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileError(_("The file cannot be opened: %(reason)s.") % {"reason": error.strerror}) from error
    yield from parse(content)


def parse(content: bytes, *, max_unpacked: int = MAX_UNPACKED) -> Iterator[Feature]:
    """Give the features in this content one by one, and let go of what was given. Raises FileError."""
    if content.startswith(GZIP):
        content = _unpack(content, max_unpacked)
    return _geopackage(content) if content.startswith(SQLITE) else _geojson(content)


def _unpack(content: bytes, limit: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            unpacked = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(_("The gzip file is damaged: %(reason)s.") % {"reason": error}) from error
    if len(unpacked) > limit:
        raise FileError(_("The file is larger than %(limit)d MB when unpacked.") % {"limit": limit // 1024 // 1024})
    return unpacked


def _geojson(content: bytes) -> Iterator[Feature]:
    try:
        document = json.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise FileError(_not_geojson(content, error)) from error
    kind = document.get("type") if isinstance(document, dict) else None
    features = document.get("features") if kind == "FeatureCollection" else [document] if kind == "Feature" else None
    if not isinstance(features, list):
        raise FileError(_("This is JSON, but not a GeoJSON FeatureCollection."))
    srid = named_srid(document)
    for index, item in enumerate(features):
        features[index] = None  # the large geometry is free once the reader is done with it
        yield feature(item if isinstance(item, dict) else {}, index + 1, srid)


def feature(item: dict[str, Any], position: int, srid: int | None = None) -> Feature:
    """Return one GeoJSON feature as it stands; a feature without properties has none."""
    properties = item.get("properties")
    return Feature(position, properties if isinstance(properties, dict) else {}, item.get("geometry"), srid)


def named_srid(document: dict[str, Any]) -> int | None:
    """Return the EPSG code in the old `crs` member of GeoJSON, None when there is none or it is plain WGS84."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    code = name.replace("::", ":").rsplit(":", 1)[-1]
    return _number(code)


def _number(code: str) -> int | None:
    """Return an EPSG code, None for anything else; the digits of other scripts and endless rows of them are no code."""
    return int(code) if code.isascii() and code.isdigit() and len(code) < 10 else None


def _not_geojson(content: bytes, error: Exception) -> str:
    other = next((name for start, name in OTHERS.items() if content.lstrip()[:8].startswith(start)), "")
    if other:
        return _("This is not GeoJSON or GeoPackage but %(kind)s.") % {"kind": other}
    return _("This is not GeoJSON or GeoPackage: %(reason)s.") % {"reason": error}


def _geopackage(content: bytes) -> Iterator[Feature]:
    if content[68:72] not in GEOPACKAGE_IDS:
        raise FileError(_("This is an SQLite database, but not a GeoPackage."))
    import pyogrio.raw  # noqa: PLC0415 -- slow import: it loads GDAL, which only a GeoPackage needs

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shapes.gpkg"
        path.write_bytes(content)
        try:
            layers = [name for name, kind in pyogrio.list_layers(path) if kind]
            if not layers:
                raise FileError(_("The GeoPackage has no layer with shapes."))
            meta, _fids, shapes, columns = pyogrio.raw.read(path, layer=layers[0], force_2d=True)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise FileError(_("The GeoPackage is damaged: %(reason)s.") % {"reason": error}) from error
    yield from _rows(meta, shapes, columns)


def _rows(meta: dict[str, Any], shapes: Any, columns: Any) -> Iterator[Feature]:
    srid = _srid(str(meta.get("crs") or ""))
    names = [str(name) for name in meta["fields"]]
    for index, wkb in enumerate(shapes):
        properties = {name: _plain(column[index]) for name, column in zip(names, columns, strict=True)}
        try:
            geometry = shapely.from_wkb(wkb)
        except shapely.errors.ShapelyError:
            geometry = None
        yield Feature(index + 1, properties, geometry, srid)


def _srid(crs: str) -> int | None:
    return _number(crs.rsplit(":", 1)[-1]) or (geo.RD_NEW if "RD New" in crs else None)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
