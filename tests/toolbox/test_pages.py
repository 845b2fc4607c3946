import pytest
from django.utils.translation import override

from pilots.areas.enums import Landscape, Phase
from tests.factories.areas import AreaFactory
from tests.factories.toolbox import PracticeFactory
from toolbox.pages import suggestions

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(landscape=Landscape.SAND, phase=Phase.SETUP)


def titles(found):
    return [suggestion.card.title for suggestion in found]


def test_suggestions_best_first_each_with_its_reasons(area, typology_version):
    PracticeFactory(
        published=True, title="Both", conditions=["budget"], gears=["4"], landscapes=["sand"], phases=["setup"]
    )
    PracticeFactory(published=True, title="Gear", gears=["4"])
    PracticeFactory(published=True, title="Condition", conditions=["budget", "doel"])
    PracticeFactory(published=True, title="Only land", landscapes=["sand"])

    with override("en"):
        found = suggestions(area, condition_codes=["budget"], gear="4")

    assert titles(found) == ["Both", "Condition", "Gear"]
    assert found[0].reasons == (
        "Helps with “budget”",
        "Fits gear 4. Programme or alliance",
        "Same landscape: Sandy soils",
        "Fits the phase: Setting up the collaboration",
    )
    assert found[0].sources[0].url == "https://example.nl/pilot"


def test_suggestions_leave_out_drafts_and_the_areas_own_example(area):
    PracticeFactory(title="Draft", gears=["4"])
    PracticeFactory(published=True, title="Own", gears=["4"], area=area)
    PracticeFactory(published=True, title="Elsewhere", gears=["4"], area=AreaFactory())

    assert titles(suggestions(area, gear="4")) == ["Elsewhere"]


def test_suggestions_nothing_asked_gives_nothing(area):
    PracticeFactory(published=True, landscapes=["sand"])

    assert suggestions(area) == ()
    assert suggestions(condition_codes=["budget"], gear="9") == ()


def test_suggestions_stop_at_the_limit_in_a_fixed_order():
    for n in (3, 1, 2):
        PracticeFactory(published=True, title=f"Item {n}", gears=["4"])

    assert titles(suggestions(gear="4", limit=2)) == ["Item 1", "Item 2"]


@pytest.mark.parametrize("rows", [1, 3])
def test_suggestions_take_as_many_queries_whatever_fits(rows, area, typology_version, django_assert_num_queries):
    for _ in range(rows):
        PracticeFactory(published=True, gears=["4"], area=AreaFactory())
    suggestions(area, gear="4")

    with django_assert_num_queries(3):
        suggestions(area, gear="4")
