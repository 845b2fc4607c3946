"""What the pages about versions of the guide show: the list, one version, and what was decided about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count
from django.urls import reverse

from accounts.models import User
from core.pack_versions import PackStatus
from core.packs import label
from governance.leidraad.enums import GuideStep
from governance.leidraad.guide import Guide
from governance.leidraad.models import GuideDecision, GuideVersion
from governance.leidraad.publishing import steps_of
from governance.leidraad.texts import GuideView, SourceView, guide_view, source_views
from governance.leidraad.versions import codes


@dataclass(frozen=True)
class VersionRow:
    """One loaded version of the guide, in numbers. own_questions: those that rest on a proposal of our own.

    published_at: None while only curators know it; is_offered: whether areas start with it now.
    """

    version: str
    url: str
    status_label: str
    is_concept: bool
    sha256: str
    loaded_at: datetime
    loaded_by: str
    published_at: datetime | None
    is_offered: bool
    conditions: int
    questions: int
    sources: int
    own_questions: int
    checks: int


@dataclass(frozen=True)
class ChangeLine:
    """One line of the change log. conditions: the names of those it is about."""

    text: str
    conditions: tuple[str, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class ChangeGroup:
    """What one version changed, in the words of its makers."""

    version: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class DecisionLine:
    """One decision. before: the status until then; by: "" for readers who decide nothing, or without an account."""

    label: str
    before: str
    reason: str
    decided_on: date
    by: str
    at: datetime


@dataclass(frozen=True)
class VersionPage:
    """One version. steps: what may be decided about it now; other: the version to compare it with, or ""."""

    guide: GuideView
    row: VersionRow
    changes: tuple[ChangeGroup, ...]
    decisions: tuple[DecisionLine, ...]
    steps: tuple[GuideStep, ...]
    other: str

    @property
    def difference_url(self) -> str:
        """Where the difference with the other version stands; "" without another one."""
        return difference_url(self.other, self.row.version) if self.other else ""


def difference_url(old: str, new: str) -> str:
    """Return the address of the difference between two versions."""
    return f"{reverse('guide:version-difference')}?van={old}&naar={new}"


def version_rows(user: User) -> tuple[VersionRow, ...]:
    """List the versions this user may read, the last published or loaded first. Runs one query."""
    versions = GuideVersion.objects.visible_to(user).select_related("loaded_by").annotate(check_count=Count("checks"))
    found = sorted(versions, key=lambda each: (each.published_at or each.loaded_at, each.pk), reverse=True)
    offered = next((each.pk for each in found if each.is_published), None)
    return tuple(_row(each, each.check_count, is_offered=each.pk == offered) for each in found)


def _row(version: GuideVersion, checks: int, *, is_offered: bool) -> VersionRow:
    guide = Guide(version.content)
    sources = [source_views(guide, question) for question in guide.questions.values()]
    return VersionRow(
        version=version.version,
        url=version.get_absolute_url(),
        status_label=version.get_status_display(),
        is_concept=version.status == PackStatus.CONCEPT,
        sha256=version.sha256,
        loaded_at=version.loaded_at,
        loaded_by=str(version.loaded_by or ""),
        published_at=version.published_at,
        is_offered=is_offered,
        conditions=len(guide.conditions),
        questions=len(guide.questions),
        sources=len(guide.sources),
        own_questions=sum(any(source.kind == "proposal" for source in asked) for asked in sources),
        checks=checks,
    )


def version_page(version: GuideVersion, user: User) -> VersionPage:
    """Gather one version for a reader who may see it. Runs three queries."""
    rows = version_rows(user)
    place = next(index for index, row in enumerate(rows) if row.version == version.version)
    older = [*rows[place + 1 :], *rows[:place]]
    can_decide = user.has_perm("leidraad.change_guideversion")
    decisions = version.decisions.select_related("by")
    return VersionPage(
        guide=guide_view(version),
        row=rows[place],
        changes=change_log(Guide(version.content)),
        decisions=tuple(_decision(each, with_people=can_decide) for each in decisions),
        steps=steps_of(version) if can_decide else (),
        other=older[0].version if older else "",
    )


def _decision(decision: GuideDecision, *, with_people: bool) -> DecisionLine:
    return DecisionLine(
        label=decision.get_step_display(),
        before=decision.get_before_display(),
        reason=decision.reason,
        decided_on=decision.decided_on,
        by=str(decision.by) if decision.by and with_people else "",
        at=decision.at,
    )


def change_log(guide: Guide) -> tuple[ChangeGroup, ...]:
    """Return what each version changed, in the order of the pack; empty when the pack keeps no change log."""
    entries: Sequence[dict[str, object]] = guide.content.get("changes", ())
    groups: Iterable[tuple[object, Iterable[dict[str, object]]]] = groupby(entries, key=lambda entry: entry["version"])
    return tuple(
        ChangeGroup(str(version), tuple(_change(guide, entry) for entry in found)) for version, found in groups
    )


def _change(guide: Guide, entry: dict[str, object]) -> ChangeLine:
    names = {condition["code"]: label(condition["name"]) for condition in guide.conditions}
    about = codes(entry, "conditions")
    return ChangeLine(
        label(entry["text"]),  # type: ignore[arg-type]  # checked when the pack was loaded
        tuple(names[code] for code in about),
        source_views(guide, entry),
    )
