import pytest
from django.core.management import call_command

import accounts.demo
import typology.gearbox.demo
from tests.factories.areas import AreaFactory
from typology.gearbox.models import Collaboration
from typology.gearbox.pages import profile_page

OUTCOMES = {"landgoederen-brummen": ("2", "4"), "veluwezoom-ijssel": ("2", "R"), "waddeneilanden": ("3", "3")}


@pytest.mark.django_db
def test_demo_twice_gives_the_promised_gears_marked_as_made_up():
    call_command("load_packs")
    accounts.demo.load()
    for slug in OUTCOMES:
        AreaFactory(slug=slug)

    typology.gearbox.demo.load()
    typology.gearbox.demo.load()

    assert Collaboration.objects.count() == len(OUTCOMES)
    for assessment in Collaboration.objects.select_related("area", "version", "updated_by"):
        page = profile_page(assessment)
        assert (page.current.code, page.needed.code) == OUTCOMES[assessment.area.slug]
        assert page.is_fictional
        assert page.answered == page.total
