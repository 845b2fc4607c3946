"""The typology pack as typed tables: dials with questions, gears with their demands, and the decision tables.

`read` checks more than its shape: every gear asks something of every dial and heavier gears never ask less, every
table has an outcome for every combination of its own inputs, no two rows contradict each other or are without use, and
every question is used. Each error names file, line and entry, and for a hole the combination that is missing.
"""

from pathlib import Path

from core.packs import Pack, read_pack
from typology.gearbox.tables.building import typology
from typology.gearbox.tables.checking import asked_by, check, combinations, heaviest
from typology.gearbox.tables.deciding import band_combinations
from typology.gearbox.tables.entries import (
    HIGHEST,
    NO_TEXT,
    READINGS,
    REGIE,
    Ask,
    Axis,
    Band,
    Choice,
    Demand,
    Dial,
    Form,
    FormRule,
    Gear,
    Interest,
    Lens,
    Level,
    Principle,
    Question,
    Reading,
    Rule,
    Source,
    TaskQuestion,
    Text,
    Typology,
)
from typology.gearbox.tables.shape import SHAPE

__all__ = [
    "HIGHEST",
    "NO_TEXT",
    "READINGS",
    "REGIE",
    "SHAPE",
    "Ask",
    "Axis",
    "Band",
    "Choice",
    "Demand",
    "Dial",
    "Form",
    "FormRule",
    "Gear",
    "Interest",
    "Lens",
    "Level",
    "Principle",
    "Question",
    "Reading",
    "Rule",
    "Source",
    "TaskQuestion",
    "Text",
    "Typology",
    "asked_by",
    "band_combinations",
    "check",
    "combinations",
    "heaviest",
    "read",
    "typology",
]


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)
