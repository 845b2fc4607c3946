from decimal import Decimal

import factory

from accounts.enums import Province
from pilots.areas.enums import MemberRole
from pilots.areas.models import AreaClock, AreaMember, AreaNumber, Natura2000Site, PilotArea, SiteLink

SQUARE = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.12, 52.1], [6.12, 52.12], [6.1, 52.12], [6.1, 52.1]]]}


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Natura2000Site

    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Site {n}")
    slug = factory.Sequence(lambda n: f"site-{n}")
    protection = "HR"
    area_ha = Decimal("304.50")
    boundary = SQUARE
    outline = SQUARE
    bbox = [6.1, 52.1, 6.12, 52.12]


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PilotArea

    name = factory.Sequence(lambda n: f"Area {n}")
    slug = factory.Sequence(lambda n: f"area-{n}")
    provinces = [Province.GELDERLAND]


class AreaClockFactory(factory.django.DjangoModelFactory):
    """The clock that every area has from its start."""

    class Meta:
        model = AreaClock
        django_get_or_create = ("area",)

    area = factory.SubFactory(AreaFactory)


class SiteLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteLink

    area = factory.SubFactory(AreaFactory)
    site = factory.SubFactory(SiteFactory)


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AreaMember

    area = factory.SubFactory(AreaFactory)
    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    role = MemberRole.PARTNER


class NumberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AreaNumber

    area = factory.SubFactory(AreaFactory)
    subject = "Oppervlakte"
    value = Decimal("112")
    unit = "ha"
    source = "Pilotpagina"
