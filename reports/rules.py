"""Who may ask for a report of an area, and who may read its reports."""

import rules

from accounts.rules import is_admin, is_curator
from pilots.areas.rules import can_edit, has_account, is_archived, is_involved, is_of_province


@rules.predicate
def is_involved_in_its_area(user, report) -> bool:
    """Reports name people, so they are for whoever has something to do with the area, also when it is public."""
    return report.area is not None and is_involved(user, report.area)


@rules.predicate
def is_general(user, report) -> bool:
    """The general guide tells what anybody may know."""
    return report.area is None


can_read = (has_account & is_general) | is_involved_in_its_area


@rules.predicate
def asked_for_it(user, job) -> bool:
    """Who started a job may stop it."""
    return user.pk is not None and job.requested_by_id == user.pk


can_cancel_general = is_admin | is_curator | (has_account & asked_for_it)
can_make = can_edit | (has_account & ~is_archived & is_of_province)
