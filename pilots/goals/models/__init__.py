"""Goals of areas, what presses on their nature, measures, other tasks and other initiatives."""

from pilots.goals.models.goals import MOST, Goal, Pressure, TrackNote
from pilots.goals.models.initiatives import Initiative
from pilots.goals.models.measures import MOST_EURO, Effect, Measure, Score
from pilots.goals.models.places import Placed
from pilots.goals.models.reference import ReferenceVersion
from pilots.goals.models.tasks import SignOverride

__all__ = [
    "MOST",
    "MOST_EURO",
    "Effect",
    "Goal",
    "Initiative",
    "Measure",
    "Placed",
    "Pressure",
    "ReferenceVersion",
    "Score",
    "SignOverride",
    "TrackNote",
]
