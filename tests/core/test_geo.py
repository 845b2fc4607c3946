import json
import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from core import geo

pytestmark = pytest.mark.usefixtures("in_english")

SQUARE = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.12, 52.1], [6.12, 52.12], [6.1, 52.12], [6.1, 52.1]]]}
BOW_TIE = [[6.1, 52.1], [6.12, 52.12], [6.12, 52.1], [6.1, 52.12], [6.1, 52.1]]


def polygon(ring):
    return {"type": "Polygon", "coordinates": [ring]}


def rd_square(x, y, side):
    return geo.dump(geo.to_wgs84(box(x, y, x + side, y + side)))


def test_read_geometry_feature_or_collection_gives_the_same_geometry():
    feature = {"type": "Feature", "properties": {}, "geometry": SQUARE}
    collection = {"type": "FeatureCollection", "features": [feature]}

    read = [geo.read(json.dumps(document)) for document in (SQUARE, feature, collection)]

    assert read[0] == read[1] == read[2]
    assert read[0]["type"] == "Polygon"


def test_read_two_overlapping_polygons_counts_the_overlap_once():
    shifted = polygon([[x + 0.01, y] for x, y in SQUARE["coordinates"][0]])
    features = [{"type": "Feature", "properties": {}, "geometry": part} for part in (SQUARE, shifted)]

    merged = geo.load(geo.read(json.dumps({"type": "FeatureCollection", "features": features})))

    assert geo.area_ha(merged) == pytest.approx(1.5 * geo.area_ha(geo.load(SQUARE)), rel=0.001)


def test_read_rd_coordinates_are_converted():
    square = polygon([[200000, 460000], [201000, 460000], [201000, 461000], [200000, 461000], [200000, 460000]])

    found = geo.read(json.dumps(square))

    assert geo.area_ha(geo.load(found)) == pytest.approx(100, abs=0.01)
    assert 52.1 < found["coordinates"][0][0][1] < 52.2


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "Point", "coordinates": [6, 52]}, "polygon"),
        ({"type": "Polygon", "coordinates": []}, "no points"),
        ({"type": "Polygon"}, "no points"),
        (polygon([[6.1, 52.1], [6.2, 52.1], [6.1, 52.1]]), "three corners"),
        (polygon([[6.1, 52.1], [6.2, 52.1], [6.2, 52.2], [6.1, 52.2]]), "not closed"),
        (polygon([[6.1, "x"], [6.2, 52.1], [6.2, 52.2], [6.1, 52.1]]), "two numbers"),
        (polygon([{}, {}, {}, {}]), "two numbers"),
        (polygon([[6.1], [6.2, 52.1], [6.2, 52.2], [6.1]]), "two numbers"),
        (polygon([[math.nan, 52.1], [6.2, 52.1], [6.2, 52.2], [math.nan, 52.1]]), "two numbers"),
        (polygon([[math.inf, 52.1], [6.2, 52.1], [6.2, 52.2], [math.inf, 52.1]]), "two numbers"),
        (polygon([[52.1, 6.1], [52.1, 6.2], [52.2, 6.2], [52.1, 6.1]]), "swapped"),
        (polygon([[13.3, 52.5], [13.4, 52.5], [13.4, 52.6], [13.3, 52.5]]), "outside the Netherlands"),
        (None, "polygon"),
        ([], "polygon"),
        ({"type": "MultiPolygon", "coordinates": 3}, "no points"),
    ],
)
def test_check_bad_geometry_says_what_is_wrong(geometry, words):
    with pytest.raises(geo.GeometryError) as error:
        geo.check(geometry)

    assert words in error.value.message


def test_check_crossing_boundary_names_the_place():
    with pytest.raises(geo.GeometryError) as error:
        geo.check(polygon(BOW_TIE))

    assert error.value.place == pytest.approx((6.11, 52.11))
    assert "52.11000, 6.11000" in error.value.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "3",
        "[]",
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": 5}',
        "[" * 100_000,
    ],
)
def test_read_what_is_not_geojson_is_refused(text):
    with pytest.raises(geo.GeometryError):
        geo.read(text)


def test_read_too_many_points_or_bytes_is_refused():
    with pytest.raises(geo.GeometryError, match="more than 4 points"):
        geo.read(json.dumps(SQUARE), max_vertices=4)
    with pytest.raises(geo.GeometryError, match="too large"):
        geo.read(json.dumps(SQUARE), max_bytes=10)


def test_mend_hair_crossing_is_mended_and_bow_tie_refused():
    hair = [(0, 0), (100, 0), (100, 100), (50, 100), (50, 100.01), (50.01, 99.99), (49.99, 99.99), (0, 100), (0, 0)]

    mended = geo.mend(Polygon(hair))

    assert mended.shape.is_valid
    assert mended.remark
    assert mended.shape.area == pytest.approx(10_000, rel=0.001)
    with pytest.raises(geo.GeometryError):
        geo.mend(Polygon([(0, 0), (100, 100), (100, 0), (0, 100)]))


def test_mend_sound_shape_is_left_alone():
    assert geo.mend(box(0, 0, 1, 1)) == geo.Mended(box(0, 0, 1, 1), "")


coordinate = st.floats(min_value=10_000, max_value=270_000)


@settings(deadline=None)
@given(x=coordinate, y=st.floats(min_value=310_000, max_value=610_000), side=st.floats(min_value=50, max_value=5000))
def test_dump_and_load_keep_area_and_place(x, y, side):
    loaded = geo.load(rd_square(x, y, side))

    assert geo.area_ha(loaded) == pytest.approx(side**2 / 10_000, rel=0.01, abs=0.01)
    assert loaded.centroid.distance(box(x, y, x + side, y + side).centroid) < 1


@settings(deadline=None)
@given(x=coordinate, dx=st.floats(min_value=0, max_value=20_000), metres=st.integers(min_value=0, max_value=10_000))
def test_near_never_says_no_to_what_is_near(x, dx, metres):
    one, other = rd_square(x, 450_000, 500), rd_square(x + dx, 450_300, 500)
    boxes = [geo.bbox(geo.polygonal(geo.shape(part))) for part in (one, other)]
    distance = geo.distance_m(geo.load(one), geo.load(other))

    assert geo.near(boxes[0], boxes[1], metres) or distance > metres


def test_overlap_distance_and_gain_are_measured_in_rd():
    one, other, far = (geo.load(rd_square(x, 450_000, 1000)) for x in (200_000, 200_500, 203_000))

    assert geo.overlap_ha(one, other) == pytest.approx(50, abs=0.1)
    assert geo.distance_m(one, other) == 0
    assert geo.distance_m(one, far) == pytest.approx(2000, abs=1)
    assert geo.gained_ha(one, other) == pytest.approx(50, abs=0.1)


def test_outline_moves_at_most_the_tolerance_and_drops_specks():
    wiggly = Polygon(
        [(200_000 + i * 10, 450_000 + (i % 2)) for i in range(300)] + [(203_000, 453_000), (200_000, 453_000)]
    )
    speck = box(210_000, 450_000, 210_003, 450_003)

    simple = geo.outline(geo.polygonal(wiggly.union(speck)), tolerance_m=20)

    assert simple["type"] == "Polygon"
    assert len(simple["coordinates"][0]) < 10


def test_svg_paths_draw_north_up_within_the_frame_and_clip_what_lies_outside():
    near, far = rd_square(200_000, 450_000, 1000), rd_square(230_000, 450_000, 1000)

    drawn = geo.svg_paths([near, far, None], focus=[0], width=300, height=200)

    assert drawn.view_box == "0 0 300 200"
    assert drawn.paths[0].startswith("M")
    assert drawn.paths[0].endswith("Z")
    assert drawn.paths[1:] == ("", "")
    assert drawn.anchors[0] == pytest.approx((150, 100), abs=2)
    assert drawn.scale_length < 300
    assert drawn.scale_m in {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}


def test_svg_paths_without_any_shape_is_refused():
    with pytest.raises(geo.GeometryError):
        geo.svg_paths([None])


def test_area_is_a_number_that_a_decimal_field_takes():
    assert Decimal(geo.area_ha(geo.load(SQUARE))).quantize(Decimal("0.01")) > 300
