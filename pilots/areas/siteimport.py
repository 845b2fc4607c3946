"""Bringing official Natura 2000 sites in: everything is checked first, and then written at once or not at all."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import geo, geofiles
from pilots.areas import actions, sitesource
from pilots.areas.models import Natura2000Site, PilotArea

FIELDS = ("name", "protection", "is_schematic", "area_ha", "boundary", "outline", "bbox", "fingerprint")


class Outcome(StrEnum):
    """What became of one row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(frozen=True)
class ReportRow:
    """One line of the report. remarks: what changed, what was mended, or why the row is wrong."""

    label: str
    outcome: Outcome
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What an import did, or would do. is_saved: whether anything was written. missing: sites the source leaves out."""

    rows: tuple[ReportRow, ...]
    is_saved: bool
    missing: tuple[str, ...] = ()

    @property
    def is_wrong(self) -> bool:
        return any(row.outcome == Outcome.WRONG for row in self.rows)

    def count(self, outcome: Outcome) -> int:
        """Return how many rows ended like this."""
        return sum(row.outcome == outcome for row in self.rows)


@dataclass
class _Found:
    """What the source says about one site, gathered over its features."""

    facts: sitesource.SiteFacts
    shapes: list[geo.Shape] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def import_sites(
    features: Iterable[geofiles.Feature], *, partial: bool = False, dry_run: bool = False, is_schematic: bool = False
) -> Report:
    """Add or change sites by their number; the features of one site are merged, so that overlaps count once.

    One wrong row and nothing is written, unless `partial` keeps the good ones; a site with one wrong feature is wrong
    as a whole. Areas are measured again when a boundary changed. Running it again changes nothing.
    """
    found, wrong = _gather(features)
    known = {site.number: site for site in Natura2000Site.objects.without_shapes()}
    plans = [_plan(number, found.pop(number), known.get(number), is_schematic) for number in sorted(found)]
    rows = (*wrong, *(row for row, _site in plans))
    missing = tuple(f"{site.number} {site.name}" for site in known.values() if site.number not in _numbers(plans))
    report = Report(rows, False, missing)
    sites = [site for _row, site in plans if site is not None]
    if dry_run or not sites or (report.is_wrong and not partial):
        return report
    _write(sites)
    return Report(rows, True, missing)


def _numbers(plans: list[tuple[ReportRow, Natura2000Site | None]]) -> set[int]:
    return {int(row.label.split(" ", 1)[0]) for row, _site in plans}


def _gather(features: Iterable[geofiles.Feature]) -> tuple[dict[int, _Found], list[ReportRow]]:
    found: dict[int, _Found] = {}
    wrong = []
    for feature in features:
        try:
            facts = sitesource.read_facts(feature.properties)
        except sitesource.RowError as error:
            wrong.append(ReportRow(_row_label(feature), Outcome.WRONG, (str(error),)))
            continue
        site = found.setdefault(facts.number, _Found(facts))
        _take(site, facts, feature)
    return found, wrong


def _row_label(feature: geofiles.Feature) -> str:
    named = sitesource.label(feature.properties)
    row = _("row %(number)d") % {"number": feature.position}
    return f"{row} ({named})" if named else row


def _take(site: _Found, facts: sitesource.SiteFacts, feature: geofiles.Feature) -> None:
    row = _("row %(number)d") % {"number": feature.position}
    if facts.name != site.facts.name:
        site.faults.append(_("%(row)s: the same number is also called “%(name)s”.") % {"row": row, "name": facts.name})
    try:
        mended = feature.shape()
    except geo.GeometryError as error:
        site.faults.append(f"{row}: {error.message}")
        return
    site.shapes.append(mended.shape)
    if mended.remark:
        site.remarks.append(mended.remark)


def _plan(
    number: int, found: _Found, known: Natura2000Site | None, is_schematic: bool
) -> tuple[ReportRow, Natura2000Site | None]:
    """Return the row of the report and the site to save, None when there is nothing to save."""
    label = f"{number} {found.facts.name}"
    if found.faults:
        return ReportRow(label, Outcome.WRONG, tuple(found.faults)), None
    values = _values(found, is_schematic)
    if known is None:
        site = Natura2000Site(number=number, slug=slugify(found.facts.name)[:170] or str(number), **values)
        return ReportRow(label, Outcome.ADDED, (*found.remarks, f"{site.area_ha} ha")), site
    changes = _changes(known, values)
    if not changes:
        return ReportRow(label, Outcome.UNCHANGED), None
    for name in FIELDS:
        setattr(known, name, values[name])
    return ReportRow(label, Outcome.CHANGED, (*changes, *found.remarks)), known


def _values(found: _Found, is_schematic: bool) -> dict[str, Any]:
    merged = geo.merge(found.shapes)
    boundary = geo.dump(merged)
    rd = geo.to_rd(merged)
    return {
        "name": found.facts.name,
        "protection": found.facts.protection,
        "is_schematic": is_schematic,
        "area_ha": Decimal(geo.area_ha(rd)).quantize(Decimal("0.01")),
        "boundary": boundary,
        "outline": geo.outline(rd),
        "bbox": geo.bbox(merged),
        "fingerprint": hashlib.sha256(json.dumps(boundary).encode()).hexdigest(),
    }


def _changes(known: Natura2000Site, values: dict[str, Any]) -> list[str]:
    """Say what differs, with the hectares before and after when the boundary does."""
    named = {"name": _("name"), "protection": _("protection")}
    changes = [
        f"{label}: {getattr(known, name) or '–'} → {values[name] or '–'}"
        for name, label in named.items()
        if getattr(known, name) != values[name]
    ]
    if known.is_schematic != values["is_schematic"]:
        changes.append(_("schematic shape") if values["is_schematic"] else _("official boundary"))
    if known.fingerprint != values["fingerprint"]:
        before, after = geo.load(known.boundary), geo.load(values["boundary"])
        changes.append(
            _("boundary: %(before)s → %(after)s ha (%(gained).2f ha gained, %(lost).2f ha lost)")
            % {
                "before": known.area_ha,
                "after": values["area_ha"],
                "gained": geo.gained_ha(before, after),
                "lost": geo.gained_ha(after, before),
            }
        )
    return changes


@transaction.atomic
def _write(sites: list[Natura2000Site]) -> None:
    taken = set(Natura2000Site.objects.values_list("slug", flat=True))
    for site in sites:
        if site.pk is None:
            site.slug = site.slug if site.slug not in taken else f"{site.slug}-{site.number}"
            taken.add(site.slug)
        site.save()
    for area in PilotArea.objects.exclude(boundary=None):
        actions.link_sites(area=area)
