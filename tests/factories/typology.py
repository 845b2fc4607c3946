from functools import cache

import factory
from django.conf import settings

from typology.gearbox.models import Assessment, TypologyVersion
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
    version = "0.1"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


class AssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessment

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    version = factory.SubFactory(TypologyVersionFactory)
