"""How far each partner is with a frozen version."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.conduct.enums import PARTY_BADGES, PartyState, VersionState
from governance.conduct.pages.shapes import PartyView
from governance.signing.pages import Parties, SignerView, SigningView, parties_signed
from pilots.stakeholders.models import Partner


@dataclass(frozen=True)
class Standing:
    """How far a version is: its state, and the partners with how far each is."""

    state: VersionState
    parties: tuple[PartyView, ...]
    signed: int
    asked: int
    total: int


def standing_of(signing: SigningView, partners: Sequence[Partner], *, is_current: bool, with_people: bool) -> Standing:
    """Say how far a version is. partners: who takes part now; who left stays in the list when it had decided."""
    asked: dict[int, list[SignerView]] = {}
    for signer in signing.signers:
        if signer.partner_id is not None:
            asked.setdefault(signer.partner_id, []).append(signer)
    here = {partner.pk: str(partner.organisation) for partner in partners}
    left = {
        key: signers[0].organisation
        for key, signers in asked.items()
        if key not in here and any(signer.decision for signer in signers)
    }
    names = (here if is_current else {key: name for key, name in here.items() if key in asked}) | left
    found = parties_signed(signing, names)
    parties = tuple(
        _party(name, _state(key, found, asked), asked.get(key, []), with_people=with_people, has_left=key in left)
        for key, name in sorted(names.items(), key=lambda item: item[1].lower())
    )
    now = parties_signed(signing, here)
    state = _together(now, is_asked=bool(asked)) if is_current else VersionState.REPLACED
    counted = (now, here) if is_current else (found, names)
    return Standing(state, parties, len(counted[0].signed), sum(key in asked for key in counted[1]), len(counted[1]))


def _state(key: int, found: Parties, asked: dict[int, list[SignerView]]) -> PartyState:
    if key in found.signed:
        return PartyState.SIGNED
    if key in found.refused:
        return PartyState.REFUSED
    return PartyState.WAITING if key in asked else PartyState.NOT_ASKED


def _party(
    name: str, state: PartyState, signers: Sequence[SignerView], *, with_people: bool, has_left: bool
) -> PartyView:
    decided = [signer.decided_at for signer in signers if signer.decided_at and state != PartyState.WAITING]
    reasons = [signer.reason for signer in signers if signer.reason and state == PartyState.REFUSED]
    return PartyView(
        organisation=name,
        state=state.value,
        label=str(state.label),
        badge=PARTY_BADGES[state],
        people=tuple(f"{signer.name}, {signer.function}" for signer in signers) if with_people else (),
        decided_at=max(decided, default=None),
        reason="; ".join(reasons) if with_people else "",
        has_left=has_left,
    )


def _together(found: Parties, *, is_asked: bool) -> VersionState:
    if found.refused:
        return VersionState.REFUSED
    if found.is_signed:
        return VersionState.SIGNED
    return VersionState.WAITING if is_asked else VersionState.FROZEN
