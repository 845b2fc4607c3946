"""Fixed words of obligations, instruments and budget."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Force(TextChoices):
    """Whether an owner may choose. Our own division, after the one between pressure and compulsion in land policy."""

    VOLUNTARY = "voluntary", _("Voluntary")
    PRESSURE = "pressure", _("Voluntary under pressure")
    COMPULSORY = "compulsory", _("Compulsory")


class Duty(TextChoices):
    """What is owed for a goal: to try, or to succeed. Source: deck, chapter 7, condition 3."""

    UNKNOWN = "", _("Not known yet")
    EFFORT = "effort", _("Effort: do what can be expected")
    RESULT = "result", _("Result: it has to be reached")


class Aim(TextChoices):
    """Whether the system is repaired or only the harm made smaller. Source: deck, chapter 7, condition 3."""

    UNKNOWN = "", _("Not known yet")
    RECOVERY = "recovery", _("System recovery")
    MITIGATION = "mitigation", _("Mitigation: limit the harm")
    BOTH = "both", _("Both")


class Weighing(TextChoices):
    """Whether a socio-economic weighing may take place. Source: deck, chapter 7, condition 3."""

    UNKNOWN = "", _("Not known yet")
    NO = "no", _("No, the goal always comes first")
    YES = "yes", _("Yes")


class WeighingLevel(TextChoices):
    """About what may be weighed. Source: Habitats Directive art. 2(3), as read in the dossier (needs a lawyer)."""

    GOAL = "goal", _("the goal itself")
    MEASURE = "measure", _("the choice of measures")
    PACE = "pace", _("the pace")


class Clarity(TextChoices):
    """How clear the obligation of a goal is, from the least to the most."""

    NONE = "none", _("Not described yet")
    PARTLY = "partly", _("Partly clear")
    LAPSED = "lapsed", _("No longer valid")
    CLEAR = "clear", _("Clear")


class Availability(TextChoices):
    """Whether an instrument can be used now in this area."""

    UNKNOWN = "", _("Not known yet")
    OPEN = "open", _("Open")
    PLANNED = "planned", _("Announced")
    CLOSED = "closed", _("Closed")


class MixState(TextChoices):
    """How firm the instruments behind a goal are, from the least to the most."""

    NOTHING = "nothing", _("No instrument yet")
    GAPS = "gaps", _("Not every measure has an instrument")
    VOLUNTARY = "voluntary", _("Voluntary only")
    DOUBTFUL = "doubtful", _("Chosen, with points of attention")
    FIRM = "firm", _("Chosen")


class ProcessCost(TextChoices):
    """What the process itself costs, apart from any measure."""

    FACILITATION = "facilitation", _("Guidance of the process")
    OWNERS = "owners", _("Guidance of owners")
    MONITORING = "monitoring", _("Monitoring")
    OTHER = "other", _("Something else")


class CoverStatus(TextChoices):
    """How sure money is, from the least to the most."""

    IDEA = "idea", _("Idea")
    REQUESTED = "requested", _("Requested")
    PLEDGED = "pledged", _("Pledged")
    SECURED = "secured", _("Secured")


class BudgetState(TextChoices):
    """Whether need is covered in every year, from the least to the most."""

    NOTHING = "nothing", _("No costs yet")
    GAP = "gap", _("Not covered")
    PLEDGED = "pledged", _("Covered, not all secured")
    SECURED = "secured", _("Covered and secured")


class Aspect(TextChoices):
    """The five things that have to be known of each goal before the start. Source: deck, chapter 7."""

    PLACE = "place", _("Place")
    OBLIGATION = "obligation", _("Obligation")
    MEASURES = "measures", _("Measures")
    INSTRUMENTS = "instruments", _("Instruments")
    BUDGET = "budget", _("Budget")


class Coverage(TextChoices):
    """How far one aspect of one goal is, from the least to the most."""

    MISSING = "missing", _("Still to be arranged")
    PARTLY = "partly", _("Partly arranged")
    DONE = "done", _("Arranged")
