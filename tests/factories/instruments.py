from functools import cache

import factory
from django.conf import settings

from governance.instruments.models import Catalogue
from governance.instruments.tables import read


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
