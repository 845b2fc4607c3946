"""One goal of an area that is arranged in every respect, so that a test takes away what it is about."""

from dataclasses import dataclass

import pytest

from governance.instruments.models import Choice, CostLine, CoverLine, Obligation
from pilots.goals.models import Goal, Measure
from tests.factories.goals import ON_MAP, EffectFactory, GoalFactory, MeasureFactory
from tests.factories.instruments import (
    ChoiceFactory,
    CostFactory,
    CoverFactory,
    FundsFactory,
    ObligationFactory,
)


@dataclass
class Arranged:
    """The rows behind one goal."""

    goal: Goal
    measure: Measure
    obligation: Obligation
    choice: Choice
    cost: CostLine
    cover: CoverLine


def arrange(area) -> Arranged:
    """Make a goal with place, obligation, measure, instrument, costs and cover."""
    goal = GoalFactory(area=area, **ON_MAP)
    measure = MeasureFactory(area=area, name="Sloten dempen", status="agreed")
    EffectFactory(goal=goal, measure=measure, low=7, high=8)
    return Arranged(
        goal=goal,
        measure=measure,
        obligation=ObligationFactory(goal=goal),
        choice=ChoiceFactory(measure=measure, escalates_to="gedoogplicht", decided_by="Gedeputeerde Staten"),
        cost=CostFactory(area=area, measure=measure, amount=900),
        cover=CoverFactory(area=area, amount=1000),
    )


@pytest.fixture
def arranged(area) -> Arranged:
    found = arrange(area)
    CostFactory(area=area, amount=100)
    return found


@pytest.fixture
def funds(db):
    return FundsFactory()
