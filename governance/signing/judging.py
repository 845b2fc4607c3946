"""How far the signatures under a document are: from who is asked, what they decided last, and the content now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from governance.signing.enums import Decision, SignerState, SigningState


@dataclass(frozen=True, slots=True)
class Asked:
    """One signer: its key, and its place in the order (equal places may sign at once)."""

    key: int
    place: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The last decision of a signer, and the hash of what it was about."""

    decision: Decision
    sha256: str


@dataclass(frozen=True, slots=True)
class JudgedSigner:
    """How far one signer is. is_turn: nobody with a lower place has to sign first, and this one has not signed."""

    key: int
    state: SignerState
    is_turn: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """How far one document is, with each signer in the order that was given."""

    state: SigningState
    signers: tuple[JudgedSigner, ...]


def judge(asked: Sequence[Asked], decided: Mapping[int, Decided], sha256: str) -> Judged:
    """Judge the signatures under one document. decided: the last decision by key of the signer; sha256: content now.

    A refusal weighs most, then a signature that lapsed, then one that waits: the state says what to do first.
    """
    states = {signer.key: _state(decided.get(signer.key), sha256) for signer in asked}
    waiting = [signer.place for signer in asked if states[signer.key] != SignerState.SIGNED]
    first = min(waiting, default=0)
    signers = tuple(
        JudgedSigner(
            signer.key,
            states[signer.key],
            is_turn=states[signer.key] != SignerState.SIGNED and signer.place == first,
        )
        for signer in asked
    )
    return Judged(_together(set(states.values())), signers)


def _state(last: Decided | None, sha256: str) -> SignerState:
    if last is None:
        return SignerState.WAITING
    if last.decision == Decision.SIGNED:
        return SignerState.SIGNED if last.sha256 == sha256 else SignerState.LAPSED
    return SignerState.REFUSED if last.sha256 == sha256 else SignerState.WAITING


def _together(states: set[SignerState]) -> SigningState:
    if not states:
        return SigningState.NOTHING_ASKED
    order = (SignerState.REFUSED, SignerState.LAPSED, SignerState.WAITING, SignerState.SIGNED)
    return SigningState(next(state.value for state in order if state in states))
