import pytest

from accounts import demo as people
from governance.leidraad import demo
from governance.leidraad.enums import GateStatus
from governance.leidraad.models import Answer, Check
from governance.leidraad.pages import check_page
from pilots.areas.models import PilotArea
from tests.factories.areas import AreaFactory

SLUGS = ["landgoederen-brummen", "veluwezoom-ijssel", "waddeneilanden", "geuldal-en-heuvelland", "brabants-bodem"]


@pytest.fixture
def areas(db) -> list[PilotArea]:
    people.load()
    return [AreaFactory(slug=slug) for slug in SLUGS]


def test_load_fills_every_demo_area_once(areas):
    demo.load()
    answers = Answer.objects.count()
    demo.load()

    assert (Check.objects.count(), Answer.objects.count()) == (5, answers)


def test_load_gives_one_open_gate_and_says_that_it_is_invented(areas):
    demo.load()
    pages = {area.slug: check_page(area) for area in areas}

    assert {slug: page.gate.status for slug, page in pages.items()} == {
        slug: GateStatus.OPEN if slug == "brabants-bodem" else GateStatus.CLOSED for slug in SLUGS
    }
    assert 0.6 < pages["landgoederen-brummen"].answered / pages["landgoederen-brummen"].total < 0.8
    assert pages["landgoederen-brummen"].overdue == 2
    assert {item.kind for row in pages["landgoederen-brummen"].conditions for q in row.questions for item in q.evidence}
    assert "(fictief, voor de demo)" in pages["brabants-bodem"].condition("verplichting").questions[0].text
