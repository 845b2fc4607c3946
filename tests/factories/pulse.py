from datetime import UTC, date, datetime
from functools import cache

import factory
from django.conf import settings

from governance.pulse.models import Code, PulsePack, Round, SpentTicket, Tally
from governance.pulse.tables import read


@cache
def pack():
    """The pack as it stands in content/pulse."""
    return read(settings.CONTENT_DIR / "pulse")


class PulsePackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PulsePack
        django_get_or_create = ("pack", "version")

    pack = "pulse"
    version = "0.1"
    status = "concept"
    content = factory.LazyFunction(lambda: pack().content)
    sha256 = factory.LazyFunction(lambda: pack().sha256)


class RoundFactory(factory.django.DjangoModelFactory):
    """An open round; the trait `closed` gives one that ended."""

    class Meta:
        model = Round

    class Params:
        closed = factory.Trait(closes_on=date(2026, 3, 31), closed_at=datetime(2026, 4, 1, tzinfo=UTC))

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    pack = factory.SubFactory(PulsePackFactory)
    opens_on = date(2026, 3, 1)
    closes_on = date(2099, 12, 31)


class TallyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tally

    round = factory.SubFactory(RoundFactory)


class CodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Code

    code_hash = factory.Sequence(lambda number: f"{number:064x}")
    round = factory.SubFactory(RoundFactory)


class SpentTicketFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SpentTicket

    ticket_hash = factory.Sequence(lambda number: f"{number:064x}")
    round = factory.SubFactory(RoundFactory)
