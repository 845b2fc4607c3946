"""Who may do what with the goals, measures and initiatives of an area: it follows the area itself."""

import rules

from pilots.areas import rules as areas


@rules.predicate
def can_view(user, part) -> bool:
    return areas.can_view.test(user, part.area)


@rules.predicate
def is_involved(user, part) -> bool:
    """Involved people also see owner, costs, scores and history."""
    return areas.is_involved.test(user, part.area)


@rules.predicate
def can_edit(user, part) -> bool:
    return areas.can_edit.test(user, part.area)
