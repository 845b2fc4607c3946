"""Answers, statuses and the rules of the start gate, in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackStatus


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
    UNSIGNED = "niet-ondertekend", _("Nobody is asked to sign this condition yet.")
    WAITING = "wacht-op-handtekening", _("Not everybody who was asked has signed this condition.")
    LAPSED = "handtekening-vervallen", _("A signature lapsed: the content changed after it was signed.")
    REFUSED = "handtekening-geweigerd", _("Somebody who was asked refused to sign this condition.")


class Decision(TextChoices):
    """What somebody does in the review of an answer."""

    ASKED = "gevraagd", _("Review asked")
    ACCEPTED = "akkoord", _("Accepted")
    CHANGE = "aanpassen", _("Please change")


class ReviewState(TextChoices):
    """How far the review of an answer is."""

    NONE = "geen", _("Not reviewed")
    ASKED = "gevraagd", _("Review asked")
    ACCEPTED = "akkoord", _("Accepted")
    LAPSED = "vervallen", _("Changed after it was accepted")
    CHANGE = "aanpassen", _("Please change")
    ADAPTED = "aangepast", _("Changed since the review")


class Turn(TextChoices):
    """Who is next in the review of an answer."""

    NOBODY = "niemand", _("Nobody")
    REVIEWER = "beoordelaar", _("The reviewer")
    ANSWERER = "beantwoorder", _("Who answered")


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


class Fact(TextChoices):
    """What the records of an area can answer, with the rule that decides; a question of the guide names one of them."""

    GOALS_NAMED = "goals-named", _("Each goal names the document it comes from.")
    GOALS_SPECIFIC = "goals-specific", _("Each goal says how much is lacking, where and by which date.")
    MEASURES_OUTSIDE = (
        "measures-outside",
        _("Each goal has measures, and of each measure it is known whether it lies outside the Natura 2000 site."),
    )
    GOALS_OPENNESS = "goals-openness", _("Each goal says what is fixed and what is still open.")
    OTHER_TASKS = (
        "other-tasks",
        _("Of each type of measure in use it is known how it works out on each other task in this area."),
    )
    DUTY = (
        "duty",
        _("Each goal says whether an effort or a result is owed, with its legal basis; reviewed, no question open."),
    )
    AIM = "aim", _("Each goal says whether the system is repaired or the harm limited.")
    WEIGHING = "weighing", _("Each goal says whether a socio-economic weighing may take place, and about what.")
    ACCOUNTABLE = "accountable", _("Each goal says which body is accountable.")
    INSTRUMENTS_CHOSEN = "instruments-chosen", _("An instrument is chosen for each measure.")
    INSTRUMENTS_FORCE = (
        "instruments-force",
        _("The catalogue says of each chosen instrument whether it is voluntary, under pressure or compulsory."),
    )
    ESCALATION = (
        "escalation",
        _("Each measure has a compulsory instrument, or it is agreed which heavier one follows, when and who decides."),
    )
    AVAILABILITY = (
        "availability",
        _("Each chosen instrument is open, lasts until its measure is ready, and was checked in the past year."),
    )
    MEASURE_COSTS = "measure-costs", _("Each measure has costs per year.")
    COVER_CERTAINTY = (
        "cover-certainty",
        _("Of each source of money it is known how sure it is and until when; a pledge has the date of its decision."),
    )
    PROCESS_MONEY = (
        "process-money",
        _("In each year money that is not tied to one measure, pledged or secured, covers the costs of the process."),
    )
    SHORTAGE = "shortage", _("All measures have costs, and in every year money that is pledged or secured covers them.")


# The records behind these may be read by everybody who may open the area; the others only by people involved.
READABLE_FACTS = frozenset(
    {Fact.GOALS_NAMED, Fact.GOALS_SPECIFIC, Fact.MEASURES_OUTSIDE, Fact.GOALS_OPENNESS, Fact.OTHER_TASKS}
)


class Lack(TextChoices):
    """What one record lacks for an answer, as a part of a sentence."""

    SOURCE = "source", _("the document it comes from")
    QUANTITY = "quantity", _("how much is lacking")
    PLACE = "place", _("a place on the map")
    CERTAINTY = "certainty", _("how certain the search area is")
    DATE = "date", _("the date")
    MEASURE = "measure", _("a measure")
    POSITION = "position", _("the place of a measure")
    OPENNESS = "openness", _("whether it is fixed or open")
    OPENNESS_NOTE = "openness-note", _("what is fixed and what is open")
    SIGNS = "signs", _("how it works out here on another task")
    DUTY = "duty", _("whether it is an effort or a result")
    BASIS = "basis", _("the legal basis")
    REVIEW = "review", _("a review by somebody with legal knowledge")
    OPEN_QUESTION = "open-question", _("the answer to an open question")
    VALIDITY = "validity", _("what holds now: the date in the record has passed")
    AIM = "aim", _("whether the system has to be repaired")
    WEIGHING = "weighing", _("whether a socio-economic weighing may take place")
    LEVELS = "levels", _("what may be weighed")
    ACCOUNTABLE = "accountable", _("who is accountable")
    INSTRUMENT = "instrument", _("an instrument")
    FORCE = "force", _("an instrument that stands in the catalogue")
    HEAVIER = "heavier", _("a heavier instrument that follows")
    MOMENT = "moment", _("when the heavier instrument follows")
    DECIDER = "decider", _("who decides on that")
    AVAILABLE = "available", _("whether it can be used now")
    NOT_OPEN = "not-open", _("a scheme that is open")
    TOO_SHORT = "too-short", _("a scheme that lasts until the measure is ready")
    CHECK = "check", _("a check in the past year")
    COSTS = "costs", _("costs per year")
    DECISION = "decision", _("the date of the decision")
    SHARE = "share", _("less than the share it may cover at most")
    PROCESS_COSTS = "process-costs", _("costs of the process itself")
    COVER = "cover", _("money that is pledged or secured")


class Todo(TextChoices):
    """What has to be recorded before the records can answer at all."""

    GOALS = "goals", _("There are no goals yet. Add the goals of this area first.")
    MEASURES = "measures", _("There are no measures yet. Add the measures of this area first.")
    INSTRUMENTS = "instruments", _("No instrument is chosen yet. Choose the instruments of the measures first.")
    COSTS = "costs", _("There are no costs yet. Add the costs of the measures and of the process first.")
    COVERS = "covers", _("There is no source of money yet. Add the sources of money first.")


REVIEW_BADGES: dict[str, str] = {
    ReviewState.NONE: "neutral",
    ReviewState.ASKED: "neutral",
    ReviewState.ACCEPTED: "ok",
    ReviewState.LAPSED: "warn",
    ReviewState.CHANGE: "stop",
    ReviewState.ADAPTED: "warn",
}


class GuideStep(TextChoices):
    """What can be decided about a version of the guide: that it is published, or which status it gets."""

    PUBLISHED = "gepubliceerd", _("Published")
    CONCEPT = "concept", _("Back to concept")
    REVIEWED = "getoetst", _("Reviewed")
    ADOPTED = "vastgesteld", _("Adopted")


# One step at a time; a step back is for a decision that was written down by mistake or is taken back.
STATUS_MOVES: dict[PackStatus, frozenset[PackStatus]] = {
    PackStatus.CONCEPT: frozenset({PackStatus.REVIEWED}),
    PackStatus.REVIEWED: frozenset({PackStatus.ADOPTED, PackStatus.CONCEPT}),
    PackStatus.ADOPTED: frozenset({PackStatus.REVIEWED}),
}
