"""The clock of an area: what moves it, by how much, and that nothing is in its way."""

import pytest
from django.apps import apps
from django.db import connection

from governance.instruments.models import Obligation
from pilots.areas.models import AreaClock, PilotArea
from pilots.goals.models import Effect, Goal, Measure
from tests.factories.areas import AreaFactory
from tests.factories.goals import GoalFactory, MeasureFactory
from tests.factories.leidraad import AnswerFactory, CheckFactory, EvidenceFactory

TICKING = {
    "goals.goal", "goals.pressure", "goals.tracknote", "goals.measure", "goals.effect", "goals.signoverride",
    "instruments.obligation", "instruments.choice", "instruments.costline", "instruments.coverline",
    "leidraad.check", "leidraad.answer", "leidraad.evidence",
}  # fmt: skip


@pytest.fixture
def moved(area):
    """Return a function that says how often the clocks of these areas ticked since it was asked last."""
    seen: dict[int, int] = {}

    def ask(*areas: PilotArea) -> list[int]:
        now = dict(AreaClock.objects.values_list("area", "ticks"))
        steps = [now[each.pk] - seen.get(each.pk, 0) for each in areas]
        seen.update(now)
        return steps

    return ask


def test_every_table_with_facts_of_the_gate_ticks():
    found = {
        model._meta.label_lower
        for model in apps.get_models()
        if any(trigger.name.startswith("tick_") for trigger in getattr(model._meta, "triggers", ()))
    }

    assert TICKING - found == set()


def test_clock_ticks_once_per_statement_for_every_area_it_touches(area, moved):
    other = AreaFactory()
    goals = [GoalFactory(area=area), GoalFactory(area=other)]
    moved(area, other)

    made = Goal.objects.bulk_create([Goal(area=each, reference=goals[0].reference, subject="H1", direction="behoud")
                                     for each in (area, area, other)])  # fmt: skip
    assert moved(area, other) == [1, 1]
    Goal.objects.filter(area=area).update(note="Gewijzigd")
    assert moved(area, other) == [1, 0]
    Goal.objects.filter(pk=made[0].pk).update(area=other)
    assert moved(area, other) == [1, 1], "the area it leaves, and the one it joins"
    Goal.objects.filter(pk=0).update(note="Niemand")
    assert moved(area, other) == [0, 0]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM goals_goal WHERE id = %s", [made[1].pk])
    assert moved(area, other) == [1, 0]


def test_clock_ticks_for_rows_that_belong_to_the_area_over_others(area, moved):
    measure, goal = MeasureFactory(area=area), GoalFactory(area=area)
    check = CheckFactory(area=area)
    answer = AnswerFactory(guide_check=check)
    moved(area)

    effect = Effect.objects.create(measure=measure, goal=goal)
    assert moved(area) == [1]
    Obligation.objects.create(goal=goal)
    assert moved(area) == [1]
    evidence = EvidenceFactory(answer=answer)
    assert moved(area) == [1]
    evidence.delete()
    assert moved(area) == [1]
    effect.delete()
    assert moved(area) == [1]


def test_area_can_be_removed_with_everything_that_ticks(area):
    goal, measure = GoalFactory(area=area), MeasureFactory(area=area)
    Effect.objects.create(measure=measure, goal=goal)
    check = CheckFactory(area=area)
    EvidenceFactory(answer=AnswerFactory(guide_check=check))

    area.delete()

    assert not AreaClock.objects.exists()
    assert not Measure.objects.exists()
