"""Asking the partners of an area to sign a frozen version, each through one of its persons."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from governance.conduct.models import ConductVersion
from governance.conduct.versions import KIND
from governance.signing.actions import SigningError, ask_partner
from pilots.stakeholders.models import Partner, Person


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: how many parties were asked, and why others were not, by key of the partner."""

    number: int
    problems: Mapping[int, str]


def ask_parties(*, version: ConductVersion, chosen: Mapping[Partner, Person], by: User) -> Asked:
    """Ask each of these partners, through the person chosen for it, to sign. Who cannot be asked stops nobody else."""
    problems: dict[int, str] = {}
    for partner, person in chosen.items():
        try:
            ask_partner(area=version.area, kind=KIND, code=version.code, partner=partner, person=person, by=by)
        except SigningError as refused:
            problems[partner.pk] = str(refused)
    return Asked(len(chosen) - len(problems), problems)
