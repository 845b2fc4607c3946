"""The four packs of this room as typed values: what can be a goal, types of measures, other tasks, and pressures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack
from pilots.goals.enums import Sign, Track

HABITATS: Final = "habitats"
MEASURES: Final = "measures"
TASKS: Final = "opgaven"
PRESSURES: Final = "pressures"
OTHER: Final = "other"  # a habitat type or species that is not in the list

KINDS = frozenset({"habitat", "species", "bird"})
MEASURE_TRACKS = frozenset({"source", "local", "both", "neither"})
_SUBJECT_CODE = re.compile(r"H\d{4}|H\d{2}[A-F]0|A\d{3}")

HABITAT_SHAPE = Shape(
    optional_texts={"disclaimer"},
    children={
        "groups": Shape(texts={"name"}, choices={"kind": KINDS}),
        "subjects": Shape(texts={"name"}, references={"group": "groups"}, optional_values={"is_priority": bool}),
    },
)
MEASURE_SHAPE = Shape(children={"measures": Shape(texts={"name", "text"}, choices={"track": MEASURE_TRACKS})})
PRESSURE_SHAPE = Shape(
    children={"pressures": Shape(texts={"name", "text"}, choices={"track": frozenset(Track.values)})}
)
TASK_SHAPE = Shape(
    children={
        "tasks": Shape(texts={"name"}),
        "interactions": Shape(
            optional_texts={"note"},
            values={"measure": str},
            references={"task": "tasks"},
            choices={"sign": frozenset({"plus", "minus", "depends", "none"})},
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from. `kind`: deck, public or proposal; url: "" when there is none."""

    name: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One habitat type or species that can be the subject of a goal. is_priority: with a star in the directive."""

    code: str
    name: str
    kind: str
    group: str
    is_priority: bool
    sources: tuple[Source, ...]

    @property
    def label(self) -> str:
        """The official code and the name."""
        return f"{self.code}{'*' if self.is_priority else ''} {self.name}"


@dataclass(frozen=True, slots=True)
class MeasureType:
    """One type of measure, and the tracks it works on."""

    code: str
    name: str
    text: str
    tracks: frozenset[Track]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PressureKind:
    """One pressure on nature, and the track it belongs to."""

    code: str
    name: str
    text: str
    track: Track
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Interaction:
    """How one type of measure usually works out on one other task. note: "" when the sign says it all."""

    sign: Sign
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class TaskTables:
    """The other tasks by code, and the interactions by (type of measure, task)."""

    tasks: Mapping[str, str]
    interactions: Mapping[tuple[str, str], Interaction]


# Reading ------------------------------------------------------------------------------------------------------------


def read_habitats(folder: Path) -> Pack:
    """Read and check the list of habitat types and species. Raises PackError."""
    return read_pack(folder, HABITAT_SHAPE, check=_check_subjects)


def read_measures(folder: Path) -> Pack:
    """Read and check the types of measures. Raises PackError."""
    return read_pack(folder, MEASURE_SHAPE)


def read_pressures(folder: Path) -> Pack:
    """Read and check the pressures. Raises PackError."""
    return read_pack(folder, PRESSURE_SHAPE)


def read_tasks(folder: Path, *, measures: frozenset[str]) -> Pack:
    """Read and check the other tasks. measures: the codes of the types of measures it may name. Raises PackError."""
    return read_pack(folder, TASK_SHAPE, check=lambda draft: _check_interactions(draft, measures))


def _check_subjects(draft: Draft) -> None:
    for index, entry in enumerate(draft.content["subjects"]):
        if not _SUBJECT_CODE.fullmatch(entry["code"]):
            draft.report(("subjects", index, "code"), _("this is no code of the Habitats or Birds Directive"))


def _check_interactions(draft: Draft, measures: frozenset[str]) -> None:
    seen: set[tuple[str, str]] = set()
    for index, entry in enumerate(draft.content["interactions"]):
        cell = (entry["measure"], entry["task"])
        if entry["measure"] not in measures:
            draft.report(("interactions", index, "measure"), _("unknown type of measure “%s”") % entry["measure"])
        if cell in seen:
            draft.report(("interactions", index), _("this measure and task have a sign already"))
        seen.add(cell)


# Content to tables --------------------------------------------------------------------------------------------------


def subjects(content: Mapping[str, Any]) -> dict[str, Subject]:
    """Return the habitat types and species by code, in the active language and the order of the pack."""
    sources = _sources(content)
    groups = {group["code"]: group for group in content["groups"]}
    order = list(groups)
    entries = sorted(content["subjects"], key=lambda entry: order.index(entry["group"]))
    return {
        entry["code"]: Subject(
            entry["code"],
            label(entry["name"]),
            groups[entry["group"]]["kind"],
            label(groups[entry["group"]]["name"]),
            entry.get("is_priority", False),
            _named(entry, sources),
        )
        for entry in entries
    }


def measure_types(content: Mapping[str, Any]) -> dict[str, MeasureType]:
    """Return the types of measures by code, in the active language."""
    sources = _sources(content)
    return {
        entry["code"]: MeasureType(
            entry["code"], label(entry["name"]), label(entry["text"]), _tracks(entry["track"]), _named(entry, sources)
        )
        for entry in content["measures"]
    }


def pressure_kinds(content: Mapping[str, Any]) -> dict[str, PressureKind]:
    """Return the pressures by code, in the active language."""
    sources = _sources(content)
    return {
        entry["code"]: PressureKind(
            entry["code"], label(entry["name"]), label(entry["text"]), Track(entry["track"]), _named(entry, sources)
        )
        for entry in content["pressures"]
    }


def task_tables(content: Mapping[str, Any]) -> TaskTables:
    """Return the other tasks and the default matrix, in the active language."""
    sources = _sources(content)
    return TaskTables(
        {entry["code"]: label(entry["name"]) for entry in content["tasks"]},
        {
            (entry["measure"], entry["task"]): Interaction(
                Sign(entry["sign"]), label(entry["note"]) if "note" in entry else "", _named(entry, sources)
            )
            for entry in content["interactions"]
        },
    )


def _tracks(word: str) -> frozenset[Track]:
    if word == "both":
        return frozenset(Track)
    return frozenset() if word == "neither" else frozenset({Track(word)})


def _sources(content: Mapping[str, Any]) -> dict[str, Source]:
    return {
        entry["code"]: Source(label(entry["name"]), entry["kind"], entry.get("url", "")) for entry in content["sources"]
    }


def _named(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    named = entry["source"]
    return tuple(sources[code] for code in (named if isinstance(named, list) else [named]))
