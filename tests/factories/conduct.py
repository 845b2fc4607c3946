from datetime import date
from functools import cache

import factory
from django.conf import settings

from governance.conduct.models import ConductPack, ConductVersion, Rule
from governance.conduct.tables import read
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory


@cache
def pack():
    """The pack as it stands in content/conduct."""
    return read(settings.CONTENT_DIR / "conduct")


class ConductPackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConductPack
        django_get_or_create = ("pack", "version")

    pack = "conduct"
    version = "0.1"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


class RuleFactory(factory.django.DjangoModelFactory):
    """An own rule on the working list."""

    class Meta:
        model = Rule

    area = factory.SubFactory(AreaFactory)
    place = factory.Sequence(lambda number: number + 1)
    title = factory.Sequence(lambda number: f"Regel {number}")
    theme = "listening"
    text = factory.Sequence(lambda number: f"Wij houden ons aan regel {number}.")
    added_by = factory.SubFactory(UserFactory)


class ConductVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConductVersion

    area = factory.SubFactory(AreaFactory)
    number = factory.Sequence(lambda number: number + 1)
    rules = factory.LazyFunction(lambda: [frozen_rule()])
    breach = "Eerst elkaar aanspreken."
    review_on = date(2099, 1, 1)
    made_by = factory.SubFactory(UserFactory)


def frozen_rule(key="hear-out", **more):
    """A rule as a version keeps it."""
    words = {"title": "Laat elkaar uitpraten", "theme": "listening", "theme_name": "Luisteren en respect"}
    return {"key": key, "text": "Wij laten elkaar uitpraten.", "origin": "pack", "source": "Bron", **words, **more}
