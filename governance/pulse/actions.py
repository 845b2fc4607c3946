"""Everything that changes a round: opening it, making codes, taking a code in, counting a ballot, closing it.

Taking a code in and counting a ballot are two transactions of two requests, and share no row and no value (ADR 16).
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from governance.pulse import counting, tickets
from governance.pulse.models import Code, PulsePack, Round, SpentTicket, Tally
from pilots.areas.models import PilotArea

MOST_CODES = 500  # in one round


class Refusal(StrEnum):
    """Why a code or a ballot was not taken."""

    UNKNOWN = "unknown"
    USED = "used"
    CLOSED = "closed"


class RefusedError(Exception):
    """The code or ballot was not taken. Nothing was changed."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def open_round(*, area: PilotArea, pack: PulsePack, opens_on: date, closes_on: date, by: User) -> Round:
    """Start a round with an empty tally. Raises IntegrityError while another round of the area is not closed."""
    with pghistory.context(user=by.pk):
        made = Round.objects.create(area=area, pack=pack, opens_on=opens_on, closes_on=closes_on, opened_by=by)
    Tally.objects.create(round=made)
    return made


@transaction.atomic
def make_codes(*, round: Round, number: int) -> list[str]:  # noqa: A002 -- it is the name of the thing
    """Make codes to hand out; they are shown now and never again. Raises RefusedError when the round is closed."""
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.closed_at:
        raise RefusedError(Refusal.CLOSED)
    number = min(number, MOST_CODES - locked.codes)
    codes = [tickets.make_code() for _ in range(number)]
    # In the order of their hashes, so that the rows do not lie in the order of the slips.
    Code.objects.bulk_create(Code(code_hash=one, round=locked) for one in sorted(map(tickets.hash_code, codes)))
    Round.objects.filter(pk=round.pk).update(codes=locked.codes + number)
    return codes


def exchange(*, code: str, today: date) -> tuple[Round, str]:
    """Take a code in and give a ballot ticket for it. Raises RefusedError.

    One statement marks the code, so of two people who come with the same code one gets a ticket.
    """
    known = Code.objects.filter(code_hash=tickets.hash_code(code)).select_related("round")
    found = known.first() if tickets.tidy(code) else None
    if found is None:
        raise RefusedError(Refusal.UNKNOWN)
    is_open = Round.objects.taking_answers(today).filter(pk=found.round_id)
    if not is_open.exists():
        raise RefusedError(Refusal.CLOSED)
    if not Code.objects.filter(pk=found.pk, is_used=False).update(is_used=True):
        raise RefusedError(Refusal.USED)
    return found.round, tickets.make_ticket(str(found.round.key))


@transaction.atomic
def count_ballot(*, round: Round, ticket: str, answers: Sequence[int], today: date) -> None:  # noqa: A002 -- idem
    """Add one ballot to the tally. answers: a step from 1 to 5 per question. Raises RefusedError, ValueError."""
    if not tickets.is_genuine(str(round.key), ticket):
        raise RefusedError(Refusal.UNKNOWN)
    tally = Tally.objects.select_for_update().get(pk=round.pk)  # closing waits for this too
    if not Round.objects.taking_answers(today).filter(pk=round.pk).exists() or tally.counts is None:
        raise RefusedError(Refusal.CLOSED)
    spent = SpentTicket(ticket_hash=tickets.hash_ticket(ticket), round=round)
    if SpentTicket.objects.filter(pk=spent.pk).exists():  # nobody else comes in between: they wait for the tally
        raise RefusedError(Refusal.USED)
    spent.save(force_insert=True)
    Tally.objects.filter(pk=round.pk).update(counts=counting.add(tally.counts, answers))


@transaction.atomic
def close_round(*, round: Round, by: User | None = None) -> Round:  # noqa: A002 -- idem
    """Close a round for good: codes and tickets go, and so do answers that are too few to show."""
    tally = Tally.objects.select_for_update().get(pk=round.pk)
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.closed_at:
        return locked
    Code.objects.filter(round=locked).delete()
    SpentTicket.objects.filter(round=locked).delete()
    if counting.answered(tally.counts) < counting.LEAST:
        Tally.objects.filter(pk=tally.pk).update(counts=None)
    with pghistory.context(**({"user": by.pk} if by else {})):
        locked.closed_at = timezone.now()
        locked.save(update_fields=["closed_at"])
    return locked
