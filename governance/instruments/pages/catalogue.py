"""What the page with the catalogue shows, in the active language."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.pack_versions import PackStatus
from core.packs import label
from governance.instruments.enums import Force
from governance.instruments.mix import needs_check
from governance.instruments.models import Catalogue
from governance.instruments.tables import INSTRUMENTS, Instrument, Source, instruments


@dataclass(frozen=True)
class InstrumentView:
    """One instrument to read. valid_from and valid_to may be None."""

    code: str
    name: str
    force: str
    force_label: str
    summary: str
    conditions: str
    carried_out_by: str
    valid_from: date | None
    valid_to: date | None
    is_valid: bool
    checked_on: date
    needs_check: bool
    is_doubtful: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class ForceOption:
    """One choice of the filter, with how many instruments it holds beside the other filter."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class CataloguePage:
    """The catalogue after filtering. total: how many instruments there are without a filter."""

    name: str
    version: str
    status: str
    is_concept: bool
    summary: str
    disclaimer: str
    instruments: tuple[InstrumentView, ...]
    forces: tuple[ForceOption, ...]
    text: str
    total: int

    @property
    def is_filtered(self) -> bool:
        return bool(self.text) or any(force.is_chosen for force in self.forces)


def catalogue_page(catalogue: Catalogue, *, force: str, text: str, today: date) -> CataloguePage:
    """Gather what the catalogue says about instruments of this force ("" for all) that hold these words."""
    every = [_view(instrument, today) for instrument in catalogue.instruments]
    named = [view for view in every if _holds(view, text)]
    return CataloguePage(
        name=label(catalogue.content["name"]),
        version=catalogue.version,
        status=catalogue.get_status_display(),
        is_concept=catalogue.status == PackStatus.CONCEPT,
        summary=label(catalogue.content["summary"]),
        disclaimer=label(catalogue.content["disclaimer"]),
        instruments=tuple(view for view in named if force in ("", view.force)),
        forces=tuple(_option(each, named, force) for each in Force),
        text=text,
        total=len(every),
    )


def _option(force: Force, named: Iterable[InstrumentView], chosen: str) -> ForceOption:
    count = sum(view.force == force for view in named)
    return ForceOption(force.value, str(force.label), count, force.value == chosen)


def _holds(view: InstrumentView, text: str) -> bool:
    """Say whether every word stands somewhere in the instrument, whatever its accents and capitals."""
    whole = _folded(" ".join((view.name, view.summary, view.conditions, view.carried_out_by)))
    return all(word in whole for word in _folded(text).split())


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _view(instrument: Instrument, today: date) -> InstrumentView:
    return InstrumentView(
        code=instrument.code,
        name=label(instrument.name),
        force=instrument.force.value,
        force_label=str(instrument.force.label),
        summary=label(instrument.summary),
        conditions=label(instrument.conditions),
        carried_out_by=label(instrument.carried_out_by),
        valid_from=instrument.valid_from,
        valid_to=instrument.valid_to,
        is_valid=instrument.is_valid_on(today),
        checked_on=instrument.checked_on,
        needs_check=needs_check(instrument.checked_on, today),
        is_doubtful=any(source.kind == "proposal" for source in instrument.sources),
        sources=instrument.sources,
    )


@lru_cache(maxsize=16)
def by_code(key: int, sha256: str) -> dict[str, Instrument]:
    """Read a catalogue once per process: its content never changes."""
    content = Catalogue.objects.values_list("content", flat=True).get(pk=key, sha256=sha256)
    return {one.code: one for one in instruments(content)}


def instrument_names() -> dict[str, str]:
    """Return what instruments are called, by code, of every version ever loaded; the newest name wins. One query."""
    versions = Catalogue.objects.filter(pack=INSTRUMENTS).order_by("loaded_at", "pk").values_list("pk", "sha256")
    return {code: one.label for version in versions for code, one in by_code(*version).items()}
