"""Areas like yours: which areas have much in common with this one, and in what. Never a ranking."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from core.packs import label
from pilots.areas.enums import Landscape, Phase
from pilots.areas.models import PilotArea
from pilots.goals.models import Pressure
from pilots.goals.tables import PRESSURES
from pilots.goals.texts import Library
from pilots.stakeholders.enums import OrganisationKind
from pilots.stakeholders.models import Partner
from typology.gearbox.gears import profile
from typology.gearbox.models import Collaboration, TypologyVersion
from typology.gearbox.similar import Aspect, Context, Likeness, Reason, similar
from typology.gearbox.tables import Typology, typology

MOST = 6
VERY = 0.7  # from here two areas are much alike; our own proposal

Outline = tuple[str, str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class SimilarArea:
    """One area that has much in common, with what, in words. needed: the gear it needs, "" while unknown."""

    name: str
    slug: str
    url: str
    needed: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """Areas like this one: much alike and somewhat alike, each in the order of the alphabet.

    compared: how many areas this reader may see were compared. lacking: what to fill in to compare on more.
    """

    area_name: str
    very: tuple[SimilarArea, ...]
    some: tuple[SimilarArea, ...]
    compared: int
    lacking: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no area is alike."""
        return not self.very and not self.some


def similar_page(area: PilotArea, reader: User | AnonymousUser) -> SimilarPage:
    """Compare an area with all others that this reader may see. Seven queries, however many areas there are.

    What kinds of parties take part is only compared where the reader is involved. For a paper: an anonymous reader.
    """
    areas = {row.pk: row for row in _areas(area, reader)}
    contexts = _contexts(areas, reader)
    own = contexts[area.pk]
    tables = _order(area)
    found = similar(tables, own, contexts.values(), limit=MOST) if tables else ()
    by_slug = {row.slug: row for row in areas.values()}
    known = {context.key: context for context in contexts.values()}
    words = _Words(own, known, tables)
    shown = [(each.likeness >= VERY, _similar(each, by_slug[each.key], words)) for each in found]
    return SimilarPage(
        area_name=area.name,
        very=_sorted(one for is_very, one in shown if is_very),
        some=_sorted(one for is_very, one in shown if not is_very),
        compared=len(areas) - 1,
        lacking=tuple(_lacking(own)),
    )


def _areas(area: PilotArea, reader: User | AnonymousUser) -> list[PilotArea]:
    """Return what can be compared: the area itself and all that this reader may see and that are not archived."""
    rows = PilotArea.objects.visible_to(reader).current().only("pk", "name", "slug", "landscape", "phase")
    return [area, *rows.exclude(pk=area.pk)]


def _contexts(areas: Mapping[int, PilotArea], reader: User | AnonymousUser) -> dict[int, Context]:
    """Return what is known of each area, by its key. Four queries."""
    themes: dict[int, set[str]] = {}
    for key, kind in Pressure.objects.filter(area__in=areas).order_by().values_list("area", "kind"):
        themes.setdefault(key, set()).add(kind)
    kinds: dict[int, set[str]] = {}
    involved = PilotArea.objects.involving(reader).filter(pk__in=areas)
    parties = Partner.objects.taking_part().filter(area__in=involved).order_by()
    for key, kind in parties.values_list("area", "organisation__kind").distinct():
        kinds.setdefault(key, set()).add(kind)
    outlines = outlines_of(areas)
    return {
        key: Context(
            row.slug,
            row.landscape,
            row.phase,
            frozenset(kinds.get(key, ())) - {OrganisationKind.OTHER},
            frozenset(themes.get(key, ())),
            *outlines.get(key, ("", "", ())),
        )
        for key, row in areas.items()
    }


def outlines_of(areas: Iterable[int]) -> dict[int, Outline]:
    """Return gears and dial levels of the current collaboration of each area. Two queries at most."""
    rows = Collaboration.objects.current().filter(area__in=list(areas))
    found = list(rows.values_list("area", "version", "version__sha256", "answers"))
    return {
        area: _outline(version, sha256, json.dumps(answers, sort_keys=True)) for area, version, sha256, answers in found
    }


@lru_cache(maxsize=4096)
def _outline(version: int, sha256: str, answers: str) -> Outline:
    outcome = profile(_tables(version, sha256), json.loads(answers))
    needed, current = outcome.needed.gear, outcome.current
    is_empty = answers == "{}"
    levels = () if is_empty else tuple((state.dial.code, state.level) for state in outcome.states)
    return current.code if current else "", needed.code if needed else "", levels


@lru_cache(maxsize=8)
def _tables(version: int, sha256: str) -> Typology:
    """Read a typology once: its content never changes."""
    return typology(TypologyVersion.objects.values_list("content", flat=True).get(pk=version, sha256=sha256))


def _order(area: PilotArea) -> Typology | None:
    """Return the tables by which gears follow each other: of the area itself, or else the newest."""
    own = Collaboration.objects.current().filter(area=area).values_list("version", "version__sha256").first()
    newest = TypologyVersion.objects.order_by("-loaded_at", "-pk").values_list("pk", "sha256")
    key = own or newest.first()
    return _tables(*key) if key else None


def _similar(each: Likeness, row: PilotArea, words: "_Words") -> SimilarArea:
    reasons = tuple(words.say(reason) for reason in each.reasons)
    return SimilarArea(row.name, row.slug, row.get_absolute_url(), words.known[each.key].needed, reasons)


def _sorted(found: Iterable[SimilarArea]) -> tuple[SimilarArea, ...]:
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _lacking(own: Context) -> Iterable[str]:
    """Name what this area has not filled in, so that its reader knows what would help."""
    if not own.landscape:
        yield _("the landscape")
    if not own.themes:
        yield _("what presses on nature")
    if not own.needed:
        yield _("the questions about the task")
    if not own.levels:
        yield _("the five dials")


class _Words:
    """Says what two areas have in common, in the active language. Reads names once."""

    def __init__(self, own: Context, known: Mapping[str, Context], tables: Typology | None) -> None:
        self.own, self.known = own, known
        library = Library()
        kinds = library.pressure_kinds() if library.has(PRESSURES) else {}
        self.pressures = {code: kind.name for code, kind in kinds.items()}
        self.dials = {dial.code: label(dial.name) for dial in tables.dials} if tables else {}

    def say(self, reason: Reason) -> str:
        """Return one reason as a sentence."""
        sentences = {
            Aspect.LANDSCAPE: _("The same landscape: %(shared)s"),
            Aspect.THEMES: _("The same presses on nature: %(shared)s"),
            Aspect.KINDS: _("The same kinds of parties: %(shared)s"),
            Aspect.PHASE: _("The same phase: %(shared)s"),
            Aspect.NEEDED: _("The task asks the same gear: %(shared)s"),
            Aspect.CURRENT: _("As far arranged: gear %(shared)s"),
            Aspect.DIALS: _("These dials stand at the same level: %(shared)s"),
        }
        nearby = {
            Aspect.PHASE: _("Nearly the same phase: %(shared)s"),
            Aspect.NEEDED: _("The task asks a gear nearby: %(shared)s"),
            Aspect.CURRENT: _("Nearly as far arranged: gear %(shared)s"),
        }
        is_near = reason.aspect in nearby and reason.likeness < 1
        sentence = nearby[reason.aspect] if is_near else sentences[reason.aspect]
        return sentence % {"shared": ", ".join(self._names(reason))}

    def _names(self, reason: Reason) -> list[str]:
        names: Mapping[Aspect, Mapping[str, str]] = {
            Aspect.LANDSCAPE: {one.value: str(one.label) for one in Landscape},
            Aspect.PHASE: {one.value: str(one.label) for one in Phase},
            Aspect.KINDS: {one.value: str(one.label) for one in OrganisationKind},
            Aspect.THEMES: self.pressures,
            Aspect.DIALS: self.dials,
        }
        return [names.get(reason.aspect, {}).get(code, code) for code in reason.shared]
