"""Who decides what, without holes: what a governance model lacks or contradicts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from governance.bodies.chains import above
from governance.bodies.enums import DecisionRule


class Gap(StrEnum):
    """What can be wrong. `texts.hole` says each in a sentence."""

    NO_DECIDER = "no-decider"
    TWO_DECIDERS = "two-deciders"
    NO_RULE = "no-rule"
    ONLY_ADVISES = "only-advises"
    NO_MANDATE = "no-mandate"
    ONE_IS_MORE = "one-is-more"
    NO_TOPIC = "no-topic"
    NO_MEMBERS = "no-members"
    NO_CHAIR = "no-chair"
    PARTY_LEFT = "party-left"
    NO_WAY_UP = "no-way-up"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Group:
    """One body as it is today. rule: "" when not agreed; deciders: members who decide, with a mandate.

    left: members whose party no longer takes part in the area.
    """

    key: int
    name: str
    rule: str
    members: int
    deciders: int
    has_chair: bool
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One topic, with the keys of the bodies that decide about it and of those that advise or are informed."""

    name: str
    decides: tuple[int, ...]
    others: tuple[int, ...] = ()
    is_escalation: bool = False


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing to mend. body and topic: "" when it is not about one; others: further names; number: of members."""

    gap: Gap
    body: str = ""
    topic: str = ""
    others: tuple[str, ...] = ()
    number: int = 0


def find_holes(
    groups: Sequence[Group], subjects: Sequence[Subject], lines: Iterable[tuple[int, int]]
) -> tuple[Hole, ...]:
    """Return all that is missing or contradicts: first per topic, then per body in the order given.

    lines: from a body to the one it reports to, by key; lines to bodies that are not given do not count.
    """
    names = {group.key: group.name for group in groups}
    known = [(lower, higher) for lower, higher in lines if lower in names and higher in names]
    found = [hole for subject in subjects for hole in _of_topic(subject, names)]
    deciding = {key for subject in subjects for key in subject.decides}
    busy = deciding | {key for subject in subjects for key in subject.others}
    for group in groups:
        found += _of_seats(group, decides=group.key in deciding)
        if group.key not in busy:
            found.append(Hole(Gap.NO_TOPIC, group.name))
    return (*found, *_ways_up(groups, subjects, known))


def _of_topic(subject: Subject, names: dict[int, str]) -> Iterator[Hole]:
    deciders = tuple(names[key] for key in subject.decides if key in names)
    if not deciders:
        yield Hole(Gap.NO_DECIDER, topic=subject.name)
    elif len(deciders) > 1:
        yield Hole(Gap.TWO_DECIDERS, topic=subject.name, others=deciders)


def _of_seats(group: Group, *, decides: bool) -> Iterator[Hole]:
    """What the seats of a body and its rule lack, the more when it decides about something."""
    if not group.members:
        yield Hole(Gap.NO_MEMBERS, group.name)
    elif not group.has_chair:
        yield Hole(Gap.NO_CHAIR, group.name)
    if group.left:
        yield Hole(Gap.PARTY_LEFT, group.name, others=group.left)
    if not decides:
        return
    if not group.rule:
        yield Hole(Gap.NO_RULE, group.name)
    elif group.rule == DecisionRule.ADVISES:
        yield Hole(Gap.ONLY_ADVISES, group.name)
    if group.members and not group.deciders:
        yield Hole(Gap.NO_MANDATE, group.name)
    if group.rule == DecisionRule.ONE and group.deciders > 1:
        yield Hole(Gap.ONE_IS_MORE, group.name, number=group.deciders)


def _ways_up(groups: Sequence[Group], subjects: Sequence[Subject], lines: Sequence[tuple[int, int]]) -> Iterator[Hole]:
    """Say which deciding bodies do not end, along the lines of reporting, at the one that decides in the end."""
    over = above(lines)
    names = {group.key: group.name for group in groups}
    circle = tuple(group.name for group in groups if group.key in over.get(group.key, ()))
    if circle:
        yield Hole(Gap.CIRCLE, others=circle)
    last = {key for subject in subjects if subject.is_escalation for key in subject.decides if key in names}
    if len(last) != 1:
        return  # nobody, or several: said at the topic itself
    (end,) = last
    deciding = {key for subject in subjects for key in subject.decides}
    for group in groups:
        is_above_end = group.key in over.get(end, ())  # then it needs no way up to it
        if group.key in deciding - {end} and end not in over.get(group.key, ()) and not is_above_end:
            yield Hole(Gap.NO_WAY_UP, group.name, others=(names[end],))
