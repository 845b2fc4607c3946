"""The start gate: says from the answers how far each condition is and whether the process may start, with reasons.

Source: deck, chapter 7 (the goal must be clear before an area process starts; obligation, instruments and budget);
dossier 2.3 (which conditions are hard). The treatment of “partly” and “not applicable” is our own proposal (concept),
explained to readers in the chapter “De startpoort” of the guide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from governance.leidraad.enums import AnswerValue, ConditionStatus, GateStatus, Rule
from governance.signing.enums import SigningState

UNSIGNED_RULES: dict[SigningState, Rule] = {
    SigningState.NOTHING_ASKED: Rule.UNSIGNED,
    SigningState.WAITING: Rule.WAITING,
    SigningState.LAPSED: Rule.LAPSED,
    SigningState.REFUSED: Rule.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Given:
    """What is answered to one question.

    is_planned: somebody is named who arranges what is missing, and by which date.
    """

    value: AnswerValue
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """The part of a condition that decides: its code, the codes of its questions, whether it is hard."""

    code: str
    questions: tuple[str, ...]
    is_hard: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is not finished: the question, its answer (None without one) and the rule that says so.

    question: "" for a reason about the condition as a whole.
    """

    question: str
    value: AnswerValue | None
    rule: Rule

    @property
    def is_blocking(self) -> bool:
        """Say whether this keeps the condition open."""
        return self.rule != Rule.PARTLY_PLANNED


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """How far one condition is. status: by its content alone; signing: how far its signatures are, None when unasked.

    reasons: in the order of its questions, then what is wrong with the signatures; empty when it is met and signed.
    """

    code: str
    is_hard: bool
    status: ConditionStatus
    reasons: tuple[Reason, ...]
    answered: int
    total: int
    signing: SigningState | None = None

    @property
    def is_signed(self) -> bool:
        """Say whether no signature is missing."""
        return self.signing in {None, SigningState.SIGNED}


@dataclass(frozen=True, slots=True)
class GateResult:
    """Whether the process may start. deciding: the hard conditions that are not simply met and signed."""

    status: GateStatus
    conditions: tuple[ConditionResult, ...]

    @property
    def deciding(self) -> tuple[ConditionResult, ...]:
        return tuple(
            each
            for each in self.conditions
            if each.is_hard and not (each.status == ConditionStatus.MET and each.is_signed)
        )


def assess_gate(
    conditions: Sequence[Condition],
    answers: Mapping[str, Given],
    signings: Mapping[str, SigningState] | None = None,
) -> GateResult:
    """Judge the gate from answers by question code. Total: an answer to an unknown question is ignored.

    signings: how far the signatures are by condition, nobody asked when one is absent; None judges the content alone.
    Open when every hard condition is met and everybody asked signed its content as it is now, at least one person;
    open with agreements when what is missing is planned; otherwise closed. Without any hard condition nothing can hold
    the process back, so the gate is open.
    """
    results = tuple(
        assess_condition(
            condition,
            answers,
            signings.get(condition.code, SigningState.NOTHING_ASKED) if signings is not None else None,
        )
        for condition in conditions
    )
    hard = {result.status for result in results if result.is_hard}
    is_unsigned = any(result.is_hard and not result.is_signed for result in results)
    if is_unsigned or hard & {ConditionStatus.OPEN, ConditionStatus.UNANSWERED}:
        return GateResult(GateStatus.CLOSED, results)
    return GateResult(GateStatus.CONDITIONAL if ConditionStatus.PLANNED in hard else GateStatus.OPEN, results)


def assess_condition(
    condition: Condition, answers: Mapping[str, Given], signing: SigningState | None = None
) -> ConditionResult:
    """Judge one condition, with a reason for everything that is not finished. signing: None leaves signatures out."""
    given = [answers.get(question) for question in condition.questions]
    reasons = [reason for reason in map(_judge, condition.questions, given) if reason]
    values = {answer.value for answer in given if answer}
    if condition.is_hard and None not in given and values == {AnswerValue.NOT_APPLICABLE}:
        reasons.append(Reason("", AnswerValue.NOT_APPLICABLE, Rule.SET_ASIDE))
    answered = sum(answer is not None for answer in given)
    status = _status(reasons, answered)
    reasons += _unsigned(condition, signing)
    return ConditionResult(condition.code, condition.is_hard, status, tuple(reasons), answered, len(given), signing)


def _unsigned(condition: Condition, signing: SigningState | None) -> list[Reason]:
    """Say what is wrong with the signatures; one that only advises needs none, but when asked for it counts."""
    if signing is None or (signing == SigningState.NOTHING_ASKED and not condition.is_hard):
        return []
    rule = UNSIGNED_RULES.get(signing)
    return [Reason("", None, rule)] if rule else []


def _judge(question: str, given: Given | None) -> Reason | None:
    if given is None:
        return Reason(question, None, Rule.UNANSWERED)
    if given.value == AnswerValue.NO:
        return Reason(question, given.value, Rule.NO)
    if given.value == AnswerValue.PARTLY:
        rule = Rule.PARTLY_PLANNED if given.is_planned else Rule.PARTLY_UNPLANNED
        return Reason(question, given.value, rule)
    return None


def _status(reasons: Sequence[Reason], answered: int) -> ConditionStatus:
    if not reasons:
        return ConditionStatus.MET
    if not answered:
        return ConditionStatus.UNANSWERED
    if any(reason.is_blocking for reason in reasons):
        return ConditionStatus.OPEN
    return ConditionStatus.PLANNED
