"""Organisations and persons that may be the same, and what was merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from pilots.stakeholders.duplicates import Entry, alike
from pilots.stakeholders.models import Merge, Organisation, Person

MOST = 100  # pairs shown


@dataclass(frozen=True)
class Party:
    """One side of a pair; detail tells the two apart. merge_url: keep this one and merge the other into it."""

    name: str
    detail: str
    merge_url: str


@dataclass(frozen=True)
class PairRow:
    """Two rows that may be the same, and why they were found."""

    first: Party
    second: Party
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class DuplicatesPage:
    """Look-alikes among what this user may merge, and the merges of the past."""

    organisations: tuple[PairRow, ...]
    persons: tuple[PairRow, ...]
    merges: tuple[tuple[Merge, bool], ...]


def duplicates_page(viewer: User, now: datetime) -> DuplicatesPage:
    """Gather the look-alikes. Runs three queries."""
    organisations = list(Organisation.objects.wholly_changeable_by(viewer))
    persons = list(Person.objects.wholly_changeable_by(viewer).select_related("organisation"))
    keys = Q(kept_organisation__in=[one.pk for one in organisations]) | Q(kept_person__in=[one.pk for one in persons])
    merges = Merge.objects.filter(keys).select_related("kept_organisation", "kept_person", "made_by", "undone_by")
    return DuplicatesPage(
        organisations=_pairs(
            "organisatie", organisations, [Entry(one.pk, one.name, one.email) for one in organisations]
        ),
        persons=_pairs(
            "persoon", persons, [Entry(one.pk, one.name, one.email, str(one.organisation_id)) for one in persons]
        ),
        merges=tuple((merge, merge.is_undoable(now)) for merge in merges[:MOST]),
    )


def _pairs(kind: str, rows: Iterable[Any], entries: list[Entry]) -> tuple[PairRow, ...]:
    by_key = {row.pk: row for row in rows}
    return tuple(
        PairRow(
            _party(kind, by_key[pair.first], by_key[pair.second]),
            _party(kind, by_key[pair.second], by_key[pair.first]),
            pair.reasons,
        )
        for pair in alike(entries)[:MOST]
    )


def _party(kind: str, kept: Any, dropped: Any) -> Party:
    detail = [kept.organisation.name, kept.email] if kind == "persoon" else [kept.get_kind_display(), kept.place]
    url = reverse("stakeholders:merge", args=[kind, kept.pk, dropped.pk])
    return Party(kept.name, ", ".join(part for part in detail if part), url)
