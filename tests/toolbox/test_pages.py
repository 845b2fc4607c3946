import pytest
from django.utils.translation import override

from pilots.areas.enums import Landscape, Phase
from tests.factories.areas import AreaFactory
from tests.factories.leidraad import CheckFactory
from tests.factories.toolbox import PracticeFactory
from tests.factories.typology import CollaborationFactory
from tests.typology.gearbox.test_gears import DIALS, TASK_FOR, answers_at
from toolbox.pages import suggestions_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(typology_version):
    """An area that needs gear 4, with every dial but the contributions arranged."""
    area = AreaFactory(landscape=Landscape.SAND, phase=Phase.SETUP)
    answers = answers_at(dict.fromkeys(DIALS, 4) | {"contributions": 2}) | TASK_FOR["4"]
    CollaborationFactory(area=area, version=typology_version, answers=answers)
    return area


def titles(page):
    return [suggestion.card.title for suggestion in page.suggestions]


def test_suggestions_best_first_each_with_its_reasons(area):
    every = {"dials": ["contributions"], "conditions": ["budget"], "gears": ["4"], "landscapes": ["sand"]}
    PracticeFactory(published=True, title="Both", phases=["setup"], **every)
    PracticeFactory(published=True, title="Gear", gears=["4"])
    PracticeFactory(published=True, title="Condition", conditions=["budget", "doel"])
    PracticeFactory(published=True, title="Only land", landscapes=["sand"])

    with override("en"):
        page = suggestions_page(area)

    assert titles(page) == ["Both", "Condition", "Gear"]
    assert page.suggestions[0].reasons == (
        "About “Contributions”, where something is left to arrange",
        "Helps with “budget”",
        "Fits gear 4. Programme or alliance",
        "Same landscape: Sandy soils",
        "Fits the phase: Setting up the collaboration",
    )
    assert page.suggestions[0].sources[0].url == "https://example.nl/pilot"
    assert (page.gear, page.total) == ("4", 3)


def test_suggestions_follow_open_conditions_of_a_guide_that_was_started():
    area = AreaFactory()
    PracticeFactory(published=True, title="Condition", conditions=["doel"])
    assert titles(suggestions_page(area)) == []

    CheckFactory(area=area)

    assert titles(suggestions_page(area)) == ["Condition"]


def test_suggestions_leave_out_drafts_and_the_areas_own_example(area):
    PracticeFactory(title="Draft", gears=["4"])
    PracticeFactory(published=True, title="Own", gears=["4"], area=area)
    PracticeFactory(published=True, title="Elsewhere", gears=["4"], area=AreaFactory())

    assert titles(suggestions_page(area)) == ["Elsewhere"]


def test_suggestions_stop_at_the_limit_in_a_fixed_order_and_count_all(area):
    for n in (3, 1, 2):
        PracticeFactory(published=True, title=f"Item {n}", gears=["4"])

    page = suggestions_page(area, limit=2)

    assert (titles(page), page.total) == (["Item 1", "Item 2"], 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_suggestions_take_as_many_queries_whatever_fits(rows, area, django_assert_num_queries):
    for _ in range(rows):
        PracticeFactory(published=True, gears=["4"], area=AreaFactory())
    suggestions_page(area)

    with django_assert_num_queries(9):
        suggestions_page(area)
