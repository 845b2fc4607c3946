"""Directions, units, tracks, states and other fixed words of goals, measures, other tasks and initiatives."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Direction(TextChoices):
    """What a conservation objective asks: the three words of the designation decisions."""

    KEEP = "keep", _("Keep")
    EXPAND = "expand", _("Expand")
    IMPROVE = "improve", _("Improve")


class Unit(TextChoices):
    """What a goal and the effects of measures are counted in. Amounts in different units are never added."""

    HECTARE = "ha", _("ha")
    KILOMETRE = "km", _("km")
    INDIVIDUALS = "individuals", _("individuals")
    PAIRS = "pairs", _("breeding pairs")
    LOCATIONS = "locations", _("locations")
    CENTIMETRE = "cm", _("cm groundwater level")
    MOL = "mol", _("mol N/ha/yr")


class PlaceKind(TextChoices):
    """How sure it is where something has to happen."""

    NONE = "none", _("Not on the map yet")
    DRAWN = "drawn", _("Drawn on the map")
    SEARCH_AREA = "search-area", _("Search area")


class Openness(TextChoices):
    """Whether there is still something to choose about a goal."""

    UNKNOWN = "", _("Not said yet")
    FIXED = "fixed", _("Fixed")
    PARTLY = "partly", _("Partly open")
    OPEN = "open", _("Open")


class Track(TextChoices):
    """The two tracks of the deck (chapter 7): lower the source and repair the conditions, never one of the two."""

    SOURCE = "source", _("Source: less ammonia")
    LOCAL = "local", _("Conditions in the area")


class MeasureStatus(TextChoices):
    """How far a measure is."""

    IDEA = "idea", _("Idea")
    STUDY = "study", _("Being worked out")
    AGREED = "agreed", _("Agreed")
    RUNNING = "running", _("Being carried out")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


MEASURE_MOVES: dict[MeasureStatus, frozenset[MeasureStatus]] = {
    MeasureStatus.IDEA: frozenset({MeasureStatus.STUDY, MeasureStatus.AGREED, MeasureStatus.DROPPED}),
    MeasureStatus.STUDY: frozenset({MeasureStatus.IDEA, MeasureStatus.AGREED, MeasureStatus.DROPPED}),
    MeasureStatus.AGREED: frozenset({MeasureStatus.STUDY, MeasureStatus.RUNNING, MeasureStatus.DROPPED}),
    MeasureStatus.RUNNING: frozenset({MeasureStatus.AGREED, MeasureStatus.DONE, MeasureStatus.DROPPED}),
    MeasureStatus.DONE: frozenset({MeasureStatus.RUNNING}),
    MeasureStatus.DROPPED: frozenset({MeasureStatus.IDEA}),
}
# The effect of these is more than a plan.
SURE_STATUSES = frozenset({MeasureStatus.AGREED, MeasureStatus.RUNNING, MeasureStatus.DONE})


class Position(TextChoices):
    """Where a measure lies, measured against the Natura 2000 sites of its area."""

    UNKNOWN = "unknown", _("Not known yet")
    INSIDE = "inside", _("Inside Natura 2000")
    PARTLY = "partly", _("Partly inside Natura 2000")
    OUTSIDE = "outside", _("Outside Natura 2000")


class Enough(TextChoices):
    """Whether the measures reach a goal, from the least to the most that is known and reached."""

    UNKNOWN = "unknown", _("Not known")
    NOT_YET = "not-yet", _("Good work, not enough yet")
    LIKELY = "likely", _("Probably enough")
    ENOUGH = "enough", _("Enough")


class Sign(TextChoices):
    """How a type of measure works out on another task."""

    UNKNOWN = "unknown", _("not known")
    PLUS = "plus", _("helps")
    MINUS = "minus", _("conflicts")
    DEPENDS = "depends", _("depends on place or design")
    NONE = "none", _("no effect")


SIGN_MARKS = {Sign.UNKNOWN: "?", Sign.PLUS: "+", Sign.MINUS: "−", Sign.DEPENDS: "±", Sign.NONE: "0"}


class Criterion(TextChoices):
    """What parties judge about a measure, from 1 to 5. Source: KANO quickscan (dossier 2.2)."""

    FEASIBILITY = "feasibility", _("Feasibility")
    IMPACT = "impact", _("Impact")
    EFFORT = "effort", _("Current effort")
    KNOWLEDGE = "knowledge", _("Knowledge needed")


class InitiativeLevel(TextChoices):
    """Who an initiative comes from."""

    NATIONAL = "national", _("National")
    PROVINCIAL = "provincial", _("Provincial")
    LOCAL = "local", _("Local")
