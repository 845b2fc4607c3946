"""Who may do what with interviews. Consent is no matter of who: it is in the QuerySets, for everybody."""

import rules

from pilots.areas import rules as area_rules


@rules.predicate
def works_in_area(user, interview) -> bool:
    """Whoever works on the area: its coordinator, its team, officers of its province."""
    return area_rules.can_edit.test(user, interview.area)


@rules.predicate
def is_interviewer(user, interview) -> bool:
    return interview.interviewer_id == user.pk


@rules.predicate
def coordinates_area(user, interview) -> bool:
    return area_rules.is_coordinator_of.test(user, interview.area)


@rules.predicate
def is_author(user, row) -> bool:
    return row.created_by_id == user.pk


can_work = works_in_area
# Raw text and the list of names: not for other officers, and not for an admin either.
can_read_raw = works_in_area & (is_interviewer | coordinates_area)
