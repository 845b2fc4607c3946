"""The content pack of the guide: its shape, its own rules, and a typed view on what a version holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, read_pack
from governance.leidraad.enums import Fact, Weight
from governance.leidraad.gate import Condition

QUESTION = Shape(texts={"question", "why", "proof"}, optional_values={"fact": str})
CONDITION = Shape(
    texts={"name", "summary", "guidance"},
    optional_texts={"example"},
    values={"number": int},
    choices={"weight": frozenset(Weight.values)},
    optional_references={"example_source": "sources"},
    children={"questions": QUESTION},
)
CHAPTER = Shape(texts={"name", "text"}, choices={"place": frozenset({"introduction", "steps"})})
PHASE = Shape(texts={"name", "aim", "steps", "result"}, values={"number": int}, references={"conditions": "conditions"})
CHANGE = Shape(texts={"text"}, values={"version": str}, optional_references={"conditions": "conditions"})
SHAPE = Shape(
    texts={"summary", "disclaimer"},
    children={"chapters": CHAPTER, "conditions": CONDITION, "phases": PHASE},
    optional_children={"changes": CHANGE},  # the change log, the newest first
)


def read_guide(folder: Path) -> Pack:
    """Read the guide from a folder of YAML files. Raises PackError with every problem found."""
    return read_pack(folder, SHAPE, check_guide)


def check_guide(draft: Draft) -> None:
    """Check what only a guide asks: a condition has questions, numbers differ, and something guards the gate."""
    conditions = draft.content["conditions"]
    for kind in ("conditions", "phases"):
        seen: set[int] = set()
        for index, entry in enumerate(draft.content[kind]):
            if entry["number"] in seen:
                draft.report((kind, index, "number"), _("this number occurs twice"))
            seen.add(entry["number"])
    for index, condition in enumerate(conditions):
        if not condition["questions"]:
            draft.report(("conditions", index, "questions"), _("a condition needs at least one question"))
        if "example" in condition and "example_source" not in condition:
            draft.report(("conditions", index, "example"), _("an example needs an “example_source”"))
    _check_facts(draft)
    if not any(condition["weight"] == Weight.HARD for condition in conditions):
        draft.report(("conditions",), _("at least one condition must be hard, or the start gate means nothing"))


def _check_facts(draft: Draft) -> None:
    """Check that a question asks for something the records can answer, and that no two questions ask for the same."""
    seen: set[str] = set()
    for place, condition in enumerate(draft.content["conditions"]):
        for index, question in enumerate(condition["questions"]):
            fact, spot = question.get("fact"), ("conditions", place, "questions", index, "fact")
            if fact is None:
                continue
            if fact not in Fact.values:
                words = {"fact": fact, "facts": ", ".join(Fact.values)}
                draft.report(spot, _("no record answers “%(fact)s”; choose one of: %(facts)s") % words)
            elif fact in seen:
                draft.report(spot, _("another question asks for this already"))
            seen.add(fact)


@dataclass(frozen=True)
class Guide:
    """The content of one version, indexed. Texts stay pairs of languages; a page picks one with `core.packs.label`."""

    content: Mapping[str, Any]

    @cached_property
    def conditions(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(sorted(self.content["conditions"], key=lambda each: each["number"]))

    @cached_property
    def phases(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(sorted(self.content["phases"], key=lambda each: each["number"]))

    @cached_property
    def sources(self) -> dict[str, Mapping[str, Any]]:
        return {source["code"]: source for source in self.content["sources"]}

    @cached_property
    def questions(self) -> dict[str, Mapping[str, Any]]:
        """Every question by code, in reading order."""
        return {each["code"]: each for condition in self.conditions for each in condition["questions"]}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The questions that the records of an area answer, by code: which fact each of them asks for."""
        return {code: Fact(entry["fact"]) for code, entry in self.questions.items() if "fact" in entry}

    def condition(self, code: str) -> Mapping[str, Any] | None:
        """Return the condition with this code; None when this version has none."""
        return next((each for each in self.conditions if each["code"] == code), None)

    def condition_of(self, question: str) -> Mapping[str, Any] | None:
        """Return the condition this question belongs to; None when this version does not ask it."""
        holds = (each for each in self.conditions if any(asked["code"] == question for asked in each["questions"]))
        return next(holds, None)

    def gate_conditions(self) -> tuple[Condition, ...]:
        """Return what the start gate needs of every condition."""
        return tuple(
            Condition(
                code=each["code"],
                questions=tuple(question["code"] for question in each["questions"]),
                is_hard=each["weight"] == Weight.HARD,
            )
            for each in self.conditions
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One question that differs between two versions; the old or the new one is None when it is added or removed."""

    code: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


def compare(old: Guide, new: Guide) -> tuple[Change, ...]:
    """List the questions that a newer version adds, rewords or removes, in the order of the new version.

    Reworded means that the question itself differs in a language; a better explanation changes no answer.
    """
    added = [Change(code, None, entry) for code, entry in new.questions.items() if code not in old.questions]
    removed = [Change(code, entry, None) for code, entry in old.questions.items() if code not in new.questions]
    reworded = [
        Change(code, old.questions[code], entry)
        for code, entry in new.questions.items()
        if code in old.questions and old.questions[code]["question"] != entry["question"]
    ]
    return (*added, *reworded, *removed)
