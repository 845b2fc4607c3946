"""Where the start gates of areas stand: what makes a stored standing stale, and what it costs to judge it again."""

from datetime import date

from governance.leidraad import standings
from governance.leidraad.enums import AnswerValue, ConditionStatus, GateStatus, Rule
from governance.leidraad.models import Standing
from governance.leidraad.standings import standing_of, standings_of
from pilots.areas.models import AreaClock
from tests.factories.areas import AreaFactory
from tests.factories.leidraad import AnswerFactory, CheckFactory, DeviationFactory, GuideVersionFactory
from tests.factories.signing import sign_conditions

TODAY = date(2026, 11, 24)
CODES = ("1.1", "1.2", "2.1")


def answered(area, version, value=AnswerValue.YES):
    check = CheckFactory(area=area, version=version)
    for code in CODES:
        AnswerFactory(guide_check=check, question=code, value=value)
    sign_conditions(area)
    return check


def test_standing_says_how_far_each_condition_is_and_why(area):
    check = answered(area, GuideVersionFactory())
    check.answers.filter(question="1.2").update(value=AnswerValue.NO)
    check.answers.filter(question="2.1").update(archived_at="2026-11-02T12:00Z")

    standing = standing_of(area.pk, today=TODAY)

    assert (standing.gate, standing.is_open, standing.is_deviating) == (GateStatus.CLOSED, False, False)
    goal, advice = standing.conditions
    lapsed = ("", Rule.LAPSED, "")
    assert (goal.status, goal.reasons) == (ConditionStatus.OPEN, (("1.2", Rule.NO, AnswerValue.NO), lapsed))
    assert (advice.status, advice.reasons) == (ConditionStatus.UNANSWERED, (("2.1", Rule.UNANSWERED, ""), lapsed))
    assert (goal.signing, goal.signed, goal.asked, len(goal.sha256)) == ("vervallen", 0, 1, 64)
    DeviationFactory(area=area, starts_on=TODAY)
    assert standing_of(area.pk, today=TODAY).is_deviating


def test_standing_is_judged_again_only_when_it_is_stale(area, monkeypatch, django_assert_num_queries):
    check = answered(area, GuideVersionFactory())
    first = standing_of(area.pk, today=TODAY)

    with django_assert_num_queries(1):  # nothing changed: what is stored is what is said
        again = standing_of(area.pk, today=TODAY)
    assert (again.gate, again.conditions) == (first.gate, first.conditions)
    Standing.objects.update(gate=GateStatus.CONDITIONAL)
    assert standing_of(area.pk, today=TODAY).gate == GateStatus.CONDITIONAL, "fresh: nobody judges"
    assert standing_of(area.pk, today=date(2026, 11, 25)).gate == GateStatus.OPEN, "the day passed"
    Standing.objects.update(gate=GateStatus.CONDITIONAL)
    monkeypatch.setattr(standings, "EDITION", "another")
    assert standing_of(area.pk, today=date(2026, 11, 25)).gate == GateStatus.OPEN, "other code"
    check.answers.filter(question="1.1").update(value=AnswerValue.NO)
    assert standing_of(area.pk, today=date(2026, 11, 25)).gate == GateStatus.CLOSED, "a fact changed"
    assert Standing.objects.get().ticks == AreaClock.objects.get(area=area).ticks


def test_standings_of_many_areas_take_as_many_queries_as_those_of_one(db, django_assert_num_queries):
    version = GuideVersionFactory()
    areas = [answered(AreaFactory(), version).area_id for _ in range(3)]
    unstarted = AreaFactory().pk
    standings_of(areas, today=TODAY)  # reads the guide once per process

    with django_assert_num_queries(6):
        found = standings_of([*areas, unstarted], today=date(2026, 11, 25))
    with django_assert_num_queries(6):
        standings_of(areas[:1], today=date(2026, 11, 26))

    assert {area: standing.gate for area, standing in found.items()} == dict.fromkeys(areas, GateStatus.OPEN)
