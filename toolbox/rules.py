"""Who may do what with a toolbox item."""

import rules

from accounts.rules import is_admin, is_curator
from toolbox.enums import PracticeState


@rules.predicate
def is_submitter(user, practice) -> bool:
    return practice is not None and practice.submitted_by_id == user.pk and user.is_authenticated


@rules.predicate
def is_draft(user, practice) -> bool:
    return practice is not None and practice.state == PracticeState.DRAFT


@rules.predicate
def is_published(user, practice) -> bool:
    return practice is not None and practice.state == PracticeState.PUBLISHED


can_curate = is_curator | is_admin
can_view = is_published | is_submitter | can_curate
can_edit = (is_submitter & is_draft) | can_curate
