import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from pilots.areas.enums import Landscape, Phase, Visibility
from pilots.stakeholders.enums import OrganisationKind
from tests.factories.areas import AreaFactory
from tests.factories.stakeholders import PartnerFactory
from tests.factories.typology import CollaborationFactory, TypologyVersionFactory
from tests.typology.gearbox.test_gears import DIALS, TASK_FOR, answers_at
from typology.gearbox.pages.similar import similar_page

pytestmark = pytest.mark.django_db
LIKE = {"landscape": Landscape.SAND, "phase": Phase.SETUP, "provinces": ["NL-GE"], "visibility": Visibility.PUBLIC}


def answers(level, gear):
    return answers_at(dict.fromkeys(DIALS, level)) | TASK_FOR[gear]


def like(version, level=2, gear="4", **values):
    area = AreaFactory(**LIKE | values)
    CollaborationFactory(area=area, version=version, answers=answers(level, gear))
    return area


@pytest.fixture
def version():
    return TypologyVersionFactory()


@pytest.fixture
def own(version):
    return like(version, name="Own")


def names(areas):
    return [one.name for one in areas]


def test_similar_groups_areas_by_likeness_each_in_the_order_of_the_alphabet(own, version, officer):
    like(version, name="zeer gelijk")
    like(version, name="Alike", phase=Phase.EXPLORATION)
    like(version, name="Far", level=5, gear="R", landscape=Landscape.COAST, phase=Phase.SAFEGUARDING)
    like(version, name="Somewhat", level=4, gear="4", landscape=Landscape.COAST, phase=Phase.EXPLORATION)

    with override("en"):
        page = similar_page(own, officer)

    assert names(page.very) == ["Alike", "zeer gelijk"]
    assert "Far" not in names(page.some)
    assert page.compared == 4
    reasons = page.very[1].reasons
    assert "The same landscape: Sandy soils" in reasons
    assert "The same phase: Setting up the collaboration" in reasons
    assert "The task asks the same gear: 4" in reasons
    assert any(reason.startswith("These dials stand at the same level: ") for reason in reasons)
    assert "Nearly the same phase: Exploration" in page.very[0].reasons


def test_similar_tells_nothing_of_areas_and_parties_the_reader_may_not_see(own, version, officer, stranger):
    hidden = like(version, name="Hidden", visibility=Visibility.INTERNAL)
    public = like(version, name="Public")
    for area in (own, public, hidden):
        PartnerFactory(area=area, organisation__kind=OrganisationKind.DRINKING_WATER)

    with override("en"):
        known, unknown = similar_page(own, officer), similar_page(own, stranger)
        paper = similar_page(own, AnonymousUser())

    assert names(known.very) == ["Hidden", "Public"]
    assert any("Drinking water" in reason for one in known.very for reason in one.reasons)
    for page in (unknown, paper):
        assert names(page.very) == ["Public"]
        assert not any("Drinking water" in reason for one in page.very for reason in one.reasons)


def test_similar_with_nothing_known_says_what_to_fill_in(area, officer):
    with override("en"):
        page = similar_page(area, officer)

    assert page.is_empty
    assert "the questions about the task" in page.lacking


def test_similar_page_has_its_door_and_a_part(client, login, own, version, stranger, officer):
    address = reverse("typology:similar-areas", args=[own.slug])
    own.visibility = Visibility.INTERNAL
    own.save()
    like(version, name="Other one")

    assert client.get(address).status_code == 302
    assert login(stranger).get(address).status_code == 404
    assert login(officer).post(address).status_code == 405
    whole = login(officer).get(address).content.decode()
    part = login(officer).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Other one" in part
    assert "<html" not in part
    assert "".join(part.split()) in "".join(whole.split())


@pytest.mark.parametrize("rows", [1, 200])
def test_similar_takes_as_many_queries_at_one_and_at_two_hundred_areas(
    rows, own, version, officer, django_assert_max_num_queries
):
    areas = AreaFactory.create_batch(rows, **LIKE)
    CollaborationFactory._meta.model.objects.bulk_create(
        CollaborationFactory.build(area=area, version=version, answers=answers(number % 5, "4"))
        for number, area in enumerate(areas)
    )

    with django_assert_max_num_queries(8) as counted:
        page = similar_page(own, officer)
    assert page.compared == rows
    assert len(counted) == 7
