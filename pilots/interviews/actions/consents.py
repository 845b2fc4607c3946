"""Giving and withdrawing consent. A withdrawal works at once, because every reading asks for consent again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.interviews.enums import Proof, Purpose, WithdrawalKind
from pilots.interviews.models import Consent, ConsentText, Excerpt, Participant, Withdrawal


@transaction.atomic
def record_consents(
    *,
    participant: Participant,
    given: Mapping[Purpose, bool],
    text: ConsentText,
    given_on: date,
    proof: Proof,
    by: User | None,
    note: str = "",
    file: Any = None,
    file_name: str = "",
) -> list[Consent]:
    """Write down what somebody decided for each purpose. What was in force and is refused now counts as withdrawn."""
    _lock(participant)
    before = _quotes(participant)
    was = set(participant.consents.in_force().values_list("purpose", flat=True))
    rows = []
    for purpose, is_given in given.items():
        consent = participant.consents.filter(purpose=purpose).first() or Consent(
            participant=participant, purpose=purpose
        )
        consent.is_given, consent.given_on, consent.text, consent.recorded_by = is_given, given_on, text, by
        consent.proof, consent.proof_note, consent.proof_name = proof, note, file_name
        consent.withdrawn_at = consent.withdrawn_by = None
        consent.reason = ""
        if file:
            file.seek(0)
            consent.proof_file.save(file_name, file, save=False)
        elif consent.proof != Proof.PAPER:
            consent.proof_file = ""
        consent.save()
        rows.append(consent)
    if any(purpose in was and not is_given for purpose, is_given in given.items()):
        _note(participant, before)
    return rows


def give_by_link(*, participant: Participant, purpose: Purpose, text: ConsentText) -> Consent:
    """Write down that a participant gave consent for one purpose through the personal link."""
    today = timezone.localdate()
    [consent] = record_consents(
        participant=participant, given={purpose: True}, text=text, given_on=today, proof=Proof.LINK, by=None
    )
    return consent


@transaction.atomic
def withdraw(*, participant: Participant, purpose: Purpose, by: User | None, reason: str = "") -> Consent | None:
    """Withdraw consent for one purpose, from now on. by: None for the participant. None when it was not in force."""
    _lock(participant)
    consent = participant.consents.in_force().filter(purpose=purpose).first()
    if consent is None:
        return None
    before = _quotes(participant)
    consent.withdrawn_at, consent.withdrawn_by, consent.reason = timezone.now(), by, reason
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    _note(participant, before)
    return consent


def note_withdrawal(*, area: PilotArea, kind: WithdrawalKind, number_of_quotes: int) -> Withdrawal:
    """Note from which moment older papers of an area may hold words that may not be used any more."""
    return Withdrawal.objects.create(area=area, kind=kind, number_of_quotes=number_of_quotes)


def _lock(participant: Participant) -> None:
    Participant.objects.select_for_update().get(pk=participant.pk)


def _quotes(participant: Participant) -> set[int]:
    return set(Excerpt.objects.quotable().filter(participant=participant).values_list("pk", flat=True))


def _note(participant: Participant, before: set[int]) -> None:
    """Count what was quoted until now: also when only the name or the publication is withdrawn, papers may hold it."""
    note_withdrawal(area=participant.interview.area, kind=WithdrawalKind.CONSENT, number_of_quotes=len(before))
