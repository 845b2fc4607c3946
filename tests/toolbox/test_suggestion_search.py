import pytest
from django.urls import reverse

from pilots.areas.enums import Landscape, Visibility
from tests.factories.areas import AreaFactory
from tests.factories.goals import MeasureFactory
from tests.factories.toolbox import PracticeFactory
from tests.factories.typology import CollaborationFactory
from toolbox.enums import MeasureType
from toolbox.models import Practice
from toolbox.pages import suggestions_page

pytestmark = pytest.mark.django_db
LIST = reverse("toolbox:practice-list")


@pytest.fixture
def area(area, typology_version):
    area.landscape = Landscape.SAND
    area.save()
    CollaborationFactory(area=area, version=typology_version, answers={"setting": "imposed"})
    return area


def address(area, name="suggestion-list"):
    return reverse(f"toolbox:{name}", args=[area.slug])


def page_of(client, url, data):
    return client.get(url, data, headers={"Accept-Language": "en"}).context["page"]


def found(client, area, **data):
    return page_of(client, address(area), data)


def titles(page):
    return [each.card.title for each in page.suggestions]


def test_search_has_its_door(client, login, area, officer, stranger):
    for name in ("suggestion-list", "practice-suggestions"):
        assert client.get(address(area, name)).status_code == 302
        assert login(stranger).get(address(area, name)).status_code == 404
        assert login(officer).post(address(area, name)).status_code == 405
        assert login(officer).get(address(area, name)).status_code == 200
    area.visibility = Visibility.PUBLIC
    area.save()
    assert login(stranger).get(address(area)).status_code == 200


def test_search_finds_what_the_library_finds_with_what_fits_first(login, area, officer):
    PracticeFactory(published=True, title="Kavelruil zonder reden")
    PracticeFactory(published=True, title="Kavelruil in regie", gears=["R"], kind="policy")
    PracticeFactory(published=True, title="Kavelruil van hier", gears=["R"], area=area)
    PracticeFactory(published=True, title="Iets anders", gears=["R"])
    PracticeFactory(title="Kavelruil geheim", gears=["R"])
    client = login(officer)

    for data in ({"q": "kavelruil"}, {"q": "kavelriul"}, {"q": "kavelruil", "kind": "policy"}, {"q": "xyzzy"}):
        here, library = found(client, area, **data), page_of(client, LIST, data)
        assert sorted(titles(here)) == sorted(card.title for card in library.cards), data
        assert here.question == library.question
        assert {facet.name: facet.options for facet in here.facets} == {
            facet.name: facet.options for facet in library.facets
        }

    assert titles(found(client, area, q="kavelriul"))[0] == "Kavelruil in regie"
    assert titles(found(client, area)) == ["Iets anders", "Kavelruil in regie"], "without words only what fits"
    assert found(client, area, q="kavelruil").fitting == 1


def test_search_part_equals_the_same_node_of_the_page_and_says_what_was_mended(login, area, officer):
    PracticeFactory(published=True, title="Kavelruil in regie", gears=["R"])
    client = login(officer)
    data = {"q": "kavelriul"}

    part = client.get(address(area), data, headers={"HX-Request": "true", "Accept-Language": "en"}).content.decode()
    whole = client.get(address(area), data, headers={"Accept-Language": "en"}).content.decode()

    assert "Did you mean <strong>kavelruil</strong>?" in whole
    assert "Fits gear R" in whole
    assert "<html" not in part
    assert "".join(part.split()) in "".join(whole.split())


def test_suggestions_know_dials_measures_and_one_point_of_the_list(login, area, officer):
    MeasureFactory(area=area, kind=MeasureType.REWETTING)
    PracticeFactory(published=True, title="Measure", measures=[MeasureType.REWETTING], landscapes=["sand"])
    PracticeFactory(published=True, title="Dial", dials=["partners"])
    PracticeFactory(published=True, title="Land", landscapes=["sand"])

    whole, one = suggestions_page(area), suggestions_page(area, code="R-partners")
    unknown = suggestions_page(area, code="nonsense")

    assert [each.card.title for each in whole.suggestions] == ["Dial", "Measure"]
    assert [each.card.title for each in one.suggestions] == ["Dial"]
    assert one.about
    assert (unknown.code, unknown.suggestions) == ("", whole.suggestions)
    content = login(officer).get(address(area, "practice-suggestions"), {"punt": "R-partners"}).content.decode()
    assert "Dial" in content
    assert "Measure" not in content
    assert titles(found(login(officer), area, punt="R-partners")) == ["Dial"]


@pytest.mark.parametrize("rows", [1, 14])
def test_search_takes_as_many_queries_whatever_is_found(rows, login, area, officer, django_assert_max_num_queries):
    for number in range(rows):
        PracticeFactory(published=True, title=f"Kavelruil {number}", gears=["R"], area=AreaFactory())
    client = login(officer)
    client.get(address(area), {"q": "kavelruil"})
    assert Practice.objects.count() == rows

    with django_assert_max_num_queries(22) as counted:
        client.get(address(area), {"q": "kavelruil"})
    assert len(counted) == 20
