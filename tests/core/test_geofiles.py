import gzip
import json
import sqlite3

import numpy as np
import pyogrio.raw
import pytest
import shapely
from shapely.geometry import Point, box

from core import geo, geofiles

pytestmark = pytest.mark.usefixtures("in_english")

SQUARE = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.12, 52.1], [6.12, 52.12], [6.1, 52.12], [6.1, 52.1]]]}


def collection(*geometries, **extra):
    features = [{"type": "Feature", "properties": {"nr": 1}, "geometry": geometry} for geometry in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features, **extra}).encode()


def geopackage(path, shape, crs="EPSG:28992", geometry_type="Polygon"):
    geometry = np.array([shapely.to_wkb(shape)], dtype=object)
    fields = [np.array([57]), np.array(["Veluwe"], dtype=object)]
    pyogrio.raw.write(path, geometry, fields, ["nr", "naam_n2k"], geometry_type=geometry_type, crs=crs, driver="GPKG")
    return path.read_bytes()


def test_parse_plain_and_packed_geojson_give_the_same_features():
    content = collection(SQUARE)

    assert list(geofiles.parse(content)) == list(geofiles.parse(gzip.compress(content)))


def test_parse_geopackage_in_rd_is_converted(tmp_path):
    (feature,) = geofiles.parse(geopackage(tmp_path / "sites.gpkg", box(200_000, 460_000, 201_000, 461_000)))

    assert feature.properties == {"nr": 57, "naam_n2k": "Veluwe"}
    assert geo.area_ha(geo.to_rd(feature.shape().shape)) == pytest.approx(100, abs=0.01)


def test_parse_packed_geopackage_and_one_in_wgs84(tmp_path):
    content = geopackage(tmp_path / "sites.gpkg", box(6.1, 52.1, 6.2, 52.2), crs="EPSG:4326")

    (feature,) = geofiles.parse(gzip.compress(content))

    assert feature.shape().shape.bounds == pytest.approx((6.1, 52.1, 6.2, 52.2))


def test_parse_geopackage_in_another_projection_is_refused(tmp_path):
    (feature,) = geofiles.parse(
        geopackage(tmp_path / "a.gpkg", box(690_000, 5_780_000, 700_000, 5_790_000), "EPSG:32631")
    )

    with pytest.raises(geo.GeometryError, match="EPSG:32631"):
        feature.shape()


def test_parse_geopackage_with_points_is_refused_per_feature(tmp_path):
    (feature,) = geofiles.parse(geopackage(tmp_path / "a.gpkg", Point(200_000, 460_000), geometry_type="Point"))

    with pytest.raises(geo.GeometryError, match="polygon"):
        feature.shape()


def test_parse_named_rd_is_believed():
    square = {
        "type": "Polygon",
        "coordinates": [[[200000, 460000], [201000, 460000], [201000, 461000], [200000, 460000]]],
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}

    (feature,) = geofiles.parse(collection(square, crs=crs))

    assert feature.srid == 28992
    assert geo.area_ha(geo.to_rd(feature.shape().shape)) == pytest.approx(50, abs=0.01)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 a zip called sites.geojson", "zip"),
        (b"%PDF-1.7", "PDF"),
        (b"<?xml version='1.0'?><gml/>", "XML"),
        (b"", "not GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [', "not GeoJSON"),
        (b'{"type": "Topology"}', "not a GeoJSON FeatureCollection"),
        (b"\x1f\x8bnot really gzip", "gzip file is damaged"),
        (gzip.compress(b'{"type": "FeatureCollection"', mtime=0)[:20], "gzip file is damaged"),
        (b"\xff\xfe\x00\x01", "not GeoJSON"),
    ],
)
def test_parse_file_that_is_not_what_it_says_is_refused(content, words):
    with pytest.raises(geofiles.FileError, match=words):
        list(geofiles.parse(content))


def test_parse_other_sqlite_database_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "other.gpkg") as connection:
        connection.execute("create table a (b)")
    connection.close()

    with pytest.raises(geofiles.FileError, match="not a GeoPackage"):
        list(geofiles.parse((tmp_path / "other.gpkg").read_bytes()))


def test_parse_damaged_geopackage_is_refused(tmp_path):
    content = geopackage(tmp_path / "sites.gpkg", box(200_000, 460_000, 201_000, 461_000))

    with pytest.raises(geofiles.FileError, match=r"damaged|no layer"):
        list(geofiles.parse(content[:200]))


def test_parse_packed_bomb_is_refused():
    with pytest.raises(geofiles.FileError, match="larger than 1 MB"):
        list(geofiles.parse(gzip.compress(b" " * 2_000_000), max_unpacked=1024 * 1024))


def test_read_missing_file_is_refused(tmp_path):
    with pytest.raises(geofiles.FileError, match="cannot be opened"):
        list(geofiles.read(tmp_path / "nothing.geojson"))


def test_feature_without_properties_or_geometry_is_a_feature_that_says_nothing():
    (feature,) = geofiles.parse(b'{"type": "FeatureCollection", "features": [3]}')

    assert feature.properties == {}
    with pytest.raises(geo.GeometryError):
        feature.shape()


@pytest.mark.parametrize("code", ["\u00b2", "9" * 5000, "x", ""])
def test_parse_strange_projection_is_no_projection(code):
    (feature,) = geofiles.parse(collection(SQUARE, crs={"properties": {"name": f"urn:ogc:def:crs:EPSG::{code}"}}))

    assert feature.srid is None
