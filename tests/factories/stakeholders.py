from functools import cache

import factory
from django.conf import settings
from django.utils import timezone

from pilots.stakeholders.enums import ContactKind, InterestVisibility, OrganisationKind
from pilots.stakeholders.models import (
    ContactMoment,
    Interest,
    Merge,
    Organisation,
    ParticipationVersion,
    Partner,
    Person,
    Promise,
)
from pilots.stakeholders.tables import read


@cache
def pack():
    """The pack as it stands in content/participation."""
    return read(settings.CONTENT_DIR / "participation")


class ParticipationVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ParticipationVersion
        django_get_or_create = ("pack", "version")

    pack = "participation"
    version = "0.1"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = OrganisationKind.FARM


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Contact {n}")
    email = factory.Sequence(lambda n: f"contact{n}@example.nl")


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    organisation = factory.SubFactory(OrganisationFactory)

    class Params:
        levelled = factory.Trait(level="advises", level_version=factory.SubFactory(ParticipationVersionFactory))


class InterestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interest

    partner = factory.SubFactory(PartnerFactory)
    text = factory.Sequence(lambda n: f"Interest {n}")
    visibility = InterestVisibility.PRIVATE


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactMoment

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    organisation = factory.SubFactory(OrganisationFactory)
    kind = ContactKind.INTERVIEW
    on = factory.LazyFunction(timezone.localdate)
    is_request = True


class PromiseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Promise

    partner = factory.SubFactory(PartnerFactory)
    text = factory.Sequence(lambda n: f"Promise {n}")


class MergeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Merge

    kept_organisation = factory.SubFactory(OrganisationFactory)
    label = "Duplicate"
    made_at = factory.LazyFunction(timezone.now)
