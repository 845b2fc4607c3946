"""Everything that changes forms, rounds, invitations and responses."""

from pilots.intake.actions.forms import (
    EditConflictError,
    NotReadyError,
    archive_form,
    copy_form,
    create_form,
    load_version,
    move_version,
    publish,
    restore_form,
    save_body,
    start_draft,
)
from pilots.intake.actions.invitations import (
    deliver_mail,
    expire_overdue,
    extend,
    invite,
    invite_again,
    make_link,
    queue_reminders,
    resend,
    revoke,
)
from pilots.intake.actions.people import find_or_add_people
from pilots.intake.actions.responses import (
    accept,
    decline,
    open_invitation,
    reopen_response,
    start_response,
    submit_response,
)
from pilots.intake.actions.rounds import change_round, create_round, move_round
from pilots.intake.actions.states import MoveError

__all__ = [
    "EditConflictError",
    "MoveError",
    "NotReadyError",
    "accept",
    "archive_form",
    "change_round",
    "copy_form",
    "create_form",
    "create_round",
    "decline",
    "deliver_mail",
    "expire_overdue",
    "extend",
    "find_or_add_people",
    "invite",
    "invite_again",
    "load_version",
    "make_link",
    "move_round",
    "move_version",
    "open_invitation",
    "publish",
    "queue_reminders",
    "reopen_response",
    "resend",
    "restore_form",
    "revoke",
    "save_body",
    "start_draft",
    "start_response",
    "submit_response",
]
