"""The pack's own checks on dials, gears and the table of the needed gear; `deciding` checks the tables of 0.2."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

from core.packs import Draft
from typology.gearbox.tables import deciding
from typology.gearbox.tables.building import typology
from typology.gearbox.tables.entries import HIGHEST, REGIE, Rule, TaskQuestion, Typology


def check(draft: Draft) -> None:
    """Report what makes the tables incomplete or contradictory."""
    _check_questions(draft)
    _check_demands(draft)
    known = {
        question["code"]: {choice["code"] for choice in question["choices"]}
        for question in draft.content["task_questions"]
    }
    deciding.check_when(draft, "rules", known)
    deciding.check_names(draft)
    if not draft.problems:
        tables = typology(draft.content)
        _check_order(draft, tables)
        _check_rules(draft, tables)
        deciding.check(draft, tables)


def _check_questions(draft: Draft) -> None:
    for d, dial in enumerate(draft.content["dials"]):
        for q, question in enumerate(dial["questions"]):
            _check_levels(draft, ("dials", d, "questions", q), question)
        if not any("enough" not in each and not each.get("informative") for each in dial["questions"]):
            draft.report(("dials", d, "questions"), _("no question counts for the level of this dial"))


def _check_levels(draft: Draft, spot: tuple[str | int, ...], question: Mapping[str, Any]) -> None:
    levels = [level["level"] for level in question["levels"]]
    if levels != sorted(set(levels)):
        draft.report((*spot, "levels"), _("the answers must run from the lowest level to the highest"))
    if not levels or levels[0] < 0 or levels[-1] != HIGHEST:
        message = _("the answers must lie between 0 and %(highest)s, and the last one reach %(highest)s")
        draft.report((*spot, "levels"), message % {"highest": HIGHEST})
    if not 0 <= question.get("enough", 0) <= HIGHEST:
        draft.report((*spot, "enough"), _("the level must lie between 0 and %(highest)s") % {"highest": HIGHEST})
    if "enough" in question and question.get("informative"):
        draft.report((*spot, "informative"), _("a question from which nothing is computed has no “enough”"))


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


def _check_order(draft: Draft, tables: Typology) -> None:
    """A heavier gear may not ask less of a dial, and must ask more of at least one, or two gears look the same.

    With this order every combination of levels has one current gear: the demands that are met are always those of the
    lightest gears, and the last of them counts.
    """
    for g, (lighter, heavier) in enumerate(zip(tables.steps, tables.steps[1:], strict=False), start=1):
        steps = [heavier.demands[dial.code].level - lighter.demands[dial.code].level for dial in tables.dials]
        for dial, step in zip(tables.dials, steps, strict=True):
            if step < 0:
                message = _("asks less of dial “%(dial)s” than gear %(gear)s, which is lighter")
                draft.report(("gears", g, "demands"), message % {"dial": dial.code, "gear": lighter.code})
        if not any(steps):
            message = _("asks the same as gear %(gear)s: nobody can tell them apart")
            draft.report(("gears", g, "demands"), message % {"gear": lighter.code})


def asked_by(tables: Typology, rules: Iterable[Rule]) -> tuple[TaskQuestion, ...]:
    """Return the questions about the task that these rules look at: the axes of their table."""
    named = {question for rule in rules for question in rule.when}
    return tuple(question for question in tables.task_questions if question.code in named)


def combinations(questions: Iterable[TaskQuestion]) -> Iterator[dict[str, str]]:
    """Yield every combination of answers to these questions about the task."""
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
    decided: set[str] = set()
    for task in combinations(asked_by(tables, tables.rules)):
        fired = [rule for rule in tables.rules if rule.fires(task)]
        gear = heaviest(tables, fired)
        decided |= {rule.code for rule in fired if rule.gear == gear}
        if gear is None:
            message = _("no rule covers this combination: %(answers)s")
            draft.report(("rules",), message % {"answers": deciding.in_one_line(task)})
            return
    for r, rule in enumerate(tables.rules):
        if rule.code not in decided:
            draft.report(("rules", r), _("never decides: another rule always asks a heavier gear"))
