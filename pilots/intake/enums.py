"""States of forms, rounds, invitations and responses with their allowed moves, and kinds of questions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FormState(TextChoices):
    """Where a version of a form is. Only a draft may change; a published one is what people answer."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


FORM_MOVES: dict[FormState, frozenset[FormState]] = {
    FormState.DRAFT: frozenset({FormState.PUBLISHED}),
    FormState.PUBLISHED: frozenset({FormState.RETIRED}),
    FormState.RETIRED: frozenset({FormState.PUBLISHED}),
}


class RoundState(TextChoices):
    """Where a round is. Only an open one sends mail and takes answers."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


ROUND_MOVES: dict[RoundState, frozenset[RoundState]] = {
    RoundState.DRAFT: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset({RoundState.OPEN}),
}


class InvitationState(TextChoices):
    """How far an invited person is. Source: product description 4.3."""

    PENDING = "pending", _("Not opened yet")
    OPENED = "opened", _("Opened")
    STARTED = "started", _("Started")
    SENT = "sent", _("Answered")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Withdrawn")


_S = InvitationState
INVITATION_MOVES: dict[InvitationState, frozenset[InvitationState]] = {
    _S.PENDING: frozenset({_S.OPENED, _S.DECLINED, _S.EXPIRED, _S.REVOKED}),
    _S.OPENED: frozenset({_S.STARTED, _S.DECLINED, _S.EXPIRED, _S.REVOKED}),
    _S.STARTED: frozenset({_S.SENT, _S.DECLINED, _S.EXPIRED, _S.REVOKED}),
    _S.SENT: frozenset({_S.DECLINED}),  # by taking back what was sent; changing it is a state of the response
    _S.DECLINED: frozenset({_S.OPENED, _S.STARTED, _S.EXPIRED, _S.REVOKED}),  # people change their mind
    _S.EXPIRED: frozenset({_S.PENDING, _S.OPENED, _S.STARTED, _S.REVOKED}),  # an officer gives more time
    _S.REVOKED: frozenset({_S.PENDING, _S.OPENED, _S.STARTED}),  # an officer invites again
}
# Who may still be reminded, and who may still fill in.
OPEN_STATES = frozenset({_S.PENDING, _S.OPENED, _S.STARTED})


class MailKind(TextChoices):
    """What an invitation waits to have mailed; "" when nothing."""

    INVITATION = "invitation", _("Invitation")
    REMINDER = "reminder", _("Reminder")


class ResponseState(TextChoices):
    """Whether somebody is still writing. A submitted response may be opened again; it was then submitted before."""

    DRAFT = "draft", _("Being filled in")
    SUBMITTED = "submitted", _("Submitted")


class QuestionKind(TextChoices):
    """What kind of answer a question takes. Source: product description 4.3."""

    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    ONE_CHOICE = "one_choice", _("One choice")
    SEVERAL_CHOICES = "several_choices", _("Several choices")
    SCALE = "scale", _("Scale")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    PLACE = "place", _("Place on the map")
    FILE = "file", _("File")
    MATRIX = "matrix", _("Matrix")


class Need(TextChoices):
    """How much an answer is wanted."""

    REQUIRED = "required", _("Required")
    RECOMMENDED = "recommended", _("Recommended")
    OPTIONAL = "optional", _("Optional")


class Shape(TextChoices):
    """What may be drawn for a place."""

    POINT = "point", _("A point")
    LINE = "line", _("A line")
    POLYGON = "polygon", _("An area")


class Comparison(TextChoices):
    """How a condition looks at the answer to an earlier question."""

    IS = "is", _("is")
    IS_NOT = "is_not", _("is not")
    CONTAINS = "contains", _("contains")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")
    ANSWERED = "answered", _("is answered")
