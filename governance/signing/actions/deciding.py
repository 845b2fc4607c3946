"""Signing and refusing: one row more in the chain of an area, bound to exactly what the signer saw."""

from datetime import date, datetime
from typing import Any

import pghistory
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Province
from accounts.models import User
from core.locks import take_turns
from governance.signing.actions.locks import lock_area
from governance.signing.actions.places import DELEGATIONS, acting_mandates
from governance.signing.actions.refusals import SigningError
from governance.signing.canonical import canonical_text, sha256_of
from governance.signing.enums import Decision
from governance.signing.judging import Asked, Decided, judge
from governance.signing.models import Chain, Mandate, Signature, Signer
from governance.signing.registry import Document, find_document
from governance.signing.seals import make_seal, record_of
from pilots.areas.models import PilotArea


class ContentChangedError(SigningError):
    """The content is not what the signer saw; `document` is what it is now. Nothing was signed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        super().__init__(_("This changed while you were reading it. Look at what changed, and decide again."))


@transaction.atomic
def decide(
    *, signer: Signer, acting: Mandate, decision: Decision, sha256: str, by: User | None, reason: str = ""
) -> Signature:
    """Sign a document, or refuse to. acting: the mandate of who decides; by: None through a personal link.

    sha256: of the content this person saw. Raises ContentChangedError when it is another now, and SigningError when
    this person may not decide (any more). Sending the same decision twice keeps it once.
    """
    area = PilotArea.objects.without_shapes().get(pk=signer.area_id)
    lock_area(area)
    found = Signer.objects.select_for_update(of=("self",)).get(pk=signer.pk)
    now = database_now()
    acting, holder = _mandates(found, acting, area, timezone.localdate(now))
    document = find_document(area, found.kind, found.code)
    if found.withdrawn_at is not None or document is None:
        raise SigningError(_("You are not asked to sign this any more."))
    if document.closed:
        raise SigningError(document.closed)
    text = canonical_text(document.content)
    if sha256_of(text) != sha256:
        raise ContentChangedError(document)
    last = found.signatures.order_by("-number").defer("content").first()
    if last and (last.decision, last.sha256, last.reason) == (decision, sha256, reason):
        return last
    if not _is_turn(found, sha256):
        raise SigningError(_("Others sign before you. You get your turn when they have."))
    row = Signature(
        kind=found.kind, code=found.code, signer=found, user=by, decision=decision, reason=reason, signed_at=now,
        title=document.title, content=text, sha256=sha256, pack_version=document.pack_version,
        **_person(acting, holder),
    )  # fmt: skip
    with pghistory.context(user=by.pk if by else None):
        return _append(row, area)


def database_now() -> datetime:
    """Return the time of the database: one clock for all web servers, right also when theirs is not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def _mandates(signer: Signer, acting: Mandate, area: PilotArea, today: date) -> tuple[Mandate, Mandate]:
    """Return the mandate somebody decides with and the one that was asked, held until the end of the transaction."""
    if acting.pk != signer.mandate_id:
        take_turns(DELEGATIONS)
    keys = {acting.pk, signer.mandate_id}
    rows = Mandate.objects.select_for_update(of=("self",), no_key=True).select_related("area").order_by("pk")
    held = {mandate.pk: mandate for mandate in rows.filter(pk__in=keys)}
    acting, holder = held[acting.pk], held[signer.mandate_id]
    if not (acting.is_running(today) and holder.is_running(today) and holder.reaches(area)):
        raise SigningError(_("Your mandate for this area does not hold (any more). Ask the coordinator."))
    if holder.pk not in acting_mandates([acting], today):
        raise SigningError(_("You may not sign in the place of %(name)s (any more).") % {"name": holder.name})
    return acting, holder


def _is_turn(signer: Signer, sha256: str) -> bool:
    """Say whether everybody with a lower place signed this content; who signed before may still change their mind."""
    before = Signer.objects.current().of_document(signer.area, signer.kind, signer.code).filter(place__lt=signer.place)
    last = Signature.objects.filter(signer__in=before).latest_per_signer()
    decided = {row.signer_id: Decided(Decision(row.decision), row.sha256) for row in last}
    asked = [Asked(one.pk, one.place) for one in before]
    return not any(one.is_turn for one in judge(asked, decided, sha256).signers)


def _person(acting: Mandate, holder: Mandate) -> dict[str, Any]:
    is_in_place = acting.pk != holder.pk
    return {
        "mandate": acting,
        "name": acting.name,
        "function": acting.function,
        "mandate_text": _mandate_words(holder),
        "on_behalf_name": holder.name if is_in_place else "",
        "on_behalf_function": holder.function if is_in_place else "",
    }


def _mandate_words(mandate: Mandate) -> str:
    """Say for what and from when to when a mandate holds, without a language: names and days."""
    where = mandate.area.name if mandate.area else Province(mandate.province).label
    return f"{where}, {mandate.starts_on.isoformat()} – {mandate.ends_on.isoformat() if mandate.ends_on else '…'}"


def _append(row: Signature, area: PilotArea) -> Signature:
    """Add a signature to the chain of its area; the database moves the head."""
    head = Chain.objects.filter(area=area).first()
    row.area, row.number = area, (head.number if head else 0) + 1
    row.seal = make_seal(record_of(row), head.seal if head else "", settings.SECRET_KEY)
    row.save(force_insert=True)
    return row
