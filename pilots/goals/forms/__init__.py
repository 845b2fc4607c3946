"""The forms of goals, measures, pressures, judgements, signs and initiatives."""

from pilots.goals.forms.goals import GoalForm, PressureForm, TrackForm
from pilots.goals.forms.initiatives import InitiativeForm, SignForm
from pilots.goals.forms.measures import EffectForm, MeasureForm, ScoreForm
from pilots.goals.forms.places import PlacedForm

__all__ = [
    "EffectForm",
    "GoalForm",
    "InitiativeForm",
    "MeasureForm",
    "PlacedForm",
    "PressureForm",
    "ScoreForm",
    "SignForm",
    "TrackForm",
]
