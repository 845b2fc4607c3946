"""What a page or a PDF chapter shows of the rules of conduct: frozen dataclasses with plain fields."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class RuleView:
    """One rule. number: its place in the list, from 1; origin: in words; source: where the idea comes from, or ""."""

    number: int
    title: str
    theme: str
    text: str
    origin: str
    source: str


@dataclass(frozen=True)
class PartyView:
    """One partner with one version. people: who is asked, with function; () for readers who may not see persons.

    reason: of a refusal, "" otherwise or for those readers. has_left: it takes no part in the area any more.
    """

    organisation: str
    state: str
    label: str
    badge: str
    people: tuple[str, ...]
    decided_at: datetime | None
    reason: str
    has_left: bool


@dataclass(frozen=True)
class VersionView:
    """One frozen version. signed and total: how many of the partners signed it; asked: how many of them are asked.

    frozen_by: "" for readers who may not see persons. difference_url: what differs from the version before, "" for
    the first one. is_current: the newest, so the one that partners sign.
    """

    number: int
    title: str
    state: str
    state_label: str
    badge: str
    is_current: bool
    rules: tuple[RuleView, ...]
    breach: str
    review_on: date
    is_review_due: bool
    frozen_at: datetime
    frozen_by: str
    pack_version: str
    sha256: str
    parties: tuple[PartyView, ...]
    signed: int
    asked: int
    total: int
    url: str
    print_url: str
    signing_url: str
    difference_url: str


@dataclass(frozen=True)
class ConductPage:
    """The rules of conduct of an area. current: the newest frozen version, None while the rules are a draft.

    draft: the working list; is_changed: it is not what was frozen last. versions: all of them, newest first.
    state, state_label, badge: of the whole: "draft" without a version, otherwise those of the current one.
    """

    area_name: str
    area_slug: str
    state: str
    state_label: str
    badge: str
    current: VersionView | None
    draft: tuple[RuleView, ...]
    is_changed: bool
    versions: tuple[VersionView, ...]
    url: str

    @property
    def older(self) -> tuple[VersionView, ...]:
        """The versions that were replaced."""
        return self.versions[1:]
