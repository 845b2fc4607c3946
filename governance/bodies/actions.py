"""Everything that changes several rows of a governance model."""

from collections.abc import Mapping
from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.locks import take_turns
from core.packs import label
from governance.bodies.chains import above, makes_circle
from governance.bodies.enums import LinkKind, Part
from governance.bodies.models import Body, BodyPack, DecisionTopic, Link, TopicPart
from governance.bodies.tables import StartSet, Tables
from pilots.areas.models import PilotArea


class CircleError(Exception):
    """The relation would let a body report to itself in the end. The message names the circle."""


@transaction.atomic
def start_model(*, area: PilotArea, pack: BodyPack, code: str, by: User, is_fictional: bool = False) -> list[Body]:
    """Make the bodies of a start set with their relations and topics; nothing when the area has bodies already.

    Raises KeyError when the pack has no such set.
    """
    _lock(area)
    tables = pack.tables
    start = tables.start(code)
    if start is None:
        raise KeyError(code)
    if Body.objects.filter(area=area).exists():
        return []
    with pghistory.context(user=by.pk):
        bodies = _make_bodies(area, pack, tables, start, is_fictional=is_fictional)
        Link.objects.bulk_create(
            Link(source=bodies[part.code], target=bodies[other], kind=kind)
            for part in start.parts
            for kind, others in part.links.items()
            for other in others
        )
        topics = ensure_topics(area=area, pack=pack)
        TopicPart.objects.bulk_create(
            TopicPart(topic=topics[topic], body=bodies[part.code], part=role)
            for part in start.parts
            for role, named in part.topics.items()
            for topic in named
            if topic in topics
        )
    return list(bodies.values())


def _make_bodies(
    area: PilotArea, pack: BodyPack, tables: Tables, start: StartSet, *, is_fictional: bool
) -> dict[str, Body]:
    return {
        part.code: Body.objects.create(
            area=area,
            pack=pack,
            kind=part.kind,
            name=tables.kinds[part.kind].label,
            purpose=label(tables.kinds[part.kind].decides),
            rule=part.rule,
            every=part.every,
            unit=part.unit,
            is_fictional=is_fictional,
        )
        for part in start.parts
    }


def ensure_topics(*, area: PilotArea, pack: BodyPack) -> dict[str, DecisionTopic]:
    """Return the topics of an area by code, after adding those of the pack when it has no topic at all."""
    if not DecisionTopic.objects.filter(area=area).exists():
        DecisionTopic.objects.bulk_create(DecisionTopic(area=area, pack=pack, code=code) for code in pack.tables.topics)
    return {topic.code: topic for topic in DecisionTopic.objects.filter(area=area).exclude(code="")}


@transaction.atomic
def add_body(*, body: Body, by: User) -> Body:
    """Store a new body; the first one of an area brings the topics of the pack."""
    _lock(body.area)
    with pghistory.context(user=by.pk):
        ensure_topics(area=body.area, pack=body.pack)
        body.save(force_insert=True)
    return body


@transaction.atomic
def relate(*, source: Body, target: Body, kind: LinkKind, by: User) -> Link:
    """Say what one body is to another; saying it twice changes nothing. Raises CircleError."""
    _lock(source.area)
    if kind == LinkKind.REPORTS:
        _refuse_circle(source, target)
    with pghistory.context(user=by.pk):
        return Link.objects.get_or_create(source=source, target=target, kind=kind)[0]


def _refuse_circle(source: Body, target: Body) -> None:
    found = Link.objects.filter(source__area=source.area, kind=LinkKind.REPORTS)
    lines = list(found.values_list("source_id", "target_id"))
    if not makes_circle(lines, source.pk, target.pk):
        return
    over = above(lines)
    between = {key for key in over.get(target.pk, ()) if source.pk in over.get(key, ())}
    names = dict(Body.objects.filter(pk__in=between).values_list("pk", "name"))
    chain = " → ".join([source.name, target.name, *names.values(), source.name])
    raise CircleError(_("That makes a circle: %(chain)s. Nobody would have the last word.") % {"chain": chain})


@transaction.atomic
def share_out(*, topic: DecisionTopic, parts: Mapping[Body, Part | None], by: User) -> None:
    """Say of each of these bodies what it does about a topic; None takes its part away. Others keep theirs."""
    _lock(topic.area)
    with pghistory.context(user=by.pk):
        topic.save()
        for body, part in parts.items():
            rows = TopicPart.objects.filter(topic=topic, body=body)
            if part is None:
                rows.delete()
            elif not rows.filter(part=part).exists():
                TopicPart.objects.update_or_create(topic=topic, body=body, defaults={"part": part})


def _lock(area: PilotArea) -> None:
    take_turns(f"bodies of area {area.pk}")


def remove(*, row: Any, by: User) -> None:
    """Remove a body, member, relation or topic; the history keeps it."""
    with pghistory.context(user=by.pk):
        row.delete()
