"""Guide versions, the check of an area, its answers and their evidence, deliberate starts, and where gates stand."""

from governance.leidraad.models.checks import Answer, Check, Evidence, evidence_path
from governance.leidraad.models.deviations import LONGEST, Deviation
from governance.leidraad.models.guides import GuideVersion
from governance.leidraad.models.reviews import Review
from governance.leidraad.models.standings import Standing

__all__ = ["LONGEST", "Answer", "Check", "Deviation", "Evidence", "GuideVersion", "Review", "Standing", "evidence_path"]
