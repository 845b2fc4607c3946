"""What changes a collaboration: starting, ending and moving it, its joint answers, and what is to be arranged."""

from typology.gearbox.actions.arranging import (
    ArrangementConflictError,
    UndoError,
    add_arrangement,
    change_arrangement,
    take_up_point,
    undo_arrangement,
    version_of,
)
from typology.gearbox.actions.collaborations import answer, start_collaboration

__all__ = [
    "ArrangementConflictError",
    "UndoError",
    "add_arrangement",
    "answer",
    "change_arrangement",
    "start_collaboration",
    "take_up_point",
    "undo_arrangement",
    "version_of",
]
