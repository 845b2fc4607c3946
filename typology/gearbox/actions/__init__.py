"""What changes a collaboration: its course and joint view, views of partners, snapshots, what is to be arranged."""

from typology.gearbox.actions.arranging import (
    ArrangementConflictError,
    UndoError,
    add_arrangement,
    change_arrangement,
    take_up_point,
    undo_arrangement,
    version_of,
)
from typology.gearbox.actions.collaborations import (
    ChangedError,
    MoveError,
    answer,
    end_collaboration,
    fix_answer,
    move_collaboration,
    reopen_collaboration,
    share_board,
    start_collaboration,
)
from typology.gearbox.actions.filling import choose, open_view, save, send, send_in, take_back
from typology.gearbox.actions.inviting import invite, make_link, own_link, remind, resend, withdraw
from typology.gearbox.actions.snapshots import make_snapshot

__all__ = [
    "ArrangementConflictError",
    "ChangedError",
    "MoveError",
    "UndoError",
    "add_arrangement",
    "answer",
    "change_arrangement",
    "choose",
    "end_collaboration",
    "fix_answer",
    "invite",
    "make_link",
    "make_snapshot",
    "move_collaboration",
    "open_view",
    "own_link",
    "remind",
    "reopen_collaboration",
    "resend",
    "save",
    "send",
    "send_in",
    "share_board",
    "start_collaboration",
    "take_back",
    "take_up_point",
    "undo_arrangement",
    "version_of",
    "withdraw",
]
