import io
import json

import pytest
from django.core.management import CommandError, call_command

from core import geo
from pilots.areas.models import Natura2000Site
from tests.core.test_ogcapi import service  # noqa: F401 -- a fixture
from tests.factories.areas import AreaFactory, SiteLinkFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BOW_TIE = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.12, 52.12], [6.12, 52.1], [6.1, 52.12], [6.1, 52.1]]]}


def square(x=6.1, y=52.1, side=0.02):
    return {"type": "Polygon", "coordinates": [[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]}


def row(number=57, name="Veluwe", geometry=None, **properties):
    facts = {"nr": number, "naamN2K": name, "beschermin": "VR+HR", **properties}
    return {"type": "Feature", "properties": facts, "geometry": geometry or square()}


@pytest.fixture
def source(tmp_path):
    def write(*rows):
        path = tmp_path / "sites.data"  # the name says nothing: the content does
        path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
        return path

    return write


def run(*arguments, **options):
    out = io.StringIO()
    call_command("import_natura2000", *arguments, stdout=out, **options)
    return out.getvalue()


def test_import_adds_sites_with_what_maps_need(source):
    out = run(source(row()))

    site = Natura2000Site.objects.get()
    assert (site.number, site.name, site.slug, site.protection) == (57, "Veluwe", "veluwe", "VR+HR")
    assert float(site.area_ha) == pytest.approx(geo.area_ha(geo.load(square())), abs=0.01)
    assert site.bbox == [6.1, 52.1, 6.12, 52.12]
    assert site.outline["type"] == "Polygon"
    assert "+ added     57 Veluwe" in out
    assert "1 added, 0 changed, 0 unchanged, 0 wrong: saved." in out


def test_import_merges_the_features_of_a_site_and_counts_overlap_once(source):
    run(source(row(), row(geometry=square(x=6.11))))

    expected = 1.5 * geo.area_ha(geo.load(square()))
    assert float(Natura2000Site.objects.get().area_ha) == pytest.approx(expected, rel=0.001)


def test_import_again_changes_nothing(source):
    path = source(row(), row(58, "Brummen", square(x=6.2)))
    run(path)
    before = list(Natura2000Site.objects.values())

    out = run(path)

    assert "0 added, 0 changed, 2 unchanged" in out
    assert list(Natura2000Site.objects.values()) == before


def test_import_changed_boundary_says_hectares_before_and_after_and_measures_areas_again(source):
    run(source(row()))
    area = AreaFactory(boundary=square(), boundary_kind="drawn")

    out = run(source(row(geometry=square(side=0.03), beschermin="HR")))

    before, after = (geo.area_ha(geo.load(square(side=side))) for side in (0.02, 0.03))
    assert "~ changed   57 Veluwe  protection: VR+HR → HR; boundary: " in out
    assert f"boundary: {before:.2f} → {after:.2f} ha" in out
    assert "0.01 ha lost" in out  # the straight line between two corners bends a little in RD New
    link = area.site_links.get()
    assert float(link.overlap_ha) == pytest.approx(before, abs=0.1)


def test_import_dry_run_says_the_same_and_writes_nothing(source):
    out = run(source(row()), dry_run=True)

    assert "+ added     57 Veluwe" in out
    assert "dry run, nothing written" in out
    assert not Natura2000Site.objects.exists()


WRONG_ROWS = [
    (row(number=None), "! wrong     row 2 (Veluwe)  The number is missing"),
    (row(number=58, name=""), "! wrong     row 2 (58)  The name is missing"),
    (row(58, "Brummen", BOW_TIE), "! wrong     58 Brummen  row 2: The boundary crosses itself near 52.11000, 6.11000."),
    (
        row(58, "Brummen", {"type": "Point", "coordinates": [6, 52]}),
        "58 Brummen  row 2: A boundary has to be a polygon",
    ),
    (row(58, "Brummen", square(x=12)), "58 Brummen  row 2: The boundary lies outside the Netherlands"),
    (row(57, "Anders", square(x=6.2)), "57 Veluwe  row 2: the same number is also called “Anders”."),
]


@pytest.mark.parametrize(("bad", "words"), WRONG_ROWS)
def test_import_wrong_row_changes_nothing_and_fails(source, capsys, bad, words):
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("import_natura2000", source(row(), bad))

    assert words in capsys.readouterr().out
    assert not Natura2000Site.objects.exists()


def test_import_partial_keeps_the_good_rows_and_still_fails(source):
    with pytest.raises(CommandError, match="left out"):
        run(source(row(), row(58, "Brummen", BOW_TIE), row(59, "Zwin", square(x=6.3))), partial=True)

    assert list(Natura2000Site.objects.values_list("number", flat=True).order_by("number")) == [57, 59]


def test_import_partial_leaves_a_site_with_one_wrong_feature_out(source):
    with pytest.raises(CommandError):
        run(source(row(), row(geometry=BOW_TIE)), partial=True)

    assert not Natura2000Site.objects.exists()


def test_import_two_names_with_one_slug_keep_both(source):
    run(source(row(1, "Duinen & Zee"), row(2, "Duinen Zee", square(x=6.3))))

    assert set(Natura2000Site.objects.values_list("slug", flat=True)) == {"duinen-zee", "duinen-zee-2"}


def test_import_keeps_sites_that_the_source_leaves_out(source):
    SiteLinkFactory(site__number=1, site__name="Waddenzee")

    out = run(source(row()))

    assert "? not in this source, kept: 1 Waddenzee" in out
    assert Natura2000Site.objects.count() == 2


def test_import_file_that_is_not_what_it_says_fails(tmp_path):
    path = tmp_path / "sites.geojson"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(CommandError, match=r"zip.*Nothing was changed"):
        run(path)


def test_import_needs_a_file_or_the_service_and_not_both(source):
    with pytest.raises(CommandError):
        run()
    with pytest.raises(CommandError):
        run(source(row()), pdok=True)


def test_import_from_the_service_over_pages_with_trouble(service):  # noqa: F811
    service.answers = [
        (500, b""),
        (200, {"features": [row()], "links": [{"rel": "next", "href": "?cursor=2"}]}),
        (503, b""),
        (200, {"features": [row(geometry=square(x=6.11)), row(58, "Brummen", square(x=6.3))], "links": []}),
    ]

    out = run(pdok=True, url=service.base, pause=0)

    assert "2 added" in out
    assert Natura2000Site.objects.count() == 2


def test_import_from_a_service_that_breaks_halfway_changes_nothing(service):  # noqa: F811
    service.answers = [(200, {"features": [row()], "links": [{"rel": "next", "href": "?cursor=2"}]}), (404, b"")]

    with pytest.raises(CommandError, match="HTTP 404"):
        run(pdok=True, url=service.base, pause=0)

    assert not Natura2000Site.objects.exists()


def test_import_schematic_marks_and_official_unmarks(source):
    run(source(row()), schematic=True)
    assert Natura2000Site.objects.get().is_schematic

    out = run(source(row()))

    assert "official boundary" in out
    assert not Natura2000Site.objects.get().is_schematic
