"""The pack of bodies as typed values: kinds of bodies, topics to decide about, and start sets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack
from governance.bodies.chains import above
from governance.bodies.enums import DecisionRule, LinkKind, Part, Unit

Text = Mapping[str, str]

_TOPIC_KEYS = {"decides": Part.DECIDES, "advises_on": Part.ADVISES, "is_informed": Part.INFORMED}
_LINK_KEYS = {"reports_to": LinkKind.REPORTS, "advises": LinkKind.ADVISES, "commissions": LinkKind.COMMISSIONS}
_PART = Shape(
    choices={"rule": set(DecisionRule.values), "unit": set(Unit.values)},
    values={"every": int},
    references={"kind": "kinds", **dict.fromkeys(_LINK_KEYS, "parts"), **dict.fromkeys(_TOPIC_KEYS, "topics")},
    is_sourced=False,
)
SHAPE = Shape(
    texts={"summary", "disclaimer"},
    children={
        "kinds": Shape(texts={"name", "decides", "members"}, choices={"rule": set(DecisionRule.values)}),
        "topics": Shape(texts={"name", "question"}, optional_values={"is_escalation": bool}),
        "starts": Shape(texts={"name", "fits"}, values={"form": str}, children={"parts": _PART}, free={"gears"}),
    },
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of body: what it usually decides, who are usually in it, and how it usually decides."""

    code: str
    name: Text
    decides: Text
    members: Text
    rule: DecisionRule

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.name)


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to decide about. is_escalation: where things go when parties cannot agree."""

    code: str
    name: Text
    question: Text
    is_escalation: bool

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.name)


@dataclass(frozen=True, slots=True)
class StartPart:
    """One body of a start set. links: codes of other parts per kind; topics: codes per part it plays."""

    code: str
    kind: str
    rule: DecisionRule
    every: int
    unit: Unit
    links: Mapping[LinkKind, tuple[str, ...]]
    topics: Mapping[Part, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class StartSet:
    """A first model for one form of governance. form: its code in the typology; gears: those it usually fits."""

    code: str
    form: str
    gears: tuple[str, ...]
    name: Text
    fits: Text
    parts: tuple[StartPart, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """One version of the pack."""

    summary: Text
    disclaimer: Text
    kinds: Mapping[str, Kind]
    topics: Mapping[str, Topic]
    starts: tuple[StartSet, ...]

    def start(self, code: str) -> StartSet | None:
        """Return the start set with this code; None when there is none."""
        return next((one for one in self.starts if one.code == code), None)


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


def check(draft: Draft) -> None:
    """Report a pack without one way up, and start sets that point outside themselves, in a circle, or decide twice."""
    ways_up = [topic["code"] for topic in draft.content["topics"] if topic.get("is_escalation")]
    if len(ways_up) != 1:
        draft.report(("topics",), _("exactly one topic must say where things go when parties cannot agree"))
    topics = {topic["code"] for topic in draft.content["topics"]}
    for place, start in enumerate(draft.content["starts"]):
        _check_start(draft, ("starts", place), start, topics)


def _check_start(draft: Draft, spot: tuple[str | int, ...], start: dict[str, Any], topics: set[str]) -> None:
    gears = start.get("gears")
    if not isinstance(gears, list) or not gears or not all(isinstance(gear, str) for gear in gears):
        draft.report((*spot, "gears"), _("“gears” must be a list of codes of gears, in quotes"))
    own = {part["code"] for part in start["parts"]}
    for place, part in enumerate(start["parts"]):
        named = {code for key in _LINK_KEYS for code in part[key]}
        for code in sorted(named - own):
            message = _("“%(code)s” is no part of this start set") % {"code": code}
            draft.report((*spot, "parts", place), message)
    lines = [(part["code"], higher) for part in start["parts"] for higher in part["reports_to"]]
    if any(key in higher for key, higher in above(lines).items()):
        draft.report((*spot, "parts"), _("bodies report to each other in a circle"))
    decided = [code for part in start["parts"] for code in part["decides"]]
    for code in sorted(topics):
        if decided.count(code) != 1:
            draft.report((*spot, "parts"), _("exactly one body must decide about “%(topic)s”") % {"topic": code})


def tables(content: Mapping[str, Any]) -> Tables:
    """Turn the content of a checked pack into typed values, in the order of the pack."""
    kinds = [
        Kind(one["code"], one["name"], one["decides"], one["members"], DecisionRule(one["rule"]))
        for one in content["kinds"]
    ]
    topics = [
        Topic(one["code"], one["name"], one["question"], one.get("is_escalation", False)) for one in content["topics"]
    ]
    return Tables(
        summary=content["summary"],
        disclaimer=content["disclaimer"],
        kinds={kind.code: kind for kind in kinds},
        topics={topic.code: topic for topic in topics},
        starts=tuple(_start(entry) for entry in content["starts"]),
    )


def _start(entry: Mapping[str, Any]) -> StartSet:
    parts = tuple(
        StartPart(
            code=part["code"],
            kind=part["kind"],
            rule=DecisionRule(part["rule"]),
            every=part["every"],
            unit=Unit(part["unit"]),
            links={kind: tuple(part[key]) for key, kind in _LINK_KEYS.items()},
            topics={role: tuple(part[key]) for key, role in _TOPIC_KEYS.items()},
        )
        for part in entry["parts"]
    )
    return StartSet(entry["code"], entry["form"], tuple(entry["gears"]), entry["name"], entry["fits"], parts)
