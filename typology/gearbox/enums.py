"""Choices of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ArrangementStatus(TextChoices):
    """How far something is that has to be arranged."""

    OPEN = "open", _("Open")
    DOING = "doing", _("In progress")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class ViewState(TextChoices):
    """How far the view of a partner is. Follows from the moments that are kept, so it is stored nowhere."""

    INVITED = "invited", _("Invited")
    OPENED = "opened", _("Opened")
    STARTED = "started", _("Started")
    SENT = "sent", _("Sent")
    LEFT = "left", _("Left")
    WITHDRAWN = "withdrawn", _("Invitation withdrawn")


class ViewMail(TextChoices):
    """The letters about a view."""

    INVITATION = "invitation", _("Invitation")
    REMINDER = "reminder", _("Reminder")
    CONFIRMATION = "confirmation", _("Confirmation")
