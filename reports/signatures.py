"""Who signed which condition, when, and over exactly what.

Names, functions and the reason of a refusal are for who is involved with the area, as a report is. Of content that
changed after a signature only is told what changed: the old words may hold what somebody took back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from governance.leidraad.pages import ConditionView
from governance.leidraad.signable import KIND
from governance.signing.pages import SignerView, SigningView, difference_page, signing_of
from pilots.areas.models import PilotArea

SHORT = 12  # characters of a hash that are enough to compare by eye


@dataclass(frozen=True, slots=True)
class Signed:
    """One signer of a condition. Of who has not decided yet `at` is None, and number and sha256 are empty.

    in_place: who decided in the place of who was asked; number: in the chain of signatures of the area.
    """

    name: str
    function: str
    in_place: str
    state: str
    tone: str
    reason: str
    at: datetime | None
    number: int
    sha256: str

    @property
    def short(self) -> str:
        return self.sha256[:SHORT]


@dataclass(frozen=True, slots=True)
class Sealed:
    """One condition with its signers. sha256: of its content now; changed: what changed since somebody signed.

    reasons: why it is not signed, in sentences.
    """

    number: str
    name: str
    is_hard: bool
    is_signed: bool
    state: str
    tone: str
    sha256: str
    signers: tuple[Signed, ...]
    reasons: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def short(self) -> str:
        return self.sha256[:SHORT]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures under the conditions of an area."""

    conditions: tuple[Sealed, ...]

    @property
    def asked(self) -> tuple[Sealed, ...]:
        """The conditions that somebody was asked to sign."""
        return tuple(each for each in self.conditions if each.signers)

    @property
    def hard(self) -> int:
        return sum(each.is_hard for each in self.conditions)

    @property
    def hard_signed(self) -> int:
        return sum(each.is_hard and each.is_signed for each in self.conditions)

    def of(self, number: str) -> Sealed | None:
        """Return the signatures of the condition with this number."""
        return next((each for each in self.conditions if each.number == number), None)


def signatures(area: PilotArea, conditions: Iterable[ConditionView]) -> Signatures:
    """Gather the signatures under these conditions."""
    listed = list(conditions)
    views = signing_of(area, KIND, [condition.code for condition in listed])
    return Signatures(tuple(_sealed(area, each, views[each.code]) for each in listed if each.code in views))


def _sealed(area: PilotArea, condition: ConditionView, view: SigningView) -> Sealed:
    return Sealed(
        number=str(condition.number),
        name=condition.name,
        is_hard=condition.is_hard,
        is_signed=view.is_signed,
        state=view.state_label,
        tone=view.badge,
        sha256=view.sha256,
        signers=tuple(map(_signed, view.signers)),
        reasons=view.reasons,
        changed=_changed(area, view) if view.is_lapsed else (),
    )


def _signed(signer: SignerView) -> Signed:
    return Signed(
        name=signer.name,
        function=signer.function,
        in_place=signer.signed_by,
        state=signer.state_label,
        tone=signer.badge,
        reason=signer.reason,
        at=timezone.localtime(signer.decided_at) if signer.decided_at else None,
        number=signer.number,
        sha256=signer.sha256,
    )


def _changed(area: PilotArea, view: SigningView) -> tuple[str, ...]:
    """Name what changed since the signatures that lapsed, each thing once."""
    found: dict[str, None] = {}
    for signer in view.signers:
        if signer.number and signer.sha256 != view.sha256:
            page = difference_page(area, view.kind, view.code, signer.number, with_names=False)
            lines = page.differences if page else ()
            found |= dict.fromkeys(f"{line.group}: {line.label}" if line.group else line.label for line in lines)
    return tuple(found)
