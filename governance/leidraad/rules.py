"""Who may do what in this room. The check of an area follows the area itself; see `pilots.areas.rules`."""

import rules

from accounts.rules import is_admin, is_curator


@rules.predicate
def is_published(user, version) -> bool:
    """Without a version: whether there is anything to read at all, which is so for every account."""
    return version is None or version.is_published


can_decide = is_admin | is_curator  # about versions of the guide
can_read_version = can_decide | (rules.is_authenticated & is_published)
