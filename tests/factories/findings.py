import factory

from pilots.findings.enums import FindingKind, RecommendationKind
from pilots.findings.models import Evidence, Finding, FindingArea, Recommendation
from tests.factories.areas import AreaFactory
from tests.factories.interviews import quote


class FindingFactory(factory.django.DjangoModelFactory):
    """A published finding about the areas in `areas`; without any, about a new one. `concept=True` makes a concept."""

    class Meta:
        model = Finding
        skip_postgeneration_save = True

    kind = FindingKind.BOTTLENECK
    statement = factory.Sequence(lambda n: f"Finding {n}")
    status = "gepubliceerd"
    created_by = factory.SubFactory("tests.factories.accounts.UserFactory", officer=True)

    class Params:
        concept = factory.Trait(status="concept")

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        for area in [AreaFactory()] if extracted is None else extracted:
            FindingAreaFactory(finding=self, area=area)


class FindingAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FindingArea

    finding = factory.SubFactory(FindingFactory)
    area = factory.SubFactory("tests.factories.areas.AreaFactory")


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A released quote of somebody who agreed to everything; `answer=…, excerpt=None` for an answer."""

    class Meta:
        model = Evidence

    finding = factory.SubFactory(FindingFactory)
    excerpt = factory.LazyFunction(quote)


class RecommendationFactory(factory.django.DjangoModelFactory):
    """A proposal to a condition; `signal=True` makes a policy signal."""

    class Meta:
        model = Recommendation

    finding = factory.SubFactory(FindingFactory)
    kind = RecommendationKind.CONDITION
    text = factory.Sequence(lambda n: f"Recommendation {n}")
    condition = "doel"

    class Params:
        signal = factory.Trait(kind=RecommendationKind.SIGNAL, condition="", addressee="Ministerie van LVVN")
