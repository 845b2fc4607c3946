"""Answers, statuses and the rules of the start gate, in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AnswerValue(TextChoices):
    """How a question can be answered. Source: dossier 2.3."""

    YES = "ja", _("Yes")
    PARTLY = "deels", _("Partly")
    NO = "nee", _("No")
    NOT_APPLICABLE = "nvt", _("Not applicable")


class Weight(TextChoices):
    """Whether a condition holds back the start of a process, or only advises."""

    HARD = "hard", _("Hard condition")
    ADVISED = "advised", _("Advice")


class ConditionStatus(TextChoices):
    """How far a condition is, from the answers to its questions."""

    MET = "vervuld", _("Met")
    PLANNED = "afgesproken", _("Met with agreements")
    OPEN = "open", _("To be arranged")
    UNANSWERED = "onbeantwoord", _("Not answered yet")


class GateStatus(TextChoices):
    """Whether an area process may start."""

    OPEN = "open", _("Open")
    CONDITIONAL = "open-met-afspraken", _("Open with agreements")
    CLOSED = "dicht", _("Closed")


class Rule(TextChoices):
    """Why an answer leaves something to be done. Every reason of the gate names one of these."""

    UNANSWERED = "onbeantwoord", _("This question has no answer yet.")
    NO = "nee", _("The answer is “no”.")
    PARTLY_UNPLANNED = "deels-zonder-afspraak", _("The answer is “partly”. It does not say who arranges it and when.")
    PARTLY_PLANNED = "deels-met-afspraak", _("The answer is “partly”. It says who arranges it and when.")
    SET_ASIDE = "opzij-gezet", _("A hard condition cannot be “not applicable” for every question.")


class EvidenceKind(TextChoices):
    """What a piece of evidence is."""

    FILE = "bestand", _("File")
    LINK = "link", _("Link")


class Ending(TextChoices):
    """How a deliberate start came to its end."""

    EXPIRED = "verlopen", _("The end date passed")
    EARLY = "eerder", _("Ended before the end date")
    EXTENDED = "verlengd", _("Followed by a new decision")


CONDITION_BADGES: dict[str, str] = {
    ConditionStatus.MET: "ok",
    ConditionStatus.PLANNED: "warn",
    ConditionStatus.OPEN: "stop",
    ConditionStatus.UNANSWERED: "neutral",
}
ANSWER_BADGES: dict[str, str] = {
    AnswerValue.YES: "ok",
    AnswerValue.PARTLY: "warn",
    AnswerValue.NO: "stop",
    AnswerValue.NOT_APPLICABLE: "neutral",
}
GATE_BADGES: dict[str, str] = {GateStatus.OPEN: "ok", GateStatus.CONDITIONAL: "warn", GateStatus.CLOSED: "stop"}
