from datetime import date
from functools import cache

import factory
from django.conf import settings

from governance.instruments.models import Catalogue, Choice, CostLine, CoverLine, Obligation
from governance.instruments.tables import read, read_budget


@cache
def pack():
    """The pack as it stands in content/instruments."""
    return read(settings.CONTENT_DIR / "instruments")


class CatalogueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Catalogue
        django_get_or_create = ("pack", "version")

    pack = "instruments"
    version = "0.1"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


@cache
def budget_pack():
    """The pack as it stands in content/budget."""
    return read_budget(settings.CONTENT_DIR / "budget")


class FundsFactory(CatalogueFactory):
    pack = "budget"
    content = factory.LazyFunction(lambda: budget_pack().content)
    sha256 = factory.LazyFunction(lambda: budget_pack().sha256)


class ObligationFactory(factory.django.DjangoModelFactory):
    """Everything known, so that a test takes away what it is about."""

    class Meta:
        model = Obligation

    goal = factory.SubFactory("tests.factories.goals.GoalFactory")
    duty = "result"
    legal_basis = "Habitatrichtlijn, artikel 6, eerste lid"
    aim = "recovery"
    weighing = "yes"
    weighing_levels = factory.LazyFunction(lambda: ["measure"])
    accountable = "Provincie Gelderland"
    reviewed_by = "Jurist van de provincie"
    reviewed_on = date(2026, 10, 1)


class ChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Choice

    measure = factory.SubFactory("tests.factories.goals.MeasureFactory")
    catalogue = factory.SubFactory(CatalogueFactory)
    instrument = "kavelruil"


class CostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CostLine

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    process = factory.LazyAttribute(lambda line: "" if line.measure else "monitoring")
    measure = None
    first_year = 2027
    last_year = 2027
    amount = 1000


class CoverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CoverLine

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    catalogue = factory.SubFactory(FundsFactory)
    fund = "provincie"
    name = "Gebiedsbudget"
    status = "secured"
    first_year = 2027
    last_year = 2027
    amount = 1000
