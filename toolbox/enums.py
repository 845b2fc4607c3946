"""Fixed words of the toolbox: kinds, target groups, measure types, states and their allowed moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PracticeKind(TextChoices):
    """The three content types of the Samen voor Biodiversiteit toolbox (dossier, section 4)."""

    EXAMPLE = "example", _("Practice example")
    POLICY = "policy", _("Policy information")
    BACKGROUND = "background", _("Background information")


class Audience(TextChoices):
    """The three target groups by which people enter the toolbox (dossier, section 4)."""

    GOVERNMENT = "government", _("Governments")
    BUSINESS = "business", _("Businesses")
    INDIVIDUAL = "individual", _("Individuals")


class MeasureType(TextChoices):
    """Types of measures in and around a Natura 2000 site (dossier, section 6)."""

    REWETTING = "rewetting", _("Rewetting")
    WATER_RETENTION = "water-retention", _("Holding water")
    WATER_STORAGE = "water-storage", _("Water storage")
    HYDROLOGY = "hydrology", _("Hydrological repair")
    LESS_MANURE = "less-manure", _("Less fertilising")
    LESS_AMMONIA = "less-ammonia", _("Less ammonia")
    LESS_PESTICIDES = "less-pesticides", _("Fewer pesticides")
    BUFFER = "buffer", _("Buffer zone")
    TO_NATURE = "to-nature", _("Farmland to nature")
    EXTENSIVE = "extensive", _("Extensive farming")
    FARMER_MANAGEMENT = "farmer-management", _("Nature management by farmers")
    GREEN_BLUE = "green-blue", _("Hedges, ditches and other landscape features")
    CONNECTION = "connection", _("Connecting nature")
    INVASIVES = "invasives", _("Controlling invasive species")
    RESTORATION = "restoration", _("Restoration management")
    RECREATION = "recreation", _("Zoning recreation")
    RELOCATION = "relocation", _("Moving or ending a farm")
    MONITORING = "monitoring", _("Monitoring")
    KNOWLEDGE = "knowledge", _("Knowledge and coaching")


class Criterion(TextChoices):
    """What a curator judges; everybody who submits sees the same three."""

    RELEVANT = "relevant", _("Relevant: it helps an area process around nature")
    EFFECTIVE = "effective", _("Effective: the sources show that it works")
    REPLICABLE = "replicable", _("Replicable: another area can do it too")


class PracticeState(TextChoices):
    """Where a toolbox item stands."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PRACTICE_MOVES: dict[PracticeState, frozenset[PracticeState]] = {
    PracticeState.DRAFT: frozenset({PracticeState.REVIEW}),
    PracticeState.REVIEW: frozenset({PracticeState.DRAFT, PracticeState.PUBLISHED, PracticeState.REFUSED}),
    PracticeState.PUBLISHED: frozenset({PracticeState.WITHDRAWN}),
    PracticeState.REFUSED: frozenset({PracticeState.DRAFT}),
    PracticeState.WITHDRAWN: frozenset({PracticeState.DRAFT}),
}

# Moves that are a judgement: only a curator makes them. The others belong to the person who submitted the item.
CURATOR_MOVES: frozenset[PracticeState] = frozenset(
    {PracticeState.PUBLISHED, PracticeState.REFUSED, PracticeState.WITHDRAWN}
)
# Moves that must say why.
MOVES_WITH_REASON: frozenset[PracticeState] = frozenset({PracticeState.REFUSED, PracticeState.WITHDRAWN})
