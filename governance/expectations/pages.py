"""What the timeline of an area shows, in the PDF too, and what the daily mail says about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.digest import Line
from accounts.models import User
from core import markdown, timecharts
from core.charts import Figure
from core.timecharts import Span, TimeChart
from governance.bodies.enums import Part
from governance.bodies.models import Body, Member
from governance.expectations.enums import Audience, ExpectationKind, State
from governance.expectations.models import Expectation, Progress
from governance.expectations.overrun import Timing, end_of, judge
from pilots.areas.enums import MemberRole
from pilots.areas.models import AreaMember, PilotArea
from pilots.stakeholders.models import Partner, Person

TONES = {State.OVERRUN: "stop", State.DUE_SOON: "warn", State.DONE: "ok", State.DONE_LATE: "warn"}
CHART = "tijdlijn"  # its id on the page


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """One expectation. pk: 0 for the two that stand with the area itself; body: "" without one.

    state: a code of `State`; sentence: how far it is, in words; planned: the plan in words; first_planned_on: what was
    said first, None when that did not change.
    """

    pk: int
    kind: str
    title: str
    body: str
    planned: str
    planned_from: date | None
    planned_on: date
    first_planned_on: date | None
    happened_on: date | None
    state: str
    state_label: str
    tone: str
    sentence: str
    note: SafeString
    audience: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to add: a decision moment of a body that decides. url: the form, already filled in."""

    title: str
    body: str
    url: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The timeline of an area on this day. missing: what is not known yet, in sentences.

    overrun: the titles of what is too late. suggestions and unreached (parties of whom nobody has an account): for who
    may change the area.
    """

    area: str
    today: date
    rows: tuple[ExpectationRow, ...]
    overrun: tuple[str, ...]
    missing: tuple[str, ...]
    chart: Figure | None
    started_on: date | None
    maximum_months: int | None
    suggestions: tuple[Suggestion, ...]
    unreached: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.rows


@dataclass(frozen=True, slots=True)
class _Moment:
    """One expectation before it is put in words, from a row or from the fields of the area."""

    title: str
    kind: ExpectationKind
    planned_on: date
    happened_on: date | None
    planned_from: date | None = None
    expectation: Expectation | None = None

    def timing(self, today: date) -> Timing:
        return judge(self.planned_on, self.happened_on, today)


def timeline_page(area: PilotArea) -> TimelinePage:
    """Build the page. Runs seven queries."""
    today = timezone.localdate()
    progress = Progress.objects.filter(area=area).first() or Progress(area=area)
    found = list(Expectation.objects.filter(area=area).select_related("body"))
    moments = sorted([*map(_moment, found), *_of_area(area, progress)], key=lambda one: (one.planned_on, one.title))
    rows = tuple(_row(one, progress, today) for one in moments)
    return TimelinePage(
        area=area.name,
        today=today,
        rows=rows,
        overrun=tuple(row.title for row in rows if row.state == State.OVERRUN),
        missing=tuple(_missing(area, progress)),
        chart=_chart(rows, today) if rows else None,
        started_on=progress.started_on,
        maximum_months=area.maximum_months,
        suggestions=tuple(_suggestions(area, found, today)),
        unreached=_unreached(area, today),
    )


def _moment(row: Expectation) -> _Moment:
    kind = ExpectationKind(row.kind)
    return _Moment(row.title, kind, row.planned_on, row.happened_on, row.planned_from, row)


def _of_area(area: PilotArea, progress: Progress) -> Iterable[_Moment]:
    """Give the two expectations that stand with the area itself, as far as they have a date."""
    if area.first_result_on:
        yield _Moment(_("First result"), ExpectationKind.FIRST_RESULT, area.first_result_on, progress.first_result_on)
    end = end_of(progress.started_on, area.maximum_months)
    if end:
        title = _("End of the maximum duration")
        yield _Moment(title, ExpectationKind.MAXIMUM, end, progress.finished_on, progress.started_on)


def _missing(area: PilotArea, progress: Progress) -> Iterable[str]:
    if not area.first_result_on:
        yield _("It is not said yet when the first result may be expected.")
    if not area.maximum_months:
        yield _("It is not said yet how long the process may take at most.")
    elif not progress.started_on:
        yield _("It is not said yet from which day the maximum duration counts.")


# Rows ---------------------------------------------------------------------------------------------------------------
def _row(moment: _Moment, progress: Progress, today: date) -> ExpectationRow:
    timing, row = moment.timing(today), moment.expectation
    moved = row.first_planned_on if row and row.first_planned_on != row.planned_on else None
    return ExpectationRow(
        pk=row.pk if row else 0,
        kind=str(moment.kind.label),
        title=moment.title,
        body=row.body.name if row and row.body else "",
        planned=_period(moment),
        planned_from=moment.planned_from,
        planned_on=moment.planned_on,
        first_planned_on=moved,
        happened_on=moment.happened_on,
        state=timing.state.value,
        state_label=str(timing.state.label),
        tone=TONES.get(timing.state, "neutral"),
        sentence=_sentence(timing),
        note=markdown.render(row.note if row else ""),
        audience=str(Audience(row.audience).label) if row else "",
        is_fictional=row.is_fictional if row else progress.is_fictional,
    )


def _period(moment: _Moment) -> str:
    last = date_format(moment.planned_on, "j F Y")
    if moment.planned_from is None or moment.planned_from == moment.planned_on:
        return last
    return f"{date_format(moment.planned_from, 'j F Y')} – {last}"


def _sentence(timing: Timing) -> str:
    days = {"days": timing.days}
    if timing.state == State.OVERRUN:
        return ngettext("%(days)s day too late", "%(days)s days too late", timing.days) % days
    if timing.state == State.DONE_LATE:
        return ngettext("done, %(days)s day too late", "done, %(days)s days too late", timing.days) % days
    if timing.state == State.DUE_SOON:
        if not timing.days:
            return _("due today")
        return ngettext("due in %(days)s day", "due in %(days)s days", timing.days) % days
    return str(timing.state.label)


def _chart(rows: Sequence[ExpectationRow], today: date) -> Figure:
    spans = tuple(
        Span(one.title, one.planned_from, one.planned_on, one.happened_on, one.sentence, one.planned) for one in rows
    )
    return timecharts.figure(TimeChart(_("What may be expected when"), today, spans), CHART)


# For the team -------------------------------------------------------------------------------------------------------
def _suggestions(area: PilotArea, found: Sequence[Expectation], today: date) -> Iterable[Suggestion]:
    """Give every body that decides about something and has no decision moment yet."""
    deciding = Body.objects.filter(area=area, parts__part=Part.DECIDES).current(today).distinct()
    busy = {row.body_id for row in found if row.kind == ExpectationKind.DECISION}
    for body in deciding:
        if body.pk not in busy:
            url = reverse("expectations:expectation-create", args=[area.slug])
            yield Suggestion(_("Decision by %(body)s") % {"body": body.name}, body.name, f"{url}?overleg={body.pk}")


def _unreached(area: PilotArea, today: date) -> tuple[str, ...]:
    """Name the parties of whom nobody has an account that takes part in the area: no mail reaches them."""
    accounts = Person.objects.current().filter(
        organisation=OuterRef("organisation"), user__is_active=True, user__area_memberships__area=area
    )
    running = Partner.objects.filter(area=area).filter(Q(until_on=None) | Q(until_on__gte=today))
    silent = running.filter(~Exists(accounts)).select_related("organisation").order_by("organisation__name", "pk")
    return tuple(str(partner.organisation) for partner in silent)


# The daily mail -----------------------------------------------------------------------------------------------------
def lines(user: User, today: date) -> Iterable[Line]:
    """Tell who takes part what is too late in their areas, and what is due within a month. A source of the mail."""
    areas = {area.pk: area for area in _areas_of(user)}
    team = {area.pk for area in areas.values() if _leads(user, area)}
    bodies = set(
        Member.objects.current(today).filter(user=user, body__area__in=areas).values_list("body_id", flat=True)
    )
    for moment, area in _moments_of(areas):
        timing = moment.timing(today)
        if timing.state == State.OVERRUN:
            text = _("“%(title)s” should have been ready on %(day)s: %(late)s") % _words(moment, timing)
        elif timing.state == State.DUE_SOON and _hears(moment, is_team=area.pk in team, bodies=bodies):
            text = _("“%(title)s” is planned on %(day)s") % _words(moment, timing)
        else:
            continue
        yield Line(
            text,
            reverse("expectations:timeline", args=[area.slug]),
            _("Expectations"),
            area=area.name,
            due_on=moment.planned_on,
        )


def _areas_of(user: User) -> list[PilotArea]:
    """Return the areas this user takes part in, in the team or as a partner, and may read."""
    takes_part = Exists(AreaMember.objects.filter(area=OuterRef("pk"), user=user))
    found = PilotArea.objects.involving(user).current().filter(Q(coordinator=user) | takes_part)
    return list(found.without_shapes().prefetch_related("members"))


def _leads(user: User, area: PilotArea) -> bool:
    return area.coordinator_id == user.pk or area.has_member(user, MemberRole.TEAM)


def _moments_of(areas: dict[int, PilotArea]) -> Iterable[tuple[_Moment, PilotArea]]:
    progress = Progress.objects.in_bulk(areas)
    for row in Expectation.objects.filter(area__in=areas, happened_on=None):
        yield _moment(row), areas[row.area_id]
    for key, area in areas.items():
        for moment in _of_area(area, progress.get(key) or Progress(area=area)):
            yield moment, area


def _hears(moment: _Moment, *, is_team: bool, bodies: set[int]) -> bool:
    row = moment.expectation
    audience = row.audience if row else Audience.ALL
    return is_team or audience == Audience.ALL or bool(row and audience == Audience.BODY and row.body_id in bodies)


def _words(moment: _Moment, timing: Timing) -> dict[str, str]:
    return {"title": moment.title, "day": date_format(moment.planned_on, "j F Y"), "late": _sentence(timing)}
