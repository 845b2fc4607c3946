"""Keeping how a collaboration stands now, to compare with later."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from typology.gearbox.asking import UNKNOWN
from typology.gearbox.board import View, board
from typology.gearbox.models import Collaboration, PartnerView, Snapshot
from typology.gearbox.tables import Typology


@transaction.atomic
def make_snapshot(*, collaboration: Collaboration, title: str, by: User) -> Snapshot:
    """Keep the joint view, the numbers of the board and what was arranged. Nothing in it says who answered what.

    A question with fewer than three answers leaves nothing, nor does a board with fewer than three views.
    """
    rows = Collaboration.objects.select_for_update(of=("self",), no_key=True).select_related("version")
    found = rows.get(pk=collaboration.pk)
    views = list(found.views.counting())
    return Snapshot.objects.create(
        collaboration=found,
        title=title,
        made_by=by,
        views=len(views),
        content={
            "answers": found.answers,
            "version": found.version_id,
            "results": results_of(found.version.tables, views),
            "arrangements": [
                {"key": one.pk, "code": one.code, "what": one.what, "dial": one.dial, "status": one.status}
                for one in found.arrangements.order_by("pk")
            ],
        },
    )


def results_of(tables: Typology, views: Sequence[PartnerView]) -> dict[str, Any]:
    """Return the numbers of the board per dial, in the same form as a workshop keeps them."""
    outcome = board(tables, (View("", False, view.sent_answers) for view in views))
    told = {line.question.code: line for line in outcome.lines if line.is_shown}
    found: dict[str, Any] = {}
    for dial in tables.dials:
        codes = [question.code for question in dial.questions if question.code in told]
        answers = {code: {option.code: number for option, number in told[code].counts} for code in codes}
        unknown = {code: sum(view.sent_answers.get(code) == UNKNOWN for view in views) for code in codes}
        given = {code: told[code].answered for code in codes}
        found[dial.code] = {"answers": answers, "given": given, "unknown": unknown}
    return found
