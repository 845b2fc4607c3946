import pytest
from django.core.management import call_command

import accounts.demo
import pilots.stakeholders.demo
import typology.gearbox.demo
from tests.factories.areas import AreaFactory
from typology.gearbox.models import Collaboration, PartnerView, Snapshot
from typology.gearbox.pages import board_page, comparison_page, find_collaboration, profile_page

OUTCOMES = {
    "landgoederen-brummen": ("2", "4"),
    "veluwezoom-ijssel": ("2", "R"),
    "brabants-bodem": ("4", "4"),
    "waddeneilanden": ("3", "3"),
}


@pytest.mark.django_db
def test_demo_twice_gives_the_promised_gears_and_boards_marked_as_made_up():
    call_command("load_packs")
    accounts.demo.load()
    areas = [AreaFactory(slug=slug) for slug in OUTCOMES]
    pilots.stakeholders.demo.load()

    typology.gearbox.demo.load()
    typology.gearbox.demo.load()

    assert Collaboration.objects.count() == len(OUTCOMES) + 1, "one has ended"
    for area in areas:
        found = find_collaboration(area)
        page, board = profile_page(found), board_page(found)
        assert (page.current.code, page.needed.code) == OUTCOMES[area.slug]
        assert page.is_fictional
        assert page.answered == page.total
        assert board.is_told
        assert 4 <= board.views <= 7
        assert board.apart, "believable partners do not agree on everything"
        assert board.has_interests
    comparison = comparison_page(*Snapshot.objects.select_related("collaboration__version", "made_by"))
    assert comparison.before.current < comparison.after.current
    assert not PartnerView.objects.exclude(draft={}).exists()
