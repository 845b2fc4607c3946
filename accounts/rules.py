"""Who is who, across all rooms: predicates on the role of a user."""

import rules

from accounts.enums import Role


@rules.predicate
def is_admin(user) -> bool:
    return user.is_authenticated and user.role == Role.ADMIN


@rules.predicate
def is_curator(user) -> bool:
    return user.is_authenticated and user.role == Role.CURATOR


@rules.predicate
def is_officer(user) -> bool:
    return user.is_authenticated and user.role == Role.OFFICER


@rules.predicate
def is_coordinator(user) -> bool:
    return user.is_authenticated and user.role == Role.COORDINATOR


@rules.predicate
def is_privacy_officer(user) -> bool:
    """The functionaris gegevensbescherming: reads who looked at what, and nothing else."""
    return user.is_authenticated and user.role == Role.PRIVACY
