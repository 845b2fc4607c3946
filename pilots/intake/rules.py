"""Who may do what with forms, rounds and answers. Each predicate says one thing; the models combine them."""

import rules

from accounts.enums import Role
from accounts.rules import is_admin, is_curator, is_officer
from pilots.areas import rules as areas

COMPOSER_ROLES = frozenset({Role.OFFICER, Role.CURATOR, Role.ADMIN})
READER_ROLES = COMPOSER_ROLES | {Role.COORDINATOR}


@rules.predicate
def is_reader(user, form) -> bool:
    """Somebody who prepares rounds or forms."""
    return user.is_authenticated and user.role in READER_ROLES


@rules.predicate
def is_shared(user, form) -> bool:
    """A form without a province is shared by all and kept by the curators."""
    return not form.province


@rules.predicate
def is_of_own_province(user, form) -> bool:
    return bool(user.province) and form.province == user.province


@rules.predicate
def can_manage_area(user, round_) -> bool:
    """The people who may edit the area of the round: its team, its coordinator, the officers of its province."""
    return areas.can_edit.test(user, round_.area)


can_compose = is_admin | (is_curator & is_shared) | (is_officer & is_of_own_province)
can_read_form = is_admin | (is_reader & (is_shared | is_of_own_province))
can_add_form = is_admin | is_curator | is_officer
