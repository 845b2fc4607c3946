"""What the front page shows to visitors, and the programme page to people who are logged in.

Where a start gate stands is stored (`governance.leidraad.standings`). Gears are a pure function of a pack version and
the answers, and each row of the table is one of what it shows: both are worked out once per process and kept, so a page
with fifty areas costs little more than one with five.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import unescape

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.enums import Province
from accounts.models import User
from core.markdown import render
from core.packs import label
from governance.leidraad.enums import GATE_BADGES, GateStatus
from governance.leidraad.materials import guide_of
from governance.leidraad.models import GuideVersion
from governance.leidraad.standings import standings_of
from pilots.areas.enums import Phase
from pilots.areas.models import PilotArea
from reports.enums import ReportKind
from reports.filters import ProgrammeFilters
from reports.gates import Drawn, draw
from reports.models import Report
from toolbox.models import Practice
from typology.gearbox.gears import profile
from typology.gearbox.models import Collaboration, TypologyVersion
from typology.gearbox.tables import Typology, typology

CARDS = 3
PROVINCES = dict(Province.choices)
AREA_FIELDS = ("pk", "name", "slug", "provinces", "phase")

# The front page -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to open from the front page."""

    title: str
    address: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The public front page: a few published areas and toolbox items, with how many there are in all."""

    areas: tuple[Card, ...]
    area_count: int
    practices: tuple[Card, ...]
    practice_count: int


def front_page() -> FrontPage:
    """Collect what everybody may see. Four queries."""
    areas = PilotArea.objects.visible_to(AnonymousUser())
    practices = Practice.objects.published()
    return FrontPage(
        areas=tuple(_area_card(area) for area in areas.only("name", "slug", "phase", "what_happens")[:CARDS]),
        area_count=areas.count(),
        practices=tuple(_practice_card(item) for item in practices.order_by("-reviewed_at", "pk")[:CARDS]),
        practice_count=practices.count(),
    )


def _area_card(area: PilotArea) -> Card:
    return Card(area.name, area.get_absolute_url(), str(Phase(area.phase).label), _first_paragraph(area.what_happens))


def _practice_card(item: Practice) -> Card:
    return Card(item.title, item.get_absolute_url(), str(item.get_kind_display()), _first_paragraph(item.summary))


def _first_paragraph(text: str) -> str:
    """Return the first paragraph of a Markdown text without its marks."""
    return unescape(strip_tags(render(text.strip().split("\n\n", maxsplit=1)[0]))).strip()


# The programme page ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """One condition of the newest guide."""

    number: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One area. standing: None while its guide was not started.

    gears: the current and the needed one, "" while unknown. newest: kind, version and day of the newest report; kind ""
    without one.
    """

    name: str
    slug: str
    provinces: tuple[str, ...]
    phase: str
    columns: int
    standing: Drawn | None
    gears: tuple[str, str]
    newest: tuple[str, int, date | None]

    @property
    def gate(self) -> str:
        """The status of its start gate, "" while its guide was not started."""
        return self.standing.gate if self.standing else ""

    @property
    def place(self) -> str:
        """The provinces it lies in, in words."""
        return ", ".join(PROVINCES[province] for province in self.provinces)

    @property
    def phase_label(self) -> str:
        """The phase, in words."""
        return str(Phase(self.phase).label)

    @property
    def report(self) -> str:
        """The newest report, in words."""
        kind, version, _day = self.newest
        return f"{ReportKind(kind).label} v{version}"

    @property
    def html(self) -> SafeString:
        """The row of the table. The same row is drawn once per process and language."""
        return _draw_row(self, get_language())


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme page of one person. counts: number of rows per status of the start gate, in its order.

    deviating: number of rows that started deliberately, which runs today.
    """

    filters: SafeString
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, str, int], ...]
    not_started: int
    deviating: int
    is_filtered: bool


def programme_page(user: User, query: QueryDict, *, today: date) -> Programme:
    """Collect the programme as this person may see it. Five queries, however many areas; the first reader
    after a change pays for judging again the gates it touched (`governance.leidraad.standings`).
    """
    areas = list(PilotArea.objects.visible_to(user).order_by("name", "pk").values_list(*AREA_FIELDS))
    keys = [area[0] for area in areas]
    columns = _columns()
    standings, gears, reports = standings_of(keys, today=today), _gears(keys), _reports(user, keys)
    codes, language = tuple(column.code for column in columns), get_language()
    drawn = {key: draw(standings[key], slug, codes, language) for key, _name, slug, *_rest in areas if key in standings}
    rows = [
        Row(name, slug, tuple(provinces), phase, len(columns), drawn.get(key), gears[key], reports[key])
        for key, name, slug, provinces, phase in areas
    ]
    chosen = tuple((field, query.get(field, "").strip()) for field in ProgrammeFilters.base_fields)
    is_filtered = any(value for _field, value in chosen)
    if is_filtered:
        rows = _filtered(rows, chosen)
    gates = Counter(row.gate for row in rows)
    return Programme(
        filters=_draw_filters(chosen, get_language()),
        columns=columns,
        rows=tuple(rows),
        counts=tuple((GATE_BADGES[status], str(status.label), gates[status.value]) for status in GateStatus),
        not_started=gates[""],
        deviating=sum(row.standing.is_deviating for row in rows if row.standing),
        is_filtered=is_filtered,
    )


def _filtered(rows: Sequence[Row], chosen: tuple[tuple[str, str], ...]) -> list[Row]:
    filters = ProgrammeFilters(dict(chosen))
    return [
        row for row in rows if filters.keeps(name=row.name, provinces=row.provinces, phase=row.phase, gate=row.gate)
    ]


@lru_cache(maxsize=4096)
def _draw_row(row: Row, language: str) -> SafeString:
    return render_to_string("reports/programme_row.html", {"row": row})


@lru_cache(maxsize=256)
def _draw_filters(chosen: tuple[tuple[str, str], ...], language: str) -> SafeString:
    """Draw the fields of the filters; nearly everybody sees them empty."""
    return ProgrammeFilters(dict(chosen)).render()


def _columns() -> tuple[Column, ...]:
    """Return the conditions of the newest guide. One query."""
    newest = GuideVersion.objects.offered().values_list("pk", "sha256").first()
    if newest is None:
        return ()
    return tuple(Column(each["number"], each["code"], label(each["name"])) for each in guide_of(*newest).conditions)


def _gears(areas: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """Return the current and the needed gear of every area, "" while unknown. One query."""
    rows = Collaboration.objects.filter(area__in=areas).current()
    return dict.fromkeys(areas, ("", "")) | {
        area: _gear_codes(version, sha256, json.dumps(answers, sort_keys=True))
        for area, version, sha256, answers in rows.values_list("area", "version", "version__sha256", "answers")
    }


@lru_cache(maxsize=4096)
def _gear_codes(version: int, sha256: str, answers: str) -> tuple[str, str]:
    outcome = profile(_tables(version, sha256), json.loads(answers))
    return (outcome.current.code if outcome.current else "", outcome.needed.gear.code if outcome.needed.gear else "")


@lru_cache(maxsize=8)
def _tables(pk: int, sha256: str) -> Typology:
    """Read a typology once: its content never changes."""
    return typology(TypologyVersion.objects.values_list("content", flat=True).get(pk=pk, sha256=sha256))


def _reports(user: User, areas: Sequence[int]) -> Mapping[int, tuple[str, int, date | None]]:
    """Return kind, version and day of the newest report they may read of every area, kind "" without. One query."""
    newest = Report.objects.visible_to(user).filter(area__in=areas).order_by("area", "-made_at", "-pk").distinct("area")
    found = newest.values_list("area", "kind", "version", "made_at")
    return dict.fromkeys(areas, ("", 0, None)) | {
        area: (kind, version, timezone.localdate(made_at)) for area, kind, version, made_at in found
    }
