"""Saving what is expected, with what was said first."""

import pghistory
from django.db import transaction

from accounts.models import User
from governance.expectations.models import Expectation, Progress


@transaction.atomic
def add_expectation(*, expectation: Expectation, by: User) -> Expectation:
    """Store a new expectation; its plan of this moment is what was said first."""
    expectation.first_planned_on = expectation.planned_on
    with pghistory.context(user=by.pk):
        expectation.save(force_insert=True)
    return expectation


@transaction.atomic
def save_progress(*, progress: Progress, by: User) -> Progress:
    """Store what is known about the two expectations that stand with the area itself."""
    with pghistory.context(user=by.pk):
        progress.save()
    return progress


def remove_expectation(*, expectation: Expectation, by: User) -> None:
    """Remove an expectation that should never have been there; the history keeps it."""
    with pghistory.context(user=by.pk):
        expectation.delete()
