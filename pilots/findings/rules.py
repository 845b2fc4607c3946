"""Who may do what with a finding. Its visibility follows that of its areas: all of them."""

import rules

from accounts.rules import is_admin
from pilots.areas import rules as area_rules
from pilots.findings.enums import FindingStatus


@rules.predicate
def is_published(user, finding) -> bool:
    return finding.status == FindingStatus.PUBLISHED


@rules.predicate
def sees_every_area(user, finding) -> bool:
    """Whoever may not see one of the areas does not see the finding either: it could tell about that area."""
    areas = finding.areas.all()
    return bool(areas) and all(area_rules.can_view(user, area) for area in areas)


@rules.predicate
def edits_every_area(user, finding) -> bool:
    areas = finding.areas.all()
    return bool(areas) and all(area_rules.can_edit(user, area) for area in areas)


can_edit = is_admin | (rules.is_authenticated & edits_every_area)
can_view = can_edit | (rules.is_authenticated & is_published & sees_every_area)
