from datetime import date

from accounts import demo as people
from governance.instruments import demo as instruments
from governance.leidraad import demo
from governance.leidraad.enums import GateStatus
from governance.leidraad.models import Answer, Check
from governance.leidraad.pages import check_page
from governance.signing import demo as signing
from governance.signing.models import Signature
from pilots.areas import demo as area_demo
from pilots.areas.models import PilotArea
from pilots.goals import demo as goals
from tests.factories.goals import load_packs
from tests.factories.instruments import CatalogueFactory, FundsFactory

SLUGS = ["landgoederen-brummen", "veluwezoom-ijssel", "waddeneilanden", "geuldal-en-heuvelland", "brabants-bodem"]
TODAY = date(2026, 11, 24)  # a year later nobody checked the instruments of the demo any more


def test_load_fills_every_demo_area_once_and_opens_one_gate(db):
    people.load()
    load_packs()
    CatalogueFactory()
    FundsFactory()
    for room in (area_demo, goals, instruments, demo, signing):
        room.load()
    demo.change_after_signing()
    answers, signatures = Answer.objects.count(), Signature.objects.count()
    for room in (demo, signing):
        room.load()
    demo.change_after_signing()
    assert (Check.objects.count(), Answer.objects.count(), Signature.objects.count()) == (5, answers, signatures)

    pages = {area.slug: check_page(area, today=TODAY) for area in PilotArea.objects.filter(slug__in=SLUGS)}
    assert {slug: page.gate.status for slug, page in pages.items()} == {
        slug: GateStatus.OPEN if slug == "brabants-bodem" else GateStatus.CLOSED for slug in SLUGS
    }
    brummen, brabant = pages["landgoederen-brummen"], pages["brabants-bodem"]
    assert all(question.derived for question in brabant.condition("doel").questions)
    assert {question.value for question in brabant.condition("doel").questions} == {"ja"}
    assert [question.value for question in brummen.condition("doel").questions] == ["ja", *["deels"] * 4]
    assert {row.code: row.signing.state for row in brummen.conditions if row.signing.signers} == {
        "doel": "wacht",
        "verplichting": "vervallen",
        "instrumentarium": "geweigerd",
    }
    assert (brummen.answered, brummen.total) == (31, 36)
    assert {item.kind for row in brummen.conditions for q in row.questions for item in q.evidence} == {
        "bestand",
        "link",
    }
    assert "(fictief, voor de demo)" in brabant.condition("verplichting").questions[0].text
