"""How bodies decide, how often they meet, who sits in them, and what they are to each other and to a topic."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DecisionRule(TextChoices):
    """How a body comes to a decision."""

    CONSENSUS = "consensus", _("Consensus: nobody has an objection that weighs heavily")
    MAJORITY = "majority", _("Majority: most of those who decide are in favour")
    UNANIMITY = "unanimity", _("Unanimity: everybody who decides is in favour")
    ONE = "one-decides", _("One person decides, after hearing the others")
    ADVISES = "advises", _("It advises and does not decide")


class Unit(TextChoices):
    """What the rhythm of a body is counted in."""

    WEEK = "week", _("week")
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    YEAR = "year", _("year")


class MemberRole(TextChoices):
    """What somebody does in a body."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", pgettext_lazy("of a body", "Member")
    ADVISOR = "advisor", _("Advisor")


class LinkKind(TextChoices):
    """What one body is to another, read from the first to the second."""

    REPORTS = "reports", _("reports to")
    ADVISES = "advises", pgettext_lazy("one body to another", "advises")
    COMMISSIONS = "commissions", _("gives an assignment to")


class Part(TextChoices):
    """What a body does about a topic: RACI made light."""

    DECIDES = "decides", pgettext_lazy("a body about a topic", "decides")
    ADVISES = "advises", pgettext_lazy("a body about a topic", "advises")
    INFORMED = "informed", _("is informed")
