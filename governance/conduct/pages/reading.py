"""The rules of conduct of an area as they are read: on its page, in the PDF, per version, and between two versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.conduct.actions import frozen_rules
from governance.conduct.enums import VERSION_BADGES, Origin
from governance.conduct.models import ConductVersion, Rule
from governance.conduct.pages.parties import standing_of
from governance.conduct.pages.shapes import ConductPage, RuleView, VersionView
from governance.conduct.versions import KIND, Compared, compare_versions, content_of, frozen_of
from governance.signing.canonical import fingerprint
from governance.signing.pages import SigningView, signing_of
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner


@dataclass(frozen=True)
class DifferencePage:
    """What differs between two versions of an area."""

    area_name: str
    old: int
    new: int
    compared: Compared
    url: str


def conduct_page(area: PilotArea, *, with_people: bool = False, today: date | None = None) -> ConductPage:
    """Gather the rules of conduct of an area, in a constant number of queries. with_people: names, for the team."""
    working = frozen_rules(list(Rule.objects.of_area(area)))
    rows = list(ConductVersion.objects.filter(area=area).select_related("made_by"))
    versions = _versions(area, rows, with_people=with_people, today=today)
    current = versions[0] if versions else None
    return ConductPage(
        area_name=area.name,
        area_slug=area.slug,
        state=current.state if current else "draft",
        state_label=current.state_label if current else _("Draft"),
        badge=current.badge if current else "concept",
        current=current,
        draft=rule_views(working),
        is_changed=bool(rows) and rows[0].rules != working,
        versions=versions,
        url=reverse("conduct:rules", args=[area.slug]),
    )


def version_view(area: PilotArea, number: int, *, with_people: bool, today: date | None = None) -> VersionView | None:
    """Gather one frozen version; None when there is none with this number."""
    rows = list(ConductVersion.objects.filter(area=area).select_related("made_by"))
    found = [view for view in _versions(area, rows, with_people=with_people, today=today) if view.number == number]
    return found[0] if found else None


def difference_page(area: PilotArea, old: int, new: int) -> DifferencePage | None:
    """Gather what differs between two versions; None when one of them is not there, or they are the same."""
    both = Q(number=old) | Q(number=new)
    rows = {row.number: row for row in ConductVersion.objects.filter(both, area=area)}
    if len(rows) != 2:
        return None
    compared = compare_versions(frozen_of(rows[old]), frozen_of(rows[new]))
    return DifferencePage(area.name, old, new, compared, reverse("conduct:rules", args=[area.slug]))


def title_of(number: int) -> str:
    """Name a version in the language of the reader."""
    return _("Rules of conduct, version %(number)d") % {"number": number}


def signings(area: PilotArea, rows: Sequence[ConductVersion], today: date | None = None) -> Mapping[str, SigningView]:
    """Return the signatures under versions, by code of the version: three queries at most."""
    hashes = {row.code: fingerprint(content_of(frozen_of(row))) for row in rows}
    return signing_of(area, KIND, list(hashes), hashes=hashes, today=today)


def rule_views(rules: Sequence[Mapping[str, Any]]) -> tuple[RuleView, ...]:
    """Turn frozen rules into what is shown."""
    return tuple(
        RuleView(
            number=number,
            title=rule["title"],
            theme=rule["theme_name"],
            text=rule["text"],
            origin=str(Origin(rule["origin"]).label),
            source=rule["source"],
        )
        for number, rule in enumerate(rules, 1)
    )


def _versions(
    area: PilotArea, rows: Sequence[ConductVersion], *, with_people: bool, today: date | None
) -> tuple[VersionView, ...]:
    """Show versions, of which the newest comes first."""
    if not rows:
        return ()
    day = today or timezone.localdate()
    taking_part = Partner.objects.filter(area=area).taking_part().select_related("organisation")
    partners = list(taking_part.order_by("organisation__name", "pk"))
    signed = signings(area, rows, day)
    return tuple(
        _view(area, row, signed[row.code], partners, is_current=row is rows[0], with_people=with_people, today=day)
        for row in rows
    )


def _view(
    area: PilotArea,
    row: ConductVersion,
    signing: SigningView,
    partners: Sequence[Partner],
    *,
    is_current: bool,
    with_people: bool,
    today: date,
) -> VersionView:
    standing = standing_of(signing, partners, is_current=is_current, with_people=with_people)
    here = [area.slug, row.number]
    return VersionView(
        number=row.number,
        title=title_of(row.number),
        state=standing.state.value,
        state_label=str(standing.state.label),
        badge=VERSION_BADGES[standing.state],
        is_current=is_current,
        rules=rule_views(row.rules),
        breach=row.breach,
        review_on=row.review_on,
        is_review_due=is_current and row.review_on <= today,
        frozen_at=row.made_at,
        frozen_by=str(row.made_by) if with_people else "",
        pack_version=row.pack_version,
        sha256=signing.sha256,
        parties=standing.parties,
        signed=standing.signed,
        asked=standing.asked,
        total=standing.total,
        url=reverse("conduct:version-detail", args=here),
        print_url=reverse("conduct:version-print", args=here),
        signing_url=signing.url,
        difference_url=reverse("conduct:difference", args=[*here, row.number - 1]) if row.number > 1 else "",
    )
