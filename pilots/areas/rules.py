"""Who may do what with an area. Each predicate says one thing; the matrix in `models.py` combines them."""

import rules

from accounts.enums import Role
from accounts.rules import is_admin
from pilots.areas.enums import MemberRole, Visibility

PROVINCE_ROLES = frozenset({Role.OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR})

has_account = rules.is_authenticated


@rules.predicate
def is_of_province(user, area) -> bool:
    """An officer, coordinator or administrator of one of the area's provinces."""
    return user.role in PROVINCE_ROLES and user.province in area.provinces


@rules.predicate
def is_officer_of_province(user, area) -> bool:
    return user.role == Role.OFFICER and user.province in area.provinces


@rules.predicate
def is_coordinator_of(user, area) -> bool:
    return area.coordinator_id == user.pk


@rules.predicate
def is_team_member(user, area) -> bool:
    return area.has_member(user, MemberRole.TEAM)


@rules.predicate
def is_partner(user, area) -> bool:
    return area.has_member(user, MemberRole.PARTNER)


@rules.predicate
def is_open_to_partners(user, area) -> bool:
    return area.visibility in {Visibility.PARTNERS, Visibility.PUBLIC}


@rules.predicate
def is_public(user, area) -> bool:
    return area.visibility == Visibility.PUBLIC


@rules.predicate
def is_archived(user, area) -> bool:
    return area.archived_at is not None


can_edit = is_admin | (has_account & ~is_archived & (is_officer_of_province | is_coordinator_of | is_team_member))
works_on = is_admin | (has_account & ~is_archived & (is_of_province | is_coordinator_of | is_team_member))
# Whoever has something to do with the area also sees its people and its history.
is_involved = works_on | (has_account & ~is_archived & is_partner & is_open_to_partners)
can_view = (is_public & ~is_archived) | is_involved
