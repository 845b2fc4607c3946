from datetime import date

import pytest
from django.utils.translation import override

from pilots.areas.enums import Visibility
from reports.collect import leidraad_report
from tests.factories.areas import AreaFactory
from tests.factories.stakeholders import PartnerFactory
from tests.factories.typology import ArrangementFactory, CollaborationFactory
from tests.typology.gearbox.test_gears import DIALS, TASK_FOR, answers_at

pytestmark = pytest.mark.django_db


def test_collaboration_on_paper_tells_reasons_and_who_arranges_what_without_naming_parties(area, officer):
    answers = answers_at(dict.fromkeys(DIALS, 2)) | TASK_FOR["4"]
    found = CollaborationFactory(area=area, answers=answers)
    party = PartnerFactory(area=area, organisation__name="Farm Secret")
    ArrangementFactory(collaboration=found, code="4-partners", partner=party, status="doing")
    ArrangementFactory(collaboration=found, code="4-subject", owner=officer, due_on=date(2026, 12, 1))
    for visibility in (Visibility.PUBLIC, Visibility.INTERNAL):
        alike = AreaFactory(name=f"Alike {visibility}", visibility=visibility, phase=area.phase, landscape="sand")
        CollaborationFactory(area=alike, version=found.version, answers=answers)

    with override("en"):
        told = leidraad_report(area).collaboration

    lines = {line.what: line for line in told.to_arrange}
    assert {(line.who, line.due_on) for line in lines.values()} >= {
        ("a party of the area", None),
        (officer.name, date(2026, 12, 1)),
    }
    assert {line.state.label for line in lines.values()} == {"Open", "In progress"}
    assert "Farm Secret" not in repr(told)
    assert all("That follows from" in reason for reason in told.reasons)
    assert told.form
    assert len(told.lenses) == 5
    assert len(told.principles) == 8
    assert [name for name, _reasons in told.alike] == ["Alike openbaar"], "a paper names public areas only"
