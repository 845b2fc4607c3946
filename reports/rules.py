"""Who may ask for a report of an area, and who may read its reports."""

import rules

from pilots.areas.rules import can_edit, has_account, is_archived, is_involved, is_of_province


@rules.predicate
def is_involved_in_its_area(user, report) -> bool:
    """Reports name people, so they are for whoever has something to do with the area, also when it is public."""
    return is_involved(user, report.area)


can_make = can_edit | (has_account & ~is_archived & is_of_province)
