import pytest

from accounts import demo as accounts
from pilots.areas.models import PilotArea
from pilots.stakeholders import demo
from pilots.stakeholders.models import ContactMoment, Interest, Organisation, Partner, Person, Promise
from tests.factories.areas import AreaFactory
from tests.factories.stakeholders import ParticipationVersionFactory

MODELS = (Organisation, Person, Partner, Interest, ContactMoment, Promise)


@pytest.fixture
def loaded(db):
    """The demo of this room in the areas it knows, loaded once."""
    accounts.load()
    ParticipationVersionFactory()
    for slug in ("landgoederen-brummen", "veluwezoom-ijssel", "geuldal-en-heuvelland"):
        AreaFactory(slug=slug)
    demo.load()


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def test_demo_loaded_twice_changes_nothing(loaded):
    before = everything()
    assert all(before.values())

    demo.load()

    assert everything() == before


def test_demo_leaves_what_people_changed_alone(loaded):
    partner = Partner.objects.first()
    Partner.objects.filter(pk=partner.pk).update(wish="Anders", influence=1)

    demo.load()

    partner.refresh_from_db()
    assert (partner.wish, partner.influence) == ("Anders", 1)


def test_demo_fills_the_main_area_with_fictional_people_only(loaded):
    area = PilotArea.objects.get(slug="landgoederen-brummen")

    assert area.partners.count() >= 5
    assert set(Interest.objects.values_list("visibility", flat=True)) == {"private", "shared"}
    assert not Person.objects.exclude(email="").exclude(email__endswith=".example").exists()
