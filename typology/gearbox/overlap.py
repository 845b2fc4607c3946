"""Which interests partners have in common, over shared interests only: pure, and private ones leave no trace."""

from collections.abc import Iterable
from dataclasses import dataclass

from typology.gearbox.tables import Interest, Typology


@dataclass(frozen=True, slots=True)
class Stated:
    """One interest that somebody of a partner named. code: of the pack, "" for own words. partner: its name."""

    partner: str
    code: str
    is_shared: bool
    may_be_named: bool


@dataclass(frozen=True, slots=True)
class Common:
    """One interest, how many partners share it, and those of them that may be named, by name."""

    interest: Interest
    count: int
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What partners share. common: interests of two or more partners, most partners first; single: of one partner.

    partners: how many partners shared at least one interest.
    """

    common: tuple[Common, ...]
    single: tuple[Common, ...]
    partners: int


def overlap(tables: Typology, stated: Iterable[Stated]) -> Overlap:
    """Return the interests in common. Several people of one partner count once; own words can't be compared."""
    known = {interest.code for interest in tables.interests}
    shared = [each for each in stated if each.is_shared and each.code in known]
    found = [
        _common(interest, [each for each in shared if each.code == interest.code]) for interest in tables.interests
    ]
    return Overlap(
        common=tuple(sorted((each for each in found if each.count > 1), key=lambda each: -each.count)),
        single=tuple(each for each in found if each.count == 1),
        partners=len({each.partner for each in shared}),
    )


def _common(interest: Interest, stated: list[Stated]) -> Common:
    partners = {each.partner for each in stated}
    silent = {each.partner for each in stated if not each.may_be_named}
    return Common(interest, len(partners), tuple(sorted(partners - silent)))
