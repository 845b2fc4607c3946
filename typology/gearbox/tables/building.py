"""Turns the content of a checked pack into tables; what an older version lacks stays empty."""

from collections.abc import Iterable, Mapping
from typing import Any

from typology.gearbox.tables.entries import (
    NO_TEXT,
    READINGS,
    Ask,
    Axis,
    Band,
    Choice,
    Demand,
    Dial,
    Form,
    FormRule,
    Gear,
    Interest,
    Lens,
    Level,
    Principle,
    Question,
    Reading,
    Rule,
    Source,
    TaskQuestion,
    Typology,
)

GEAR_TEXTS = frozenset(
    {"name", "description", "goal_relation", "contributions", "agreements", "governance", "warning_signs"}
)

Entry = Mapping[str, Any]


def typology(content: Entry) -> Typology:
    """Turn the content of a checked pack, also one of an older version, into tables."""
    build = _Builder(content)
    return Typology(
        dials=build.each("dials", build.dial),
        gears=build.each("gears", build.gear),
        task_questions=build.each("task_questions", build.task_question),
        rules=build.each("rules", build.rule),
        interests=build.each("interests", build.interest),
        forms=build.each("forms", build.form),
        form_axes=build.each("form_axes", build.axis),
        form_rules=build.each("form_rules", build.form_rule),
        readings=build.each("readings", build.reading),
        lenses=build.each("lenses", build.lens),
        principles=build.each("principles", build.principle),
    )


class _Builder:
    """Builds entries, each with its sources in full."""

    def __init__(self, content: Entry) -> None:
        self.content = content
        self.known = {
            entry["code"]: Source(
                entry["code"], entry["name"], entry["kind"], entry.get("url", ""), entry.get("note", NO_TEXT)
            )
            for entry in content["sources"]
        }

    def each(self, kind: str, build: Any) -> tuple[Any, ...]:
        return tuple(build(entry) for entry in self.content.get(kind, ()))

    def sources(self, entry: Entry) -> tuple[Source, ...]:
        named = entry["source"]
        return tuple(self.known[code] for code in (named if isinstance(named, list) else [named]))

    def dial(self, entry: Entry) -> Dial:
        questions = tuple(map(self.question, entry["questions"]))
        return Dial(
            entry["code"],
            entry["name"],
            entry["question"],
            entry["who"],
            questions,
            self.sources(entry),
            entry.get("why", NO_TEXT),
        )

    def question(self, entry: Entry) -> Question:
        return Question(
            entry["code"],
            entry["question"],
            tuple(Level(level["code"], level["level"], level["text"]) for level in entry["levels"]),
            self.sources(entry),
            entry.get("enough"),
            entry.get("informative", False),
        )

    def gear(self, entry: Entry) -> Gear:
        demands = {demand["dial"]: self.demand(demand) for demand in entry["demands"]}
        return Gear(
            code=entry["code"],
            demands=demands,
            sources=self.sources(entry),
            example=entry.get("example", NO_TEXT),
            forms=tuple(entry.get("forms", ())),
            **{name: entry[name] for name in GEAR_TEXTS},
        )

    def demand(self, entry: Entry) -> Demand:
        return Demand(
            entry["code"], entry["dial"], entry["level"], entry["arrange"], entry["condition"], self.sources(entry)
        )

    def task_question(self, entry: Entry) -> TaskQuestion:
        choices = tuple(Choice(choice["code"], choice["text"]) for choice in entry["choices"])
        return TaskQuestion(entry["code"], entry["question"], choices, self.sources(entry))

    def rule(self, entry: Entry) -> Rule:
        return Rule(entry["code"], _when(entry["when"]), entry["gear"], entry["because"], self.sources(entry))

    def interest(self, entry: Entry) -> Interest:
        return Interest(entry["code"], entry["name"], self.sources(entry))

    def form(self, entry: Entry) -> Form:
        texts = (entry["name"], entry["description"], entry["fits"], entry["tension"])
        return Form(entry["code"], *texts, self.sources(entry))

    def axis(self, entry: Entry) -> Axis:
        bands = tuple(Band(band["code"], band["name"], frozenset(band["answers"])) for band in entry["bands"])
        return Axis(entry["code"], entry["name"], entry["question"], bands, self.sources(entry))

    def form_rule(self, entry: Entry) -> FormRule:
        return FormRule(entry["code"], _when(entry["when"]), entry["form"], entry["because"], self.sources(entry))

    def reading(self, entry: Entry) -> Reading:
        return Reading(entry["code"], entry["name"], entry["up_to"])

    def lens(self, entry: Entry) -> Lens:
        words = {reading: entry[reading] for reading in READINGS}
        return Lens(entry["code"], entry["name"], entry["why"], tuple(entry["questions"]), words, self.sources(entry))

    def principle(self, entry: Entry) -> Principle:
        asks = tuple(
            Ask(ask["code"], ask["question"], ask["partly"], ask["level"], ask["missing"]) for ask in entry["asks"]
        )
        return Principle(entry["code"], entry["name"], entry["why"], asks, self.sources(entry))


def _when(when: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {question: frozenset(answers) for question, answers in when.items()}
