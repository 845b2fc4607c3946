"""What the pages and PDF chapters about the guide show, and the functions that build it."""

from governance.leidraad.gathering import gate_of
from governance.leidraad.pages.checks import anchor, check_page
from governance.leidraad.pages.derived import DerivedReason, DerivedView
from governance.leidraad.pages.deviations import (
    Covered,
    DeviationPage,
    DeviationView,
    decided,
    deviation_page,
    headline,
    notice_of,
    open_conditions,
    running_deviation,
)
from governance.leidraad.pages.moving import MovePage, move_page
from governance.leidraad.pages.shapes import (
    CheckPage,
    ConditionView,
    EvidenceView,
    GateView,
    QuestionView,
    ReasonView,
)
from governance.leidraad.texts import SourceView, StepView

__all__ = [
    "CheckPage",
    "ConditionView",
    "Covered",
    "DerivedReason",
    "DerivedView",
    "DeviationPage",
    "DeviationView",
    "EvidenceView",
    "GateView",
    "MovePage",
    "QuestionView",
    "ReasonView",
    "SourceView",
    "StepView",
    "anchor",
    "check_page",
    "decided",
    "deviation_page",
    "gate_of",
    "headline",
    "move_page",
    "notice_of",
    "open_conditions",
    "running_deviation",
]
