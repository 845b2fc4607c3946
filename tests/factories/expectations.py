from datetime import date

import factory

from governance.expectations.models import Expectation, Progress


class ExpectationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Expectation

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    title = factory.Sequence(lambda number: f"Besluit {number}")
    planned_on = date(2027, 6, 30)
    first_planned_on = factory.SelfAttribute("planned_on")


class ProgressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Progress

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    started_on = date(2026, 1, 1)
