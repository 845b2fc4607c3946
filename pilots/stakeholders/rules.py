"""Who may do what with the parties of an area. Each predicate says one thing; it mostly follows the area itself."""

import rules

from accounts.enums import Role
from accounts.rules import is_admin
from pilots.areas import rules as areas
from pilots.stakeholders.enums import InterestVisibility

REGISTRARS = frozenset({Role.OFFICER, Role.COORDINATOR, Role.ADMIN})


@rules.predicate
def is_involved(user, part) -> bool:
    """Involved with the area of a partner, interest, contact moment or promise."""
    return areas.is_involved.test(user, part.area)


@rules.predicate
def works_on(user, part) -> bool:
    return areas.works_on.test(user, part.area)


@rules.predicate
def can_edit(user, part) -> bool:
    return areas.can_edit.test(user, part.area)


@rules.predicate
def is_leading_coordinator(user, part) -> bool:
    return areas.is_coordinator_of(user, part.area) and not areas.is_archived(user, part.area)


@rules.predicate
def is_own_party(user, part) -> bool:
    """A person of the party itself, in an area that is open to its partners."""
    is_open = areas.is_open_to_partners(user, part.area) and not areas.is_archived(user, part.area)
    return is_open and part.has_person(user)


@rules.predicate
def is_shared(user, interest) -> bool:
    return interest.visibility == InterestVisibility.SHARED


@rules.predicate
def is_visible(user, row) -> bool:
    """The queryset decides, so that a list and a page can never differ."""
    return type(row).objects.visible_to(user).filter(pk=row.pk).exists()


@rules.predicate
def is_changeable(user, row) -> bool:
    return type(row).objects.changeable_by(user).filter(pk=row.pk).exists()


@rules.predicate
def is_wholly_changeable(user, row) -> bool:
    """May change it in every area where it occurs."""
    return type(row).objects.wholly_changeable_by(user).filter(pk=row.pk).exists()


@rules.predicate
def is_registrar(user, row) -> bool:
    return user.role in REGISTRARS


has_account = rules.is_authenticated
owns = has_account & is_own_party
can_read_interest = (is_shared & is_involved) | owns | (has_account & is_leading_coordinator)
can_write_interest = owns | (has_account & is_leading_coordinator) | (is_shared & can_edit)
can_list_organisations = has_account & is_registrar
is_site_admin = is_admin
