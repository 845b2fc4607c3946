"""Who may ask for a report of an area; who may see the area may read its reports."""

import rules

from accounts.rules import is_admin
from pilots.areas.rules import can_edit, can_view, is_of_province


@rules.predicate
def can_view_its_area(user, report) -> bool:
    return can_view(user, report.area)


can_make = is_admin | can_edit | is_of_province
