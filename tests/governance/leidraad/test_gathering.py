from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.instruments.enums import Clarity, CoverStatus, Force
from governance.leidraad.enums import AnswerValue, Fact, GateStatus, Lack
from governance.leidraad.facts import Cover, Derived, Records, Subject, Year, derive
from governance.leidraad.gathering import derived_in, gate_of, records_of
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer
from pilots.areas.models import PilotArea
from pilots.goals.enums import Openness, PlaceKind, Position
from tests.factories.areas import AreaFactory
from tests.factories.goals import MeasureFactory, SignOverrideFactory, load_packs
from tests.factories.instruments import ChoiceFactory, CostFactory
from tests.factories.leidraad import guide, question
from tests.governance.instruments.conftest import Arranged, arrange

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def whole(area: PilotArea) -> Arranged:
    """Arrange one goal so that every rule holds for it, apart from the other tasks."""
    rows = arrange(area)
    CostFactory(area=area, amount=100)
    values = {
        rows.goal: {"source": "Aanwijzingsbesluit", "due_on": date(2033, 12, 31), "openness": "fixed"},
        rows.measure: {"position": "outside"},
        rows.choice: {"availability": "open", "escalate_when": "Op 1 juli 2027"},
        rows.cover: {"decided_on": date(2026, 3, 10)},
    }
    for row, changes in values.items():
        type(row).objects.filter(pk=row.pk).update(**changes)
    return rows


def read(area: PilotArea) -> Records:
    return records_of([area.pk], today=TODAY)[area.pk]


def test_records_of_reads_every_record_of_an_area(area):
    load_packs()
    rows = whole(area)
    MeasureFactory(area=area, name="Vervallen", status="dropped", kind="buffer")
    SignOverrideFactory(area=area, task="drinking-water", replaced="depends", sign="depends")

    found = read(area)

    (goal,), (measure,), (kind,) = found.goals, found.measures, found.kinds
    assert (goal.place, goal.openness, goal.obligation.clarity) == (PlaceKind.DRAWN, Openness.FIXED, Clarity.CLEAR)
    assert (goal.has_source, goal.has_quantity, goal.has_date, goal.measures) == (True, True, True, (rows.measure.pk,))
    assert (measure.position, measure.has_costs) == (Position.OUTSIDE, True)
    assert [(one.force, one.follows, one.has_moment, one.has_decider) for one in measure.instruments] == [
        (Force.VOLUNTARY, Force.COMPULSORY, True, True)
    ]
    assert (kind.key, len(kind.unclear)) == ("rewetting", 2)  # energy and liveability; the area itself said the third
    assert found.covers == (Cover(rows.cover.pk, "Gebiedsbudget", CoverStatus.SECURED, True, False),)
    assert found.years == (Year(2027, 100, 1000, 0),)
    open_facts = {fact for fact in Fact if derive(fact, found).value != AnswerValue.YES}
    assert open_facts == {Fact.OTHER_TASKS}

    ChoiceFactory(measure=rows.measure, instrument="weg-uit-de-catalogus", availability="closed")
    reasons = derive(Fact.INSTRUMENTS_FORCE, read(area)).reasons
    assert [(reason.name, reason.subject, reason.lacks) for reason in reasons] == [
        ("weg-uit-de-catalogus", Subject.INSTRUMENT, (Lack.FORCE,))
    ]


def test_records_of_many_areas_says_the_same_as_of_one_in_as_many_queries(area):
    load_packs()
    areas = [area, *AreaFactory.create_batch(2)]
    for each in areas:
        whole(each)
    empty = AreaFactory()

    read(area)  # reads the lists once per process
    with CaptureQueriesContext(connection) as one:
        alone = read(area)
    with CaptureQueriesContext(connection) as many:
        found = records_of([each.pk for each in (*areas, empty)], today=TODAY)

    assert len(one) == len(many) == 8
    assert found[area.pk] == alone
    assert [found[each.pk] == read(each) for each in areas[1:]] == [True, True]
    assert found[empty.pk] == Records()


def test_gate_of_takes_the_records_and_only_the_agreement_from_what_is_stored(area, coordinator):
    asked = Guide(guide(goals=[question("1.1") | {"fact": "goals-named"}, question("1.2")]))
    half = Derived(Fact.GOALS_NAMED, AnswerValue.PARTLY, Subject.GOAL, 1, 2)
    by_hand = [Answer(question="1.1", value="ja"), Answer(question="1.2", value="ja")]
    planned = [Answer(question="1.1", value="nee", owner=coordinator, due_on=TODAY), by_hand[1]]

    def gate(answers, value) -> GateStatus:
        return gate_of(asked, answers, {"1.1": replace(half, value=value)}).status

    assert gate(by_hand, AnswerValue.PARTLY) == gate(by_hand, None) == gate(by_hand, AnswerValue.NO) == "dicht"
    assert (gate(planned, AnswerValue.PARTLY), gate(by_hand, AnswerValue.YES)) == ("open-met-afspraken", "open")
    with CaptureQueriesContext(connection) as queries:
        assert derived_in(Guide(guide()), area.pk, today=TODAY) == {}
    assert not len(queries)
