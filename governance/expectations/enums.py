"""Kinds of expectations, who hears of them beforehand, and how far they are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExpectationKind(TextChoices):
    """What is expected. The first result and the maximum duration stand with the area itself, so nobody adds those."""

    DECISION = "decision", _("Decision moment")
    FIRST_RESULT = "first-result", _("First result")
    MAXIMUM = "maximum", _("Maximum duration")
    OTHER = "other", pgettext_lazy("kind of expectation", "Something else")


OWN_KINDS = [(one.value, one.label) for one in (ExpectationKind.DECISION, ExpectationKind.OTHER)]


class Audience(TextChoices):
    """Who hears a month before that something is due. An overrun is said to everybody who takes part."""

    ALL = "all", _("All parties")
    BODY = "body", _("The team, and members of the body that decides")
    TEAM = "team", _("Only the team")


class State(TextChoices):
    """How far something expected is on a day."""

    UNPLANNED = "unplanned", _("no date yet")
    ON_TIME = "on-time", _("on schedule")
    DUE_SOON = "due-soon", _("due soon")
    OVERRUN = "overrun", _("overrun")
    DONE = "done", _("done in time")
    DONE_LATE = "done-late", _("done late")
