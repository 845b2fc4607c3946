"""The typology pack as typed tables: dials with questions, gears with their demands, and the rules of the task.

`read` checks more than its shape: every gear asks something of every dial and heavier gears never ask less, every rule
can decide, no two rules contradict each other, and every combination of answers has an outcome.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, read_pack

HIGHEST: Final = 5  # level n of a dial is what gear n asks
REGIE: Final = "R"  # the gear for what is imposed; outside the order of the others

Text = Mapping[str, str]

_LEVEL = Shape(texts={"text"}, values={"level": int}, is_sourced=False)
_QUESTION = Shape(texts={"question"}, children={"levels": _LEVEL})
_DEMAND = Shape(texts={"arrange"}, references={"dial": "dials"}, values={"level": int, "condition": str})
_GEAR_TEXTS = {
    "name",
    "description",
    "goal_relation",
    "contributions",
    "agreements",
    "governance",
    "warning_signs",
}
SHAPE = Shape(
    children={
        "dials": Shape(texts={"name", "question", "who"}, children={"questions": _QUESTION}),
        "gears": Shape(texts=_GEAR_TEXTS, children={"demands": _DEMAND}),
        "task_questions": Shape(texts={"question"}, children={"choices": Shape(texts={"text"}, is_sourced=False)}),
        "rules": Shape(texts={"because"}, references={"gear": "gears"}, free={"when"}),
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from. `kind`: deck, public or proposal."""

    code: str
    name: Text
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Level:
    """One answer to a question, and up to which level of the dial it reaches (0 to 5)."""

    code: str
    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a dial with its answers, the lowest first."""

    code: str
    question: Text
    levels: tuple[Level, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Dial:
    """One of the five questions of the deck. `who` usually takes care of it."""

    code: str
    name: Text
    question: Text
    who: Text
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """What one gear asks of one dial: a level, what to arrange for it, and the condition of the guide it belongs to."""

    dial: str
    level: int
    arrange: Text
    condition: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Gear:
    """One way of collaborating, with its demands by dial code."""

    code: str
    name: Text
    description: Text
    goal_relation: Text
    contributions: Text
    agreements: Text
    governance: Text
    warning_signs: Text
    demands: Mapping[str, Demand]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question about the task."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class TaskQuestion:
    """One question about the task."""

    code: str
    question: Text
    choices: tuple[Choice, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """When all these answers are given, the task asks at least this gear. `when`: choice codes per question code."""

    code: str
    when: Mapping[str, frozenset[str]]
    gear: str
    because: Text
    sources: tuple[Source, ...]

    def fires(self, task: Mapping[str, str]) -> bool:
        """Say whether every answer it asks for is given. task: choice code per question code."""
        return all(task.get(question) in choices for question, choices in self.when.items())


@dataclass(frozen=True, slots=True)
class Typology:
    """One version of the typology. `gears` run from the lightest to the heaviest, with R last."""

    dials: tuple[Dial, ...]
    gears: tuple[Gear, ...]
    task_questions: tuple[TaskQuestion, ...]
    rules: tuple[Rule, ...]

    def gear(self, code: str) -> Gear:
        """Return the gear with this code. Raises KeyError."""
        return {gear.code: gear for gear in self.gears}[code]

    @property
    def steps(self) -> tuple[Gear, ...]:
        """The gears that follow each other: all but R."""
        return tuple(gear for gear in self.gears if gear.code != REGIE)


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


# Content to tables --------------------------------------------------------------------------------------------------


def typology(content: Mapping[str, Any]) -> Typology:
    """Turn the content of a checked pack into tables."""
    sources = {
        entry["code"]: Source(entry["code"], entry["name"], entry["kind"], entry.get("url", ""))
        for entry in content["sources"]
    }
    return Typology(
        dials=tuple(_dial(entry, sources) for entry in content["dials"]),
        gears=tuple(_gear(entry, sources) for entry in content["gears"]),
        task_questions=tuple(
            TaskQuestion(
                entry["code"],
                entry["question"],
                tuple(Choice(choice["code"], choice["text"]) for choice in entry["choices"]),
                _named(entry, sources),
            )
            for entry in content["task_questions"]
        ),
        rules=tuple(
            Rule(entry["code"], _when(entry["when"]), entry["gear"], entry["because"], _named(entry, sources))
            for entry in content["rules"]
        ),
    )


def _named(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    named = entry["source"]
    return tuple(sources[code] for code in (named if isinstance(named, list) else [named]))


def _when(when: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {question: frozenset(choices) for question, choices in when.items()}


def _dial(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Dial:
    questions = tuple(
        Question(
            question["code"],
            question["question"],
            tuple(Level(level["code"], level["level"], level["text"]) for level in question["levels"]),
            _named(question, sources),
        )
        for question in entry["questions"]
    )
    return Dial(entry["code"], entry["name"], entry["question"], entry["who"], questions, _named(entry, sources))


def _gear(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Gear:
    demands = {
        demand["dial"]: Demand(
            demand["dial"], demand["level"], demand["arrange"], demand["condition"], _named(demand, sources)
        )
        for demand in entry["demands"]
    }
    texts = {name: entry[name] for name in _GEAR_TEXTS}
    return Gear(code=entry["code"], demands=demands, sources=_named(entry, sources), **texts)


# The pack's own checks ----------------------------------------------------------------------------------------------


def check(draft: Draft) -> None:
    """Report what makes the tables incomplete or contradictory."""
    _check_levels(draft)
    _check_demands(draft)
    _check_when(draft)
    if not draft.problems:
        tables = typology(draft.content)
        _check_order(draft, tables)
        _check_rules(draft, tables)


def _check_levels(draft: Draft) -> None:
    for d, dial in enumerate(draft.content["dials"]):
        for q, question in enumerate(dial["questions"]):
            spot = ("dials", d, "questions", q)
            levels = [level["level"] for level in question["levels"]]
            if levels != sorted(set(levels)):
                draft.report((*spot, "levels"), _("the answers must run from the lowest level to the highest"))
            if not levels or levels[0] < 0 or levels[-1] != HIGHEST:
                message = _("the answers must lie between 0 and %(highest)s, and the last one reach %(highest)s")
                draft.report((*spot, "levels"), message % {"highest": HIGHEST})


def _check_demands(draft: Draft) -> None:
    dials = [dial["code"] for dial in draft.content["dials"]]
    codes = [gear["code"] for gear in draft.content["gears"]]
    if not codes or codes[-1] != REGIE or len(codes) == 1:
        draft.report(("gears",), _("the gears must run from the lightest to the heaviest, with R last"))
    for g, gear in enumerate(draft.content["gears"]):
        asked = [demand["dial"] for demand in gear["demands"]]
        for dial in dials:
            if asked.count(dial) != 1:
                draft.report(
                    ("gears", g, "demands"), _("must ask exactly one thing of dial “%(dial)s”") % {"dial": dial}
                )
        for n, demand in enumerate(gear["demands"]):
            if not 0 <= demand["level"] <= HIGHEST:
                message = _("the level must lie between 0 and %(highest)s")
                draft.report(("gears", g, "demands", n, "level"), message % {"highest": HIGHEST})


def _check_when(draft: Draft) -> None:
    known = {
        question["code"]: {choice["code"] for choice in question["choices"]}
        for question in draft.content["task_questions"]
    }
    for r, rule in enumerate(draft.content["rules"]):
        spot, when = ("rules", r, "when"), rule.get("when")
        if not isinstance(when, dict) or not all(isinstance(choices, list) and choices for choices in when.values()):
            draft.report(spot, _("“when” must name a list of answers per question"))
            continue
        for question, choices in when.items():
            for choice in choices:
                if choice not in known.get(question, set()):
                    message = _("unknown answer “%(choice)s” to “%(question)s”")
                    draft.report((*spot, question), message % {"choice": choice, "question": question})


def _check_order(draft: Draft, tables: Typology) -> None:
    """A heavier gear may not ask less of a dial, and must ask more of at least one, or two gears look the same."""
    for g, (lighter, heavier) in enumerate(zip(tables.steps, tables.steps[1:], strict=False), start=1):
        steps = [heavier.demands[dial.code].level - lighter.demands[dial.code].level for dial in tables.dials]
        for dial, step in zip(tables.dials, steps, strict=True):
            if step < 0:
                message = _("asks less of dial “%(dial)s” than gear %(gear)s, which is lighter")
                draft.report(("gears", g, "demands"), message % {"dial": dial.code, "gear": lighter.code})
        if not any(steps):
            message = _("asks the same as gear %(gear)s: nobody can tell them apart")
            draft.report(("gears", g, "demands"), message % {"gear": lighter.code})


def combinations(questions: Iterable[TaskQuestion]) -> Iterator[dict[str, str]]:
    """Yield every combination of answers about the task."""
    questions = tuple(questions)
    for choices in product(*([choice.code for choice in question.choices] for question in questions)):
        yield {question.code: choice for question, choice in zip(questions, choices, strict=True)}


def heaviest(tables: Typology, rules: Iterable[Rule]) -> str | None:
    """Return the gear that decides among these rules: R when one says so, else the heaviest; None without rules."""
    order = {gear.code: place for place, gear in enumerate(tables.gears)}
    return max((rule.gear for rule in rules), key=lambda code: order[code], default=None)


def _check_rules(draft: Draft, tables: Typology) -> None:
    seen: dict[tuple[Any, ...], Rule] = {}
    for r, rule in enumerate(tables.rules):
        key = tuple(sorted((question, tuple(sorted(choices))) for question, choices in rule.when.items()))
        if key in seen:
            message = _("contradicts rule “%(rule)s”: the same answers") % {"rule": seen[key].code}
            draft.report(("rules", r, "when"), message)
        seen[key] = rule
    deciding: set[str] = set()
    for task in combinations(tables.task_questions):
        fired = [rule for rule in tables.rules if rule.fires(task)]
        gear = heaviest(tables, fired)
        deciding |= {rule.code for rule in fired if rule.gear == gear}
        if gear is None:
            answers = ", ".join(f"{question}={choice}" for question, choice in task.items())
            draft.report(("rules",), _("no rule covers this combination: %(answers)s") % {"answers": answers})
            return
    for r, rule in enumerate(tables.rules):
        if rule.code not in deciding:
            draft.report(("rules", r), _("never decides: another rule always asks a heavier gear"))
