from functools import cache

import factory
from django.conf import settings

from pilots.codebook.models import Codebook
from pilots.codebook.tables import read


@cache
def pack():
    """The pack as it stands in content/themes."""
    return read(settings.CONTENT_DIR / "themes")


class CodebookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Codebook
        django_get_or_create = ("pack", "version")

    pack = "themes"
    version = "0.1"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)
