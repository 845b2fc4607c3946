"""Guide versions, the check of an area, its answers and their evidence, and deliberate starts."""

from governance.leidraad.models.checks import Answer, Check, Evidence, evidence_path
from governance.leidraad.models.deviations import LONGEST, Deviation
from governance.leidraad.models.guides import GuideVersion

__all__ = ["LONGEST", "Answer", "Check", "Deviation", "Evidence", "GuideVersion", "evidence_path"]
