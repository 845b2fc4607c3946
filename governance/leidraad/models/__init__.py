"""Guide versions and decisions about them, the check of an area with its answers, deliberate starts, and standings."""

from governance.leidraad.models.checks import Answer, Check, Evidence, evidence_path
from governance.leidraad.models.deviations import LONGEST, Deviation
from governance.leidraad.models.guides import GuideDecision, GuideVersion
from governance.leidraad.models.reviews import Review
from governance.leidraad.models.standings import Standing

__all__ = [
    "LONGEST",
    "Answer",
    "Check",
    "Deviation",
    "Evidence",
    "GuideDecision",
    "GuideVersion",
    "Review",
    "Standing",
    "evidence_path",
]
