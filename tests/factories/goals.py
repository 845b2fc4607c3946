from datetime import date
from decimal import Decimal
from functools import cache

import factory
from django.conf import settings

from pilots.goals import tables
from pilots.goals.models import (
    Effect,
    Goal,
    Initiative,
    Measure,
    Pressure,
    ReferenceVersion,
    Score,
    SignOverride,
    TrackNote,
)

SMALL = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.11, 52.1], [6.11, 52.11], [6.1, 52.11], [6.1, 52.1]]]}
SMALL_HA = Decimal("76.15")
ON_MAP = {
    "place_kind": "drawn",
    "place": SMALL,
    "outline": SMALL,
    "bbox": [6.1, 52.1, 6.11, 52.11],
    "area_ha": SMALL_HA,
}


@cache
def pack(name):
    """One of the packs of this room as it stands in content/."""
    folder = settings.CONTENT_DIR / name
    if name == tables.TASKS:
        codes = frozenset(entry["code"] for entry in pack(tables.MEASURES).content["measures"])
        return tables.read_tasks(folder, measures=codes)
    readers = {
        tables.HABITATS: tables.read_habitats,
        tables.MEASURES: tables.read_measures,
        tables.PRESSURES: tables.read_pressures,
    }
    return readers[name](folder)


class ReferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReferenceVersion
        django_get_or_create = ("pack", "version")

    pack = tables.HABITATS
    version = "0.1"
    status = "concept"
    content = factory.LazyAttribute(lambda version: pack(version.pack).content)
    sha256 = factory.LazyAttribute(lambda version: pack(version.pack).sha256)


def load_packs():
    """Have all four packs, as after `load_packs`."""
    return [ReferenceFactory(pack=name) for name in (tables.HABITATS, tables.MEASURES, tables.TASKS, tables.PRESSURES)]


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    reference = factory.SubFactory(ReferenceFactory, pack=tables.HABITATS)
    subject = "H6410"
    direction = "expand"
    gap_low = Decimal(4)
    gap_high = Decimal(6)
    unit = "ha"


class MeasureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measure

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    reference = factory.SubFactory(ReferenceFactory, pack=tables.MEASURES)
    kind = "rewetting"
    name = factory.Sequence(lambda n: f"Maatregel {n}")


class EffectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Effect

    measure = factory.SubFactory(MeasureFactory)
    goal = factory.SubFactory(GoalFactory, area=factory.SelfAttribute("..measure.area"))
    low = Decimal(1)
    high = Decimal(2)
    unit = "ha"


class PressureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pressure

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    reference = factory.SubFactory(ReferenceFactory, pack=tables.PRESSURES)
    kind = "desiccation"
    track = "local"
    note = "De sloten liggen te diep."


class TrackNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TrackNote

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    track = "source"
    text = "De provincie regelt dit."


class ScoreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Score

    measure = factory.SubFactory(MeasureFactory)
    group = "farm"
    feasibility = 2
    scored_on = date(2026, 11, 1)


class SignOverrideFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignOverride

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    reference = factory.SubFactory(ReferenceFactory, pack=tables.TASKS)
    measure = "rewetting"
    task = "food"
    replaced = "minus"
    sign = "depends"
    reason = "Natte teelt kan hier."


class InitiativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Initiative

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    name = factory.Sequence(lambda n: f"Initiatief {n}")
    level = "local"
