"""Governance models of the demo areas: `content/demo/bodies.yaml`, all of it made up."""

from datetime import timedelta
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from governance.bodies import actions
from governance.bodies.enums import LinkKind, Part
from governance.bodies.models import Body, BodyPack, DecisionTopic, Link, Member, TopicPart, newest_pack
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner

LINKS = {"reports": LinkKind.REPORTS, "advises_to": LinkKind.ADVISES, "commissions": LinkKind.COMMISSIONS}
PARTS = {"decides": Part.DECIDES, "advises": Part.ADVISES, "informed": Part.INFORMED}
FIELDS = ("kind", "name", "purpose", "rule", "every", "unit")


def load() -> None:
    """Load what the areas lack; an area that has bodies already is left alone."""
    pack = newest_pack()
    if pack is None:
        raise RuntimeError("Load the content packs first: the demo chooses kinds of bodies from them.")
    text = (settings.CONTENT_DIR / "demo" / "bodies.yaml").read_text(encoding="utf-8")
    for slug, entry in yaml.safe_load(text).items():
        area = PilotArea.objects.get(slug=slug)
        if not Body.objects.filter(area=area).exists():
            _load_area(area, pack, entry["bodies"])


def _load_area(area: PilotArea, pack: BodyPack, entries: list[dict[str, Any]]) -> None:
    topics = actions.ensure_topics(area=area, pack=pack)
    bodies = {entry["key"]: _body(area, pack, entry) for entry in entries}
    for entry in entries:
        body = bodies[entry["key"]]
        for key, kind in LINKS.items():
            for other in entry.get(key, ()):
                Link.objects.create(source=body, target=bodies[other], kind=kind)
        _parts(body, entry, topics)
        for member in entry.get("members", ()):
            _member(area, body, member)


def _body(area: PilotArea, pack: BodyPack, entry: dict[str, Any]) -> Body:
    values = {field: entry[field] for field in FIELDS}
    next_on = timezone.localdate() + timedelta(days=entry["next"]) if "next" in entry else None
    return Body.objects.create(area=area, pack=pack, is_fictional=True, next_on=next_on, **values)


def _parts(body: Body, entry: dict[str, Any], topics: dict[str, DecisionTopic]) -> None:
    for key, part in PARTS.items():
        for code in entry.get(key, ()):
            TopicPart.objects.create(topic=topics[code], body=body, part=part)


def _member(area: PilotArea, body: Body, entry: dict[str, Any]) -> None:
    named = entry.get("party")
    partner = Partner.objects.get(area=area, organisation__name=named) if named else None
    account = entry.get("account")
    Member.objects.create(
        body=body,
        partner=partner,
        user=User.objects.get(email=f"{account}@gebiedswijzer.example") if account else None,
        name=entry.get("name", ""),
        function=entry.get("function", ""),
        role=entry.get("role", "member"),
        mandate=entry.get("mandate", ""),
        can_decide=entry.get("decides", False),
    )
