import pytest
from django.conf import settings

from accounts import demo as people
from core import geofiles
from pilots.areas import demo
from pilots.areas.enums import BoundaryKind
from pilots.areas.models import Natura2000Site, PilotArea

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FOLDER = settings.CONTENT_DIR / "demo"


def test_demo_loads_the_five_named_areas_and_again_changes_nothing():
    people.load()
    demo.load()
    first = list(PilotArea.objects.order_by("pk").values())

    demo.load()

    assert list(PilotArea.objects.order_by("pk").values()) == first
    assert {area["slug"] for area in first} == {
        "landgoederen-brummen", "veluwezoom-ijssel", "waddeneilanden", "geuldal-en-heuvelland", "brabants-bodem",
    }  # fmt: skip
    assert {area["boundary_kind"] for area in first} == {BoundaryKind.SEARCH_AREA}


def test_demo_brummen_holds_both_numbers_and_its_people():
    people.load()
    demo.load()

    area = PilotArea.objects.get(slug="landgoederen-brummen")

    assert sorted(area.numbers.values_list("value", "is_estimate")) == [(112, False), (150, True)]
    assert area.coordinator.email == "coordinator@gebiedswijzer.example"
    assert area.members.count() == 2
    assert area.site_links.filter(overlap_ha__gt=0).exists()


def test_demo_sites_say_that_they_are_schematic():
    features = list(geofiles.read(FOLDER / "natura2000-schematisch.geojson"))
    people.load()
    demo.load()

    assert all("schematisch" in feature.properties["toelichting"] for feature in features)
    assert not Natura2000Site.objects.filter(is_schematic=False).exists()


def test_demo_without_people_says_what_to_do_first():
    with pytest.raises(RuntimeError, match="accounts first"):
        demo.load()
