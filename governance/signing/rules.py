"""Who may do what in this room. Asking signers follows the area itself; see `pilots.areas.rules`."""

import rules

from accounts.enums import Role
from accounts.rules import is_admin


@rules.predicate
def holds_mandate(user, mandate) -> bool:
    return user.is_authenticated and mandate.user_id == user.pk


@rules.predicate
def is_officer_of(user, province) -> bool:
    return user.is_authenticated and user.role == Role.OFFICER and user.province == province


can_mandate_province = is_admin | is_officer_of
