"""What the pages say about bodies, in the active language."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.bodies.enums import Unit
from governance.bodies.holes import Gap, Hole
from governance.bodies.models import Body, DecisionTopic, Link


def kind_of(body: Body) -> str:
    """Name the kind of a body; "" for one of their own."""
    kind = body.kind_in_pack
    return kind.label if kind else ""


def rhythm_of(body: Body) -> str:
    """Say how often a body meets."""
    if not body.every:
        return _("meets as needed")
    if body.every == 1:
        return {
            Unit.WEEK: _("every week"),
            Unit.MONTH: _("every month"),
            Unit.QUARTER: _("every quarter"),
            Unit.YEAR: _("every year"),
        }[Unit(body.unit)]
    sentence = {
        Unit.WEEK: _("once every %(number)s weeks"),
        Unit.MONTH: _("once every %(number)s months"),
        Unit.QUARTER: _("once every %(number)s quarters"),
        Unit.YEAR: _("once every %(number)s years"),
    }[Unit(body.unit)]
    return sentence % {"number": body.every}


def topic_name(topic: DecisionTopic) -> str:
    """Name a topic: in the words of the pack, or their own."""
    known = topic.pack.tables.topics.get(topic.code)
    return known.label if known else topic.name or topic.code


def relation(link: Link, source: str, target: str) -> str:
    """Say what one body is to another in a sentence."""
    return f"{source} {link.get_kind_display()} {target}."


def hole(found: Hole) -> str:
    """Say in a sentence what has to be mended."""
    words = {
        "body": found.body,
        "topic": found.topic,
        "others": ", ".join(found.others),
        "number": found.number,
    }
    return capfirst(_sentences()[found.gap] % words)


def _sentences() -> dict[Gap, str]:
    return {
        Gap.NO_DECIDER: _("Nobody decides about “%(topic)s” yet. Choose one body."),
        Gap.TWO_DECIDERS: _("Several bodies decide about “%(topic)s”: %(others)s. Choose one; the others advise."),
        Gap.NO_RULE: _("“%(body)s” decides, but it is not agreed how: by consensus, by majority or otherwise."),
        Gap.ONLY_ADVISES: _("“%(body)s” decides about something, while its rule says that it only advises."),
        Gap.NO_MANDATE: _("“%(body)s” decides, but no member has a mandate to decide."),
        Gap.ONE_IS_MORE: _(
            "In “%(body)s” one person decides, but %(number)s members take part in decisions. Choose who decides."
        ),
        Gap.NO_TOPIC: _("“%(body)s” has no part in any topic. Give it one, or end it."),
        Gap.NO_MEMBERS: _("“%(body)s” has no members yet."),
        Gap.NO_CHAIR: _("“%(body)s” has no chair."),
        Gap.PARTY_LEFT: _("In “%(body)s” sits a party that no longer takes part in the area: %(others)s."),
        Gap.NO_WAY_UP: _(
            "When “%(body)s” cannot agree, nothing leads to “%(others)s”, which decides then. Let it report there."
        ),
        Gap.CIRCLE: _("These bodies report to each other in a circle: %(others)s."),
    }
