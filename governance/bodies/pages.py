"""What the page and the PDF chapter about the governance model of an area show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import markdown
from core.charts import Figure
from core.packs import label
from governance.bodies import texts
from governance.bodies.diagram import Arrow, Node, lay_out
from governance.bodies.drawing import draw
from governance.bodies.enums import LinkKind, MemberRole, Part
from governance.bodies.holes import Group, Subject, find_holes
from governance.bodies.models import Body, BodyPack, DecisionTopic, Link, Member, TopicPart, newest_pack
from governance.bodies.tables import StartSet, Tables
from pilots.areas.models import PilotArea
from pilots.stakeholders.enums import PERSONAL_KINDS
from pilots.stakeholders.models import Partner
from typology.gearbox.gears import needed_gear
from typology.gearbox.models import Collaboration
from typology.gearbox.structure import advise

DIAGRAM: Final = "overlegstructuur"  # its id on the page


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of a body. name: "" when the reader may not see names; party: "" for somebody without one.

    is_current: takes part today. days: since when and until when, "" when neither is known.
    """

    pk: int
    name: str
    function: str
    party: str
    role: str
    mandate: str
    can_decide: bool
    is_current: bool
    since_on: date | None
    until_on: date | None

    @property
    def shown(self) -> str:
        """Who it is, as far as the reader may know."""
        return self.name or self.function or self.party

    @property
    def beside(self) -> str:
        """What stands after who it is."""
        return ", ".join(part for part in (self.function, self.party) if part and part != self.shown)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a body to another, in a sentence."""

    pk: int
    text: str


@dataclass(frozen=True, slots=True)
class BodyCard:
    """One body. rule: how it decides, "" when not agreed; kind: "" for one of their own; usual: what the pack says.

    decides, advises, informed: names of topics. relations: from this body to others.
    """

    pk: int
    name: str
    kind: str
    purpose: SafeString
    rule: str
    rhythm: str
    next_on: date | None
    ended_on: date | None
    is_fictional: bool
    usual_members: str
    chair: str
    members: tuple[MemberRow, ...]
    relations: tuple[Relation, ...]
    decides: tuple[str, ...]
    advises: tuple[str, ...]
    informed: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"overleg-{self.pk}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one body does about one topic. part: a code of `Part`, "" for nothing."""

    body: str
    part: str
    label: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic with a cell for every current body, in the order of the bodies."""

    pk: int
    name: str
    question: str
    is_own: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StartOffer:
    """One start set. bodies: their names; is_fitting: it fits the form or gear of the collaboration in this area."""

    code: str
    name: str
    fits: str
    bodies: tuple[str, ...]
    is_fitting: bool


@dataclass(frozen=True, slots=True)
class ModelPage:
    """The governance model of an area as it is today. diagram: None without bodies; holes: what to mend, in sentences.

    starts: what to begin with, only while there is no body at all. disclaimer: what to know about the pack.
    """

    area: str
    bodies: tuple[BodyCard, ...]
    ended: tuple[BodyCard, ...]
    topics: tuple[TopicRow, ...]
    holes: tuple[str, ...]
    diagram: Figure | None
    starts: tuple[StartOffer, ...]
    disclaimer: str

    @property
    def is_empty(self) -> bool:
        return not (self.bodies or self.ended)


@dataclass(frozen=True, slots=True)
class _Rows:
    """All rows behind one page. bodies: also those that ended; members, links, parts: of all of these."""

    bodies: list[Body]
    members: list[Member]
    links: list[Link]
    topics: list[DecisionTopic]
    parts: list[TopicPart]
    today: date

    @property
    def current(self) -> list[Body]:
        return [body for body in self.bodies if not body.ended_on or body.ended_on >= self.today]

    def is_seated(self, member: Member) -> bool:
        """Say whether somebody is a member today."""
        begun = member.since_on is None or member.since_on <= self.today
        return begun and (member.until_on is None or member.until_on >= self.today)


def model_page(area: PilotArea, *, with_people: bool = False) -> ModelPage:
    """Build the page. Runs at most nine queries.

    with_people: name persons, and parties behind which a person stands; only on a page for who is involved.
    """
    rows = _rows(area)
    pack = newest_pack() if not rows.bodies else rows.bodies[-1].pack
    names = {body.pk: body.name for body in rows.bodies}
    cards = [_card(body, rows, names, with_people=with_people) for body in rows.bodies]
    alive = {body.pk for body in rows.current}
    current = tuple(card for card in cards if card.pk in alive)
    return ModelPage(
        area=area.name,
        bodies=current,
        ended=tuple(card for card in cards if card.pk not in alive),
        topics=tuple(_topic(topic, rows) for topic in rows.topics) if rows.bodies else (),
        holes=tuple(map(texts.hole, _holes(rows, with_people=with_people))) if rows.bodies else (),
        diagram=_diagram(current, rows) if current else None,
        starts=_starts(area, pack) if pack and not rows.bodies else (),
        disclaimer=label(pack.tables.disclaimer) if pack else "",
    )


def _rows(area: PilotArea) -> _Rows:
    bodies = list(Body.objects.filter(area=area).prefetch_related("pack"))
    members = Member.objects.filter(body__area=area).select_related("partner__organisation", "user")
    return _Rows(
        bodies=bodies,
        members=sorted(members, key=lambda one: (list(MemberRole).index(MemberRole(one.role)), one.pk)),
        links=list(Link.objects.filter(source__area=area)),
        topics=list(DecisionTopic.objects.filter(area=area).prefetch_related("pack")),
        parts=list(TopicPart.objects.filter(topic__area=area)),
        today=timezone.localdate(),
    )


# Cards --------------------------------------------------------------------------------------------------------------
def _card(body: Body, rows: _Rows, names: dict[int, str], *, with_people: bool) -> BodyCard:
    kind = body.kind_in_pack
    members = tuple(_member(one, rows, with_people=with_people) for one in rows.members if one.body_id == body.pk)
    heading = [one.shown for one in members if one.role == MemberRole.CHAIR.label and one.is_current]
    return BodyCard(
        pk=body.pk,
        name=body.name,
        kind=kind.label if kind else "",
        purpose=markdown.render(body.purpose),
        rule=body.get_rule_display(),
        rhythm=texts.rhythm_of(body),
        next_on=body.next_on,
        ended_on=body.ended_on,
        is_fictional=body.is_fictional,
        usual_members=label(kind.members) if kind else "",
        chair=", ".join(heading),
        members=members,
        relations=tuple(
            Relation(one.pk, texts.relation(one, names[one.source_id], names[one.target_id]))
            for one in rows.links
            if one.source_id == body.pk
        ),
        decides=_about(body, Part.DECIDES, rows),
        advises=_about(body, Part.ADVISES, rows),
        informed=_about(body, Part.INFORMED, rows),
    )


def _member(member: Member, rows: _Rows, *, with_people: bool) -> MemberRow:
    person = member.name or (member.user.name if member.user else "")
    return MemberRow(
        pk=member.pk,
        name=person if with_people else "",
        function=member.function,
        party=_party(member.partner, with_people=with_people) if member.partner else "",
        role=str(member.get_role_display()),
        mandate=member.mandate,
        can_decide=member.can_decide,
        is_current=rows.is_seated(member),
        since_on=member.since_on,
        until_on=member.until_on,
    )


def _party(partner: Partner, *, with_people: bool) -> str:
    """Name a party; behind a farm, estate or group of residents stands a person, so its kind has to do on paper."""
    organisation = partner.organisation
    if with_people or organisation.kind not in PERSONAL_KINDS:
        return str(organisation)
    return str(organisation.get_kind_display())


def _about(body: Body, part: Part, rows: _Rows) -> tuple[str, ...]:
    mine = {one.topic_id for one in rows.parts if one.body_id == body.pk and one.part == part}
    return tuple(texts.topic_name(topic) for topic in rows.topics if topic.pk in mine)


def _topic(topic: DecisionTopic, rows: _Rows) -> TopicRow:
    found = {one.body_id: Part(one.part) for one in rows.parts if one.topic_id == topic.pk}
    known = topic.pack.tables.topics.get(topic.code)
    cells = tuple(_cell(body, found.get(body.pk)) for body in rows.current)
    question = label(known.question) if known else ""
    return TopicRow(topic.pk, texts.topic_name(topic), question, not topic.code, cells)


def _cell(body: Body, part: Part | None) -> Cell:
    return Cell(body.name, part.value, str(part.label)) if part else Cell(body.name, "", "")


# Holes --------------------------------------------------------------------------------------------------------------
def _holes(rows: _Rows, *, with_people: bool) -> Iterable[texts.Hole]:
    reports = [(link.source_id, link.target_id) for link in rows.links if link.kind == LinkKind.REPORTS]
    groups = [_group(body, rows, with_people=with_people) for body in rows.current]
    return find_holes(groups, [_subject(topic, rows) for topic in rows.topics], reports)


def _group(body: Body, rows: _Rows, *, with_people: bool) -> Group:
    seated = [one for one in rows.members if one.body_id == body.pk and rows.is_seated(one)]
    gone = [one.partner for one in seated if one.partner and one.partner.until_on]
    return Group(
        key=body.pk,
        name=body.name,
        rule=body.rule,
        members=len(seated),
        deciders=sum(one.can_decide for one in seated),
        has_chair=any(one.role == MemberRole.CHAIR for one in seated),
        left=tuple(_party(one, with_people=with_people) for one in gone if one.until_on and one.until_on < rows.today),
    )


def _subject(topic: DecisionTopic, rows: _Rows) -> Subject:
    known = topic.pack.tables.topics.get(topic.code)
    parts = [one for one in rows.parts if one.topic_id == topic.pk]
    return Subject(
        name=texts.topic_name(topic),
        decides=tuple(one.body_id for one in parts if one.part == Part.DECIDES),
        others=tuple(one.body_id for one in parts if one.part != Part.DECIDES),
        is_escalation=bool(known and known.is_escalation),
    )


# Diagram ------------------------------------------------------------------------------------------------------------
def _diagram(cards: Sequence[BodyCard], rows: _Rows) -> Figure:
    """Draw the bodies, with the table of the same facts as the figure's rows."""
    nodes = [
        Node(card.pk, card.name, tuple(note for note in (_kind_note(card), card.rhythm) if note)) for card in cards
    ]
    arrows = [Arrow(link.source_id, link.target_id, LinkKind(link.kind)) for link in rows.links]
    title = _("Who reports to whom")
    head = (_("Body"), _("How does it decide?"), _("Meets"), _("Relations"))
    alive = {card.pk for card in cards}
    kept = {link.pk for link in rows.links if {link.source_id, link.target_id} <= alive}
    table = tuple(
        (
            card.name,
            card.rule or _("not agreed"),
            card.rhythm,
            " ".join(one.text for one in card.relations if one.pk in kept) or "–",
        )
        for card in cards
    )
    said = " ".join(one.text for card in cards for one in card.relations if one.pk in kept)
    described = f"{'; '.join(f'{card.name}, {card.rhythm}' for card in cards)}. {said}".strip()
    drawn = draw(lay_out(nodes, arrows), DIAGRAM, title, described)
    return Figure(DIAGRAM, title, drawn, head, table)


def _kind_note(card: BodyCard) -> str:
    return card.kind if card.kind.lower() not in card.name.lower() else ""


# Start sets ---------------------------------------------------------------------------------------------------------
def _starts(area: PilotArea, pack: BodyPack) -> tuple[StartOffer, ...]:
    form, gear = _advice(area)
    offers = [
        _offer(start, pack.tables, is_fitting=start.form == form if form else gear in start.gears)
        for start in pack.tables.starts
    ]
    return tuple(sorted(offers, key=lambda offer: not offer.is_fitting))


def _advice(area: PilotArea) -> tuple[str, str]:
    """Return the codes of the governance form and the gear that the running collaboration needs; "" when unknown."""
    found = Collaboration.objects.filter(area=area).running().current().select_related("version").first()
    if found is None:
        return "", ""
    tables = found.version.tables
    needed = needed_gear(tables, found.answers).gear
    form = advise(tables, found.answers, needed).form
    return form.code if form else "", needed.code if needed else ""


def _offer(start: StartSet, tables: Tables, *, is_fitting: bool) -> StartOffer:
    bodies = tuple(tables.kinds[part.kind].label for part in start.parts)
    return StartOffer(start.code, label(start.name), label(start.fits), bodies, is_fitting)
