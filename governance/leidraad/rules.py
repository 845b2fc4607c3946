"""Who may do what in this room. The check of an area follows the area itself; see `pilots.areas.rules`."""

from accounts.rules import is_admin, is_curator

can_compare_versions = is_admin | is_curator
