"""What happened to an invitation, in words, from its history."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from pilots.intake.enums import InvitationState
from pilots.intake.models import Invitation

WATCHED = (
    ("due_on", gettext_noop("Last day to answer: %(value)s")),
    ("accepted_at", gettext_noop("Said yes to taking part")),
    ("sent_at", gettext_noop("Mailed for the first time")),
    ("reminders", gettext_noop("Reminder %(value)s")),
)


@dataclass(frozen=True)
class Event:
    """One thing that happened. by: the name of who did it, "" for the invited person or the site itself."""

    at: datetime
    text: str
    by: str


def invitation_history(invitation: Invitation) -> list[Event]:
    """Return what happened, newest first. Runs two queries."""
    rows = list(invitation.events.order_by("pgh_id").select_related("pgh_context"))  # type: ignore[attr-defined]
    keys = {(row.pgh_context.metadata or {}).get("user") for row in rows if row.pgh_context}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=[key for key in keys if key])}
    events: list[Event] = []
    for before, row in zip([None, *rows], rows, strict=False):
        user = (row.pgh_context.metadata or {}).get("user") if row.pgh_context else None
        texts = [_("Invited")] if before is None else _changes(before, row)
        events += [Event(row.pgh_created_at, text, names.get(user or 0, "")) for text in texts]
    return events[::-1]


def _changes(before: Invitation, after: Invitation) -> list[str]:
    texts = []
    if before.state != after.state:
        texts.append(str(InvitationState(after.state).label))
    for name, words in WATCHED:
        value = getattr(after, name)
        if value and getattr(before, name) != value:
            texts.append(_(words) % {"value": value})
    return texts
