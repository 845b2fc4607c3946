from functools import cache

import factory
from django.conf import settings

from governance.bodies.models import Body, BodyPack, DecisionTopic, Link, Member, TopicPart
from governance.bodies.tables import read


@cache
def pack():
    """The pack as it stands in content/bodies."""
    return read(settings.CONTENT_DIR / "bodies")


class BodyPackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BodyPack
        django_get_or_create = ("pack", "version")

    pack = "bodies"
    version = "0.1"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    pack = factory.SubFactory(BodyPackFactory)
    kind = "stuurgroep"
    name = factory.Sequence(lambda number: f"Stuurgroep {number}")
    rule = "consensus"


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Member

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda number: f"Lid {number} (fictief)")


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Link

    source = factory.SubFactory(BodyFactory)
    target = factory.SubFactory(BodyFactory, area=factory.SelfAttribute("..source.area"))
    kind = "reports"


class DecisionTopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DecisionTopic

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    pack = factory.SubFactory(BodyPackFactory)
    code = "doelen"


class TopicPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TopicPart

    topic = factory.SubFactory(DecisionTopicFactory)
    body = factory.SubFactory(BodyFactory, area=factory.SelfAttribute("..topic.area"))
    part = "decides"
