"""The to-arrange list of a collaboration, to work with: what is asked, who does it, how far it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.packs import label
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Person
from typology.gearbox import arranging, registry
from typology.gearbox.arranging import TO_DO, Kind, Line, Point, State
from typology.gearbox.gears import Profile, dial_states, profile
from typology.gearbox.models import Arrangement, Collaboration
from typology.gearbox.ostrom import completeness
from typology.gearbox.pages.profile import find_collaboration
from typology.gearbox.pages.words import AnswerLine, SourceLine, Words, source_lines
from typology.gearbox.structure import advise
from typology.gearbox.tables import Gear, Typology

MOST_MOMENTS = 300  # of the history of the answers; enough to tell since when something is arranged

STATES = {
    State.OPEN: (gettext_lazy("Open"), "warn"),
    State.DOING: (gettext_lazy("In progress"), "neutral"),
    State.CLAIMED: (gettext_lazy("Done, says the owner"), "warn"),
    State.DONE: (gettext_lazy("Done"), "ok"),
    State.ARRANGED: (gettext_lazy("Arranged"), "ok"),
    State.DROPPED: (gettext_lazy("Dropped"), "neutral"),
    State.PAST: (gettext_lazy("No longer asked"), "neutral"),
}
KINDS = {
    Kind.DIAL: gettext_lazy("Asked by the needed gear"),
    Kind.PRINCIPLE: gettext_lazy("Principle for agreements that last"),
    Kind.FORM: gettext_lazy("Governance form"),
    Kind.OWN: gettext_lazy("Own point"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the list. user: None for a paper; organisations: those this user speaks for, by key."""

    user: User | None = None
    is_involved: bool = False
    can_change: bool = False
    organisations: frozenset[int] = frozenset()

    def owns(self, row: Arrangement | None) -> bool:
        """Say whether this row is theirs to report about: as its owner, or for the party that takes it up."""
        if row is None or self.user is None or not self.is_involved:
            return False
        speaks = row.partner is not None and row.partner.organisation_id in self.organisations
        return row.owner_id == self.user.pk or speaks


PAPER = Reader(is_involved=True)


@dataclass(frozen=True, slots=True)
class ArrangementLine:
    """One line of the list. key: what it is called in addresses; code: of the typology, "" in own words.

    state: a value of `State`. level, demanded: of the dial, None for what is no dial. who: usually takes care of it.
    owner, partner, note: "" for who is not involved. arranged_at: since when the answers say so. url: where it is
    worked on, "" for who may not.
    """

    key: str
    code: str
    kind: str
    kind_label: str
    dial: str
    dial_code: str
    what: str
    who: str
    why: tuple[AnswerLine, ...]
    level: int | None
    demanded: int | None
    is_complete: bool
    sources: tuple[SourceLine, ...]
    condition: str
    condition_name: str
    condition_url: str
    state: str
    state_label: str
    badge: str
    is_to_do: bool
    owner: str
    owner_id: int | None
    partner: str
    partner_id: int | None
    due_on: date | None
    is_overdue: bool
    note: str
    arranged_at: datetime | None
    is_mine: bool
    url: str


@dataclass(frozen=True, slots=True)
class ArrangingPage:
    """The whole list, what is to do first. number: key of the collaboration; gear: the needed one, "" while unknown.

    is_known: whether the needed gear is; is_running: whether the collaboration has not ended.
    """

    area_name: str
    area_slug: str
    collaboration: str
    number: int
    gear: str
    lines: tuple[ArrangementLine, ...]
    total: int
    to_do: int
    overdue: int
    settled: int
    is_known: bool
    is_running: bool
    is_concept: bool
    is_fictional: bool
    version: str


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is left to arrange, in codes: for whoever looks for something that helps."""

    code: str
    what: str
    dial: str
    condition: str


@dataclass(frozen=True, slots=True)
class Needs:
    """What an area needs. gear: code of the needed gear, "" while unknown."""

    gear: str = ""
    open: tuple[Need, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Arranging:
    """The list of one collaboration as it follows from its answers and rows."""

    collaboration: Collaboration
    tables: Typology
    outcome: Profile
    lines: tuple[Line, ...]

    def line(self, key: str) -> Line | None:
        """Return the line with this key."""
        return next((line for line in self.lines if line.key == key), None)


def points_of(tables: Typology, answers: Mapping[str, str], gear: Gear | None) -> tuple[Point, ...]:
    """Return all that this gear asks, met or not: of the dials, of the agreements, and the governance form."""
    return (
        *arranging.dial_points(dial_states(tables, answers), gear),
        *arranging.principle_points(tables, completeness(tables, answers), gear),
        *arranging.form_points(advise(tables, answers, gear), gear),
    )


def arrange(
    collaboration: Collaboration, *, rows: Iterable[Arrangement] | None = None, is_full: bool = True
) -> Arranging:
    """Put the list of a collaboration together, read with its version. Two queries, one when it need not be full.

    is_full: also tell since when something is arranged, which takes the history of the answers.
    """
    tables, answers = collaboration.version.tables, collaboration.answers
    outcome = profile(tables, answers)
    gear = outcome.needed.gear
    points = points_of(tables, answers, gear)
    since = {}
    if is_full and any(point.is_met for point in points):
        since = arranging.arranged_since(points, _history(collaboration), lambda then: points_of(tables, then, gear))
    taken = list(collaboration.arrangements.select_related("owner", "partner__organisation") if rows is None else rows)
    return Arranging(collaboration, tables, outcome, arranging.lines(points, taken, since))


def _history(collaboration: Collaboration) -> list[tuple[datetime, Mapping[str, str]]]:
    """Return the answers from each change on, the newest first, as far as this version of the typology was used."""
    events: Any = Collaboration.pgh_event_model  # type: ignore[attr-defined]
    rows = events.objects.filter(pgh_obj=collaboration.pk, version=collaboration.version_id).order_by("-pgh_id")
    return list(rows.values_list("pgh_created_at", "answers")[:MOST_MOMENTS])


def reader_of(user: User, area: PilotArea) -> Reader:
    """Return who this user is on the list of an area. Two queries at most."""
    is_involved = user.has_perm("areas.involve_pilotarea", area)
    persons = Person.objects.current().filter(user=user) if is_involved else Person.objects.none()
    return Reader(
        user=user,
        is_involved=is_involved,
        can_change=user.has_perm("areas.change_pilotarea", area),
        organisations=frozenset(persons.values_list("organisation", flat=True)),
    )


def arranging_page(collaboration: Collaboration, reader: Reader = PAPER, *, today: date | None = None) -> ArrangingPage:
    """Return the whole list of a collaboration that was read with its area and version. Four queries."""
    found = arrange(collaboration)
    lines = _shown(found, reader, today or timezone.localdate())
    gear = found.outcome.needed.gear
    return ArrangingPage(
        area_name=collaboration.area.name,
        area_slug=collaboration.area.slug,
        collaboration=collaboration.name,
        number=collaboration.pk,
        gear=gear.code if gear else "",
        lines=lines,
        total=len(lines),
        to_do=sum(line.is_to_do for line in lines),
        overdue=sum(line.is_overdue for line in lines),
        settled=sum(not line.is_to_do for line in lines),
        is_known=gear is not None,
        is_running=collaboration.is_running,
        is_concept=collaboration.version.status == "concept",
        is_fictional=collaboration.is_fictional,
        version=collaboration.version.version,
    )


def needs_of(area: PilotArea) -> Needs:
    """Return what an area needs by its current collaboration. Two queries."""
    collaboration = find_collaboration(area)
    if collaboration is None:
        return Needs()
    found = arrange(collaboration, is_full=False)
    gear = found.outcome.needed.gear
    open_lines = (line for line in found.lines if line.state in TO_DO)
    return Needs(gear.code if gear else "", tuple(map(_need, open_lines)))


def _need(line: Line) -> Need:
    return Need(line.key, what_of(line), _dial_of(line), _condition_of(line))


def lines_for_condition(
    area: PilotArea, code: str, user: User, *, today: date | None = None
) -> tuple[ArrangementLine, ...]:
    """Return what is left to arrange that helps to close a condition of the guide. Six queries at most."""
    collaboration = find_collaboration(area)
    if collaboration is None:
        return ()
    found = arrange(collaboration, is_full=False)
    shown = _shown(found, reader_of(user, area), today or timezone.localdate())
    return tuple(line for line in shown if line.is_to_do and line.condition == code)


def _shown(found: Arranging, reader: Reader, today: date) -> tuple[ArrangementLine, ...]:
    told = Teller(found, reader, today)
    lines = [told.line(line) for line in found.lines]
    return tuple(sorted(lines, key=lambda line: not line.is_to_do))


def shown_line(found: Arranging, line: Line, reader: Reader, *, today: date | None = None) -> ArrangementLine:
    """Return one line as this reader may see it. One query, for the names of conditions."""
    return Teller(found, reader, today or timezone.localdate()).line(line)


def what_of(line: Line) -> str:
    """Say what has to be arranged, in the active language; own words as they were written."""
    if line.point is not None:
        return " ".join(map(label, line.point.what))
    return str(line.row.what or line.row.code)


def _dial_of(line: Line) -> str:
    return str(line.point.dial if line.point else line.row.dial)


def _condition_of(line: Line) -> str:
    return str(line.point.condition if line.point else line.row.condition)


class Teller:
    """Turns the lines of one list into what a reader may see."""

    def __init__(self, found: Arranging, reader: Reader, today: date) -> None:
        self.collaboration, self.reader, self.today = found.collaboration, reader, today
        self.words = Words(found.collaboration.answers, found.collaboration.explanations)
        self.dials = {dial.code: label(dial.name) for dial in found.tables.dials}
        self.conditions = registry.condition_names()

    def line(self, line: Line) -> ArrangementLine:
        """Return one line in the active language."""
        point, row, slug = line.point, line.row, self.collaboration.area.slug
        kind = point.kind if point else Kind.OWN
        state, badge = STATES[line.state]
        is_to_do = line.state in TO_DO
        dial, condition = _dial_of(line), _condition_of(line)
        due_on = row.due_on if row else None
        is_mine = self.reader.owns(row)
        return ArrangementLine(
            key=line.key,
            code=point.code if point else row.code,
            kind=kind.value,
            kind_label=str(KINDS[kind]),
            dial=self.dials.get(dial, ""),
            dial_code=dial,
            what=what_of(line),
            who=label(point.who) if point and point.who else "",
            why=tuple(map(self.words.given, point.why)) if point else (),
            level=point.level if point else None,
            demanded=point.demanded if point else None,
            is_complete=point.is_complete if point else True,
            sources=source_lines(point.sources) if point else (),
            condition=condition,
            condition_name=self.conditions.get(condition, condition),
            condition_url=registry.condition_url(slug, condition) if condition in self.conditions else "",
            state=line.state.value,
            state_label=str(state),
            badge=badge,
            is_to_do=is_to_do,
            due_on=due_on,
            is_overdue=is_to_do and due_on is not None and due_on < self.today,
            arranged_at=line.arranged_at,
            is_mine=is_mine,
            url=self._url(line) if self._may_work(is_mine) else "",
            **self._people(row),
        )

    def _people(self, row: Arrangement | None) -> dict[str, Any]:
        """Name who does it, and what was noted, to who is involved."""
        is_told = row is not None and self.reader.is_involved
        return {
            "owner": str(row.owner or "") if row and is_told else "",
            "owner_id": row.owner_id if row and is_told else None,
            "partner": row.partner.organisation.name if row and is_told and row.partner else "",
            "partner_id": row.partner_id if row and is_told else None,
            "note": row.note if row and is_told else "",
        }

    def _may_work(self, is_mine: bool) -> bool:
        return self.collaboration.is_running and (self.reader.can_change or is_mine)

    def _url(self, line: Line) -> str:
        return arrangement_url(self.collaboration, line.key)


def arrangement_url(collaboration: Collaboration, key: str) -> str:
    """Return where one line is worked on."""
    return reverse("typology:arrangement-edit", args=[collaboration.area.slug, collaboration.pk, key])


def list_url(collaboration: Collaboration) -> str:
    """Return where the list stands."""
    return reverse("typology:arrangement-list", args=[collaboration.area.slug, collaboration.pk])


def summary(page: ArrangingPage) -> str:
    """Say in one sentence how far the list is."""
    if not page.is_known and not page.total:
        return _("The list appears when the questions about the task are answered.")
    if not page.to_do:
        return _("Nothing is left to arrange.")
    values = {"open": page.to_do, "total": page.total, "late": page.overdue}
    if page.overdue:
        return _("%(open)d of %(total)d points are left to arrange, %(late)d too late.") % values
    return _("%(open)d of %(total)d points are left to arrange.") % values
