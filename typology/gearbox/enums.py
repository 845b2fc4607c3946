"""Choices of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ArrangementStatus(TextChoices):
    """How far something is that has to be arranged."""

    OPEN = "open", _("Open")
    DOING = "doing", _("In progress")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")
