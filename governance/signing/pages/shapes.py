"""What pages and PDF chapters show of the signatures under a document: frozen dataclasses."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from governance.signing.enums import SignerState, SigningState


@dataclass(frozen=True)
class SignerView:
    """One signer of a document. Names are "" for readers who may not see them; signed_by: who signed in their place.

    decision, sha256 and decided_at are of the last decision, also when it lapsed since: "" and None without one.
    partner_id, organisation: for which partner of the area this is, None and "" for a public office.
    """

    key: int
    mandate_id: int
    user_id: int | None
    name: str
    function: str
    place: int
    state: str
    state_label: str
    badge: str
    is_turn: bool
    is_mandate_running: bool
    decision: str
    reason: str
    decided_at: datetime | None
    sha256: str
    number: int
    signed_by: str
    partner_id: int | None = None
    organisation: str = ""


@dataclass(frozen=True)
class SigningView:
    """The signatures under one document. sha256: of its content now; reasons: why it is not signed, in words.

    url: the page of the document with what is signed; panel_url: the fragment to ask and withdraw signers.
    """

    area_slug: str
    kind: str
    code: str
    state: str
    state_label: str
    badge: str
    sha256: str
    signers: tuple[SignerView, ...]
    reasons: tuple[str, ...]
    url: str
    panel_url: str

    @property
    def is_signed(self) -> bool:
        """Say whether everybody who was asked signed the content as it is now."""
        return self.state == SigningState.SIGNED

    @property
    def is_lapsed(self) -> bool:
        return self.state == SigningState.LAPSED

    @property
    def signed(self) -> int:
        """How many of the signers signed the content as it is now."""
        return sum(signer.state == SigningState.SIGNED for signer in self.signers)

    def without_names(self) -> "SigningView":
        """Return the same for readers who may not see persons: functions and organisations stay."""
        signers = tuple(replace(signer, name="", reason="", signed_by="", user_id=None) for signer in self.signers)
        return replace(self, signers=signers)


@dataclass(frozen=True, slots=True)
class Parties:
    """How far partners are with one document, by key of the partner, each in one of the three."""

    signed: tuple[int, ...]
    waiting: tuple[int, ...]
    refused: tuple[int, ...]

    @property
    def is_signed(self) -> bool:
        """Say whether all of them signed, and there is at least one."""
        return bool(self.signed) and not self.waiting and not self.refused


def parties_signed(view: SigningView, partner_ids: Iterable[int]) -> Parties:
    """Divide partners over who signed the content as it is now, who did not yet, and who refused it.

    A partner signed when each of its persons who is asked did; one that was not asked, or whose signature lapsed,
    waits. Who is asked for no partner, or for another, is left out.
    """
    states: dict[int, set[str]] = defaultdict(set)
    for signer in view.signers:
        if signer.partner_id is not None:
            states[signer.partner_id].add(signer.state)
    keys = list(dict.fromkeys(partner_ids))
    refused = [key for key in keys if SignerState.REFUSED in states[key]]
    signed = [key for key in keys if states[key] == {SignerState.SIGNED}]
    waiting = [key for key in keys if key not in {*refused, *signed}]
    return Parties(tuple(signed), tuple(waiting), tuple(refused))
