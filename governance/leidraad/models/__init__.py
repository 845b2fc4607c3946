"""Guide versions, the check of an area, its answers and their evidence."""

from governance.leidraad.models.checks import Answer, Check, Evidence, evidence_path
from governance.leidraad.models.guides import GuideVersion

__all__ = ["Answer", "Check", "Evidence", "GuideVersion", "evidence_path"]
