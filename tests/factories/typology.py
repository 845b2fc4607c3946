from datetime import timedelta
from functools import cache

import factory
from django.conf import settings
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.stakeholders import PartnerFactory, PersonFactory
from typology.gearbox.models import (
    Arrangement,
    Collaboration,
    PartnerView,
    Snapshot,
    TypologyVersion,
    ViewInterest,
    ViewLink,
)
from typology.gearbox.tables import read


@cache
def pack():
    """The pack as it stands in content/typology."""
    return read(settings.CONTENT_DIR / "typology")


class TypologyVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TypologyVersion
        django_get_or_create = ("pack", "version")

    pack = "typology"
    version = factory.LazyFunction(lambda: pack().version)
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


class CollaborationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Collaboration

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    name = factory.Sequence(lambda n: f"Collaboration {n}")
    version = factory.SubFactory(TypologyVersionFactory)


class PartnerViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PartnerView

    collaboration = factory.SubFactory(CollaborationFactory)
    partner = factory.SubFactory(PartnerFactory, area=factory.SelfAttribute("..collaboration.area"))
    person = factory.SubFactory(PersonFactory, organisation=factory.SelfAttribute("..partner.organisation"))
    invited_by = factory.SubFactory(UserFactory)


class ViewLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ViewLink

    view = factory.SubFactory(PartnerViewFactory)
    secret_hash = factory.Sequence(lambda n: f"{n:064x}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class ViewInterestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ViewInterest

    view = factory.SubFactory(PartnerViewFactory)
    text = factory.Sequence(lambda n: f"Interest {n}")


class SnapshotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Snapshot

    collaboration = factory.SubFactory(CollaborationFactory)
    title = factory.Sequence(lambda n: f"Snapshot {n}")
    content = factory.LazyFunction(dict)
    made_by = factory.SubFactory(UserFactory)


class ArrangementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Arrangement

    collaboration = factory.SubFactory(CollaborationFactory)
    what = factory.Sequence(lambda n: f"Arrange {n}")
