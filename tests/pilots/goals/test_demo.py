import pytest

from accounts import demo as accounts
from pilots.areas import demo as areas
from pilots.areas.models import PilotArea
from pilots.goals import demo, pages
from pilots.goals.models import Goal, Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packs", "in_english")]


def test_load_twice_gives_four_areas_with_goals_and_every_state():
    accounts.load()
    areas.load()
    demo.load()
    demo.load()

    assert Goal.objects.values("area").distinct().count() == 4
    assert all(Goal.objects.values_list("is_fictional", flat=True))
    assert all(Measure.objects.values_list("is_fictional", flat=True))
    states = {row.state for area in PilotArea.objects.all() for row in pages.goals_page(area).goals}
    assert states == {"Not known", "Good work, not enough yet", "Probably enough", "Enough"}
    brummen = PilotArea.objects.get(slug="landgoederen-brummen")
    names = [row.name for row in pages.goals_page(brummen).goals]
    assert names[:2] == ["H6410 Molinia meadows", "H1166 Great crested newt"]
    assert pages.goals_page(brummen).share.percentage == 33
    assert pages.tracks_page(brummen).is_complete
    assert pages.radar_page(brummen).meetings
