"""How far the review of an answer is, and whose turn it is. An acceptance holds for exactly what was accepted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.plain import content_hash
from governance.leidraad.enums import Decision, ReviewState, Turn


class Step(Protocol):
    """One step in a review. fingerprint: of the answer as the reviewer saw it."""

    @property
    def decision(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a review is. decided and asked: the place in the row of steps of the one that counts, None without."""

    state: ReviewState
    turn: Turn
    decided: int | None
    asked: int | None


_STATES: dict[tuple[str, bool], tuple[ReviewState, Turn]] = {
    (Decision.ACCEPTED, False): (ReviewState.ACCEPTED, Turn.NOBODY),
    (Decision.ACCEPTED, True): (ReviewState.LAPSED, Turn.REVIEWER),
    (Decision.CHANGE, False): (ReviewState.CHANGE, Turn.ANSWERER),
    (Decision.CHANGE, True): (ReviewState.ADAPTED, Turn.REVIEWER),
}


def fingerprint(value: str, text: str, evidence: Iterable[str], grounds: object = None) -> str:
    """Return the SHA-256 of an answer: its value, its explanation, the keys of its evidence in any order, its grounds.

    grounds: what an answer of the records rests on; None for one given by hand.
    """
    return content_hash([value, text, sorted(evidence), grounds])


def judge(decision: str | None, *, is_answered: bool, is_changed: bool, is_asked: bool) -> tuple[ReviewState, Turn]:
    """Say how far a review is, from its last decision (None without one).

    is_changed: the answer differs from what was decided on. is_asked: somebody was asked to look after that decision.
    A question without an answer has nothing to review.
    """
    if not is_answered:
        return ReviewState.NONE, Turn.NOBODY
    if decision is None:
        return (ReviewState.ASKED, Turn.REVIEWER) if is_asked else (ReviewState.NONE, Turn.NOBODY)
    state, turn = _STATES[decision, is_changed]
    return state, Turn.REVIEWER if is_asked else turn


def outcome(steps: Sequence[Step], now: str, *, is_answered: bool) -> Outcome:
    """Judge a review from its steps, oldest first. now: the fingerprint of the answer as it is."""
    decided = next((at for at in reversed(range(len(steps))) if steps[at].decision != Decision.ASKED), None)
    asked = len(steps) - 1 if steps and decided != len(steps) - 1 else None
    last = steps[decided] if decided is not None else None
    state, turn = judge(
        last.decision if last else None,
        is_answered=is_answered,
        is_changed=last is not None and last.fingerprint != now,
        is_asked=asked is not None,
    )
    return Outcome(state, turn, decided, asked)
