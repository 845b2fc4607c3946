"""What is shown of deliberate starts: on their page, beside the gate, above every page of the area, and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.plain import content_hash
from governance.leidraad.models import Deviation
from governance.leidraad.pages.checks import check_page
from governance.leidraad.pages.shapes import CheckPage
from governance.leidraad.standings import standing_of
from pilots.areas.enums import Phase
from pilots.areas.models import PilotArea
from pilots.areas.notices import Notice

SOON = 7  # days before the end at which everybody is told so
WRITTEN_IN = "nl"  # a decision is taken in Dutch, whatever language its recorder reads


@dataclass(frozen=True)
class Covered:
    """One hard condition that was open when the decision was taken. reasons: each with its question, "" without one."""

    code: str
    number: int
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class DeviationView:
    """One decision to start deliberately. recorded_by and closed_by are "" for readers who are not involved.

    pk and recorded_at are None for a draft. state: "running" or "ended"; ended_on: the last day it counted, None while
    it runs; days_left: None when it ended.
    """

    pk: int | None
    reason: str
    decided_by: str
    decided_on: date
    starts_on: date
    ends_on: date
    covers: tuple[Covered, ...]
    guide_version: str
    recorded_by: str
    recorded_at: datetime | None
    state: str
    ending: str
    ending_reason: str
    closed_by: str
    ended_on: date | None
    days_left: int | None
    follows_pk: int | None

    @property
    def is_running(self) -> bool:
        return self.state == "running"

    @property
    def is_ending_soon(self) -> bool:
        return self.days_left is not None and self.days_left <= SOON


@dataclass(frozen=True)
class DeviationPage:
    """Every deliberate start of an area, the latest first."""

    url: str
    rows: tuple[DeviationView, ...]

    @property
    def running(self) -> DeviationView | None:
        return next((row for row in self.rows if row.is_running), None)

    @property
    def latest(self) -> DeviationView | None:
        return self.rows[0] if self.rows else None


@dataclass(frozen=True)
class OpenConditions:
    """What a decision of this moment would cover. frozen: as it is stored; shown: as it is read; version: of the guide.

    seen: changes when what is open, or what runs, changes; a writer sends it back with the decision. running_pk: of the
    decision that runs now.
    """

    frozen: tuple[dict[str, Any], ...]
    shown: tuple[Covered, ...]
    version: str
    seen: str
    running_pk: int | None


def deviation_page(area: PilotArea, *, today: date | None = None, with_people: bool = True) -> DeviationPage:
    """Gather the deliberate starts of an area. Runs one query."""
    day = today or timezone.localdate()
    rows = Deviation.objects.filter(area=area).select_related("recorded_by", "closed_by").order_by("-starts_on", "-pk")
    url = reverse("leidraad:deviation-list", args=[area.slug])
    return DeviationPage(url, tuple(deviation_view(row, day, with_people=with_people) for row in rows))


def deviation_view(row: Deviation, today: date, *, with_people: bool = True) -> DeviationView:
    """Show one decision as it stands on this day: past its end date it is over, marked or not."""
    is_running = row.closed_at is None and row.starts_on <= today <= row.ends_on
    ending = row.get_ending_display() or ("" if is_running else str(_("The end date passed")))
    closed_on = timezone.localdate(row.closed_at) if row.closed_at else row.ends_on
    return DeviationView(
        pk=row.pk,
        reason=row.reason,
        decided_by=f"{row.decided_by_name}, {row.decided_by_function}",
        decided_on=row.decided_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        covers=covered(row.covers),
        guide_version=row.guide_version,
        recorded_by=str(row.recorded_by or "") if with_people else "",
        recorded_at=row.recorded_at,
        state="running" if is_running else "ended",
        ending=ending,
        ending_reason=row.ending_reason,
        closed_by=str(row.closed_by or "") if with_people else "",
        ended_on=None if is_running else min(closed_on, row.ends_on),
        days_left=(row.ends_on - today).days if is_running else None,
        follows_pk=row.follows_id,
    )


def running_deviation(area: PilotArea, *, today: date | None = None) -> DeviationView | None:
    """Return the deliberate start that counts on this day, None without one. Runs one query."""
    day = today or timezone.localdate()
    row = Deviation.objects.running(day).filter(area=area).first()
    return deviation_view(row, day, with_people=False) if row else None


def open_conditions(area: PilotArea, running: DeviationView | None) -> OpenConditions | None:
    """Freeze which hard conditions keep the gate closed now, and why. None when no guide was loaded."""
    with translation.override(WRITTEN_IN):
        page = check_page(area, with_people=False)
        if page is None:
            return None
        frozen = tuple(_frozen(page))
    seen = content_hash([frozen, page.guide.version, running.pk if running else 0])
    return OpenConditions(frozen, covered(frozen), page.guide.version, seen, running.pk if running else None)


def _frozen(page: CheckPage) -> list[dict[str, Any]]:
    return [
        {
            "code": condition.code,
            "number": condition.number,
            "name": condition.name,
            "reasons": [
                {"question": f"{reason.code} {reason.question}".strip(), "rule": reason.rule}
                for reason in condition.reasons
                if reason.is_blocking
            ],
        }
        for condition in page.gate.deciding
        if any(reason.is_blocking for reason in condition.reasons)
    ]


def covered(frozen: Sequence[dict[str, Any]]) -> tuple[Covered, ...]:
    """Show what was frozen, in the words of then."""
    return tuple(
        Covered(
            each["code"],
            each["number"],
            each["name"],
            tuple(" – ".join(filter(None, (why["question"], why["rule"]))) for why in each["reasons"]),
        )
        for each in frozen
    )


# Above every page of the area -------------------------------------------------------------------------------------
def notices(area: PilotArea) -> list[Notice]:
    """Tell every reader of an area that it started deliberately, or that such a decision ended with the gate closed.

    Runs one query; where a decision ended past the pre-exploration one more, for the stored standing of the gate.
    """
    today = timezone.localdate()
    row = Deviation.objects.filter(area=area).order_by("-starts_on", "-pk").first()
    if row is None:
        return []
    view = deviation_view(row, today, with_people=False)
    if view.is_running:
        return [notice_of(view, area)]
    standing = None if area.phase == Phase.PRE_EXPLORATION else standing_of(area.pk, today=today)
    return [_without_gate(view, area)] if standing and not standing.is_open else []


def notice_of(view: DeviationView, area: PilotArea) -> Notice:
    """Say that an area started deliberately: until when, who decided, and why."""
    return Notice(
        about=_("Deliberate start"),
        title=headline(),
        text=" ".join(filter(None, (decided(view), _left(view)))),
        explanation=view.reason,
        url=reverse("leidraad:deviation-list", args=[area.slug]),
        link=_("Read the decision and what still has to be arranged"),
    )


def _without_gate(view: DeviationView, area: PilotArea) -> Notice:
    """Say that an area goes on while its gate is closed and no decision explains that any more."""
    last = view.ended_on or view.ends_on
    return Notice(
        about=_("Runs without start gate"),
        title=_("Runs without start gate."),
        text=_("The start gate is closed, and the decision to start all the same ended on %(day)s.")
        % {"day": _day(last)},
        explanation="",
        url=reverse("leidraad:check-detail", args=[area.slug]),
        link=_("What still has to be arranged"),
        is_urgent=True,
    )


def draft_notice(area: PilotArea, **given: Any) -> Notice:
    """Show a decision that is not recorded yet as every page of the area will tell it."""
    today = timezone.localdate()
    return notice_of(deviation_view(Deviation(area=area, starts_on=today, **given), today), area)


def headline() -> str:
    """Say that an area started deliberately."""
    return _("This area started deliberately, while the start gate is closed.")


def decided(view: DeviationView) -> str:
    """Say who decided, when, and until when."""
    words = {"who": view.decided_by, "on": _day(view.decided_on), "until": _day(view.ends_on)}
    return _("Decided by %(who)s on %(on)s. It holds up to and including %(until)s.") % words


def _left(view: DeviationView) -> str:
    if not view.is_ending_soon:
        return ""
    if not view.days_left:
        return _("Today is the last day.")
    return ngettext("%(days)d day left.", "%(days)d days left.", view.days_left) % {"days": view.days_left}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
