"""What is signed of a condition: its questions with their answers and evidence, and the records that they rest on.

Part of it: the version of the guide, the texts in Dutch, how far the condition is, every answer with its explanation,
the title and the hash of evidence, and each goal, obligation, measure, sign on another task, instrument and amount that
a question of this condition asks the records for. A date by which something is arranged is part of it when the answer
is “partly”: then that date is what is promised. Names of owners are not: who does the work may change without asking an
administrator. Texts are those of the guide in Dutch and values are codes, so the language of a reader or a better
translation never changes what was signed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from governance.instruments.models import Choice, CostLine, CoverLine, Obligation
from governance.instruments.pages.facts import Facts
from governance.leidraad.enums import AnswerValue, ConditionStatus, Fact
from governance.leidraad.facts import Derived, Kind
from governance.leidraad.gate import GateResult
from governance.leidraad.gathering import Gathered
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Evidence
from pilots.goals.models import Goal, Measure

KIND: Final = "condition"
GOALS = {Fact.GOALS_NAMED, Fact.GOALS_SPECIFIC, Fact.GOALS_OPENNESS, Fact.MEASURES_OUTSIDE}
DUTIES = {Fact.DUTY, Fact.AIM, Fact.WEIGHING, Fact.ACCOUNTABLE}
MEASURES = {Fact.MEASURES_OUTSIDE, Fact.OTHER_TASKS, Fact.INSTRUMENTS_CHOSEN, Fact.MEASURE_COSTS, Fact.SHORTAGE}
TASKS = {Fact.OTHER_TASKS}
INSTRUMENTS = {Fact.INSTRUMENTS_CHOSEN, Fact.INSTRUMENTS_FORCE, Fact.ESCALATION, Fact.AVAILABILITY}
MONEY = {Fact.MEASURE_COSTS, Fact.COVER_CERTAINTY, Fact.PROCESS_MONEY, Fact.SHORTAGE}


@dataclass(frozen=True)
class Material:
    """All that the conditions of one area rest on. gathered: its records, None for a guide that asks for none."""

    guide: Guide
    version: str
    version_sha256: str
    answers: Mapping[str, Answer]
    evidence: Mapping[str, tuple[Evidence, ...]]
    derived: Mapping[str, Derived]
    gathered: Gathered | None
    gate: GateResult


def contents(material: Material) -> dict[str, dict[str, Any]]:
    """Return what is signed of every condition, by its code."""
    status = {each.code: each.status for each in material.gate.conditions}
    return {entry["code"]: _content(material, entry, status[entry["code"]]) for entry in material.guide.conditions}


def _content(material: Material, entry: Mapping[str, Any], status: ConditionStatus) -> dict[str, Any]:
    facts = {Fact(question["fact"]) for question in entry["questions"] if "fact" in question}
    return {
        "guide": {"version": material.version, "sha256": material.version_sha256},
        "condition": {"code": entry["code"], "name": entry["name"]["nl"], "summary": entry["summary"]["nl"]},
        "status": str(status.value),
        "questions": [_question(material, question) for question in entry["questions"]],
        **(_records(material.gathered, facts) if material.gathered and facts else {}),
    }


def _question(material: Material, question: Mapping[str, Any]) -> dict[str, Any]:
    code = question["code"]
    answer = material.answers.get(code) or Answer(question=code)
    found = material.derived.get(code)
    value = str((found.value if found else answer.value) or "")
    content: dict[str, Any] = {
        "code": code,
        "question": question["question"]["nl"],
        "answer": value,
        "explanation": answer.explanation,
        "evidence": [_evidence(each) for each in _in_order(material.evidence.get(code, ()), _evidence_key)],
    }
    if value == AnswerValue.PARTLY:
        content["arranged_by"] = answer.due_on
    return content


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "title": evidence.title,
        "url": evidence.url,
        "sha256": evidence.sha256,
        "effective_on": evidence.effective_on,
    }


def _evidence_key(evidence: Evidence) -> tuple[str, str, str]:
    return evidence.title, evidence.sha256, evidence.url


# Records -------------------------------------------------------------------------------------------------------------


def _records(gathered: Gathered, facts: set[Fact]) -> dict[str, Any]:
    """Return the records that questions with these facts rest on, each list in a fixed order."""
    known = gathered.known
    names = {goal.pk: str(goal) for goal in known.targets}
    measures = list(known.measures.values())
    served = {
        measure.pk: sorted(
            names[goal] for goal, serving in known.serving.items() if goal in names and measure in serving
        )
        for measure in measures
    }
    obligations = [known.obligations[goal.pk] for goal in known.targets if goal.pk in known.obligations]
    choices = [choice for measure in measures for choice in known.choices.get(measure.pk, ())]
    found: dict[str, Any] = {}
    if facts & GOALS:
        found["goals"] = [_goal(goal) for goal in _in_order(known.targets, _by_key)]
    if facts & DUTIES:
        found["obligations"] = [_obligation(each, names) for each in _in_order(obligations, _by_goal)]
    if facts & MEASURES:
        found["measures"] = [_measure(each, served[each.pk]) for each in _in_order(measures, _by_key)]
    if facts & TASKS and gathered.records.kinds:
        found["signs"] = [_signs(each) for each in gathered.records.kinds]
    if facts & INSTRUMENTS:
        found["instruments"] = [_choice(each, known) for each in _in_order(choices, _by_key)]
    if facts & MONEY:
        found["costs"] = [_cost(each, known) for each in _in_order(known.costs, _by_key)]
        found["covers"] = [_cover(each, known) for each in _in_order(known.covers, _by_key)]
    return found


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "code": str(goal),
        "direction": goal.direction,
        "gap_low": goal.gap_low,
        "gap_high": goal.gap_high,
        "unit": goal.unit,
        "place": goal.place_kind,
        "shape": _shape(goal),
        "certainty": goal.certainty,
        "due_on": goal.due_on,
        "openness": goal.openness,
        "openness_note": goal.openness_note,
        "source": goal.source,
    }


def _shape(row: Goal | Measure) -> str:
    """Return the hash of what is drawn, "" when nothing is: another drawing is another promise."""
    return str(row.shape or "")  # type: ignore[union-attr]  # instruments.pages.facts adds it


def _obligation(obligation: Obligation, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "code": names[obligation.goal_id],
        "duty": obligation.duty,
        "legal_basis": obligation.legal_basis,
        "aim": obligation.aim,
        "weighing": obligation.weighing,
        "weighing_levels": sorted(obligation.weighing_levels),
        "accountable": obligation.accountable,
        "due_on": obligation.due_on,
        "reviewed_on": obligation.reviewed_on,
        "open_question": obligation.open_question,
        "valid_to": obligation.valid_to,
    }


def _measure(measure: Measure, goals: list[str]) -> dict[str, Any]:
    return {
        "name": measure.name,
        "kind": measure.kind,
        "serves": goals,
        "position": measure.position,
        "shape": _shape(measure),
        "starts_on": measure.starts_on,
        "ends_on": measure.ends_on,
    }


def _signs(kind: Kind) -> dict[str, Any]:
    """Return how a type of measure works out on the other tasks, and why the area sees that differently itself."""
    return {
        "code": kind.key,
        "tasks": {task: sign for task, sign, _reason in kind.signs},
        "reasons": {task: reason for task, _sign, reason in kind.signs if reason},
    }


def _choice(choice: Choice, known: Facts) -> dict[str, Any]:
    return {
        "code": choice.instrument,
        "measure": known.measures[choice.measure_id].name,
        "availability": choice.availability,
        "available_from": choice.available_from,
        "available_to": choice.available_to,
        "escalates_to": choice.escalates_to,
        "escalate_when": choice.escalate_when,
        "decided_by": choice.decided_by,
    }


def _cost(line: CostLine, known: Facts) -> dict[str, Any]:
    return {
        "name": _about(line.measure_id, known) or line.process,
        "first_year": line.first_year,
        "last_year": line.last_year,
        "amount": line.amount,
    }


def _cover(line: CoverLine, known: Facts) -> dict[str, Any]:
    return {
        "name": line.name,
        "measure": _about(line.measure_id, known),
        "level": line.status,
        "first_year": line.first_year,
        "last_year": line.last_year,
        "amount": line.amount,
        "max_share": line.max_share,
        "conditions": line.conditions,
        "decided_on": line.decided_on,
    }


def _about(measure: int | None, known: Facts) -> str:
    return known.measures[measure].name if measure in known.measures else ""


def _in_order(rows: Iterable[Any], key: Callable[[Any], Any]) -> list[Any]:
    return sorted(rows, key=key)


def _by_key(row: Any) -> int:
    return int(row.pk)


def _by_goal(row: Obligation) -> int:
    return row.goal_id
