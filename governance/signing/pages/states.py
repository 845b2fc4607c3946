"""How far the signatures under documents are: of one area, or of many, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.signing.enums import SIGNING_BADGES, Decision, SignerState, SigningState
from governance.signing.judging import Asked, Decided, JudgedSigner, judge
from governance.signing.models import Signature, Signer
from governance.signing.pages.shapes import SignerView, SigningView
from governance.signing.registry import provider_of
from pilots.areas.models import PilotArea

Key = tuple[int, str]


def signing_of(
    area: PilotArea,
    kind: str,
    codes: Collection[str],
    *,
    hashes: Mapping[str, str] | None = None,
    today: date | None = None,
) -> dict[str, SigningView]:
    """Return the signatures under documents of one area, by code: two queries.

    hashes: SHA-256 of the content now by code, for who has it already; without it the room of the documents is asked.
    """
    known = {(area.pk, code): sha256 for code, sha256 in hashes.items()} if hashes is not None else None
    views = signings_of([area], kind, hashes=known, today=today, codes=codes)[area.pk]
    return {code: views[code] for code in codes if code in views}


def signings_of(
    areas: Sequence[PilotArea],
    kind: str,
    *,
    hashes: Mapping[Key, str] | None = None,
    today: date | None = None,
    codes: Collection[str] | None = None,
) -> dict[int, dict[str, SigningView]]:
    """Return the signatures under the documents of many areas, by area and code: two queries, however many there are.

    hashes: SHA-256 of the content now by area and code; without it the room of the documents is asked for them all.
    codes: only these documents; without it every document that has a hash.
    """
    provider = provider_of(kind)
    if hashes is None:
        outlines = provider.outlines(areas) if provider else {}
        hashes = {key: outline.sha256 for key, outline in outlines.items()}
    day = today or timezone.localdate()
    signers = _signers(areas, kind)
    last = {row.signer_id: row for row in _last_decisions(areas, kind)}
    views: dict[int, dict[str, SigningView]] = {area.pk: {} for area in areas}
    for area in areas:
        own = {code for key, code in hashes if key == area.pk} if codes is None else codes
        for code in own:
            sha256 = hashes.get((area.pk, code), "")
            views[area.pk][code] = _view(area, kind, code, sha256, signers[area.pk, code], last, day)
    return views


@dataclass(frozen=True, slots=True)
class Tally:
    """The signatures under one document in short: how far, and how many of those asked signed it as it is now."""

    state: SigningState
    signed: int
    asked: int


def tallies_of(kind: str, hashes: Mapping[Key, str]) -> dict[Key, Tally]:
    """Return the signatures in short for documents with these hashes, by key of the area and code.

    Runs two queries, one when nobody is asked to sign any of them.
    """
    areas = {area for area, _code in hashes}
    signers: dict[Key, list[Asked]] = defaultdict(list)
    rows = Signer.objects.current().filter(area__in=areas, kind=kind).order_by("place", "pk")
    for signer, area, code, place in rows.values_list("pk", "area_id", "code", "place"):
        signers[area, code].append(Asked(signer, place))
    decided = _decided(areas, kind) if signers else {}
    found = {}
    for key, sha256 in hashes.items():
        judged = judge(signers[key], decided, sha256)
        signed = sum(each.state == SignerState.SIGNED for each in judged.signers)
        found[key] = Tally(judged.state, signed, len(judged.signers))
    return found


def _decided(areas: Collection[int], kind: str) -> dict[int, Decided]:
    last = Signature.objects.filter(area__in=areas, kind=kind, signer__withdrawn_at=None).latest_per_signer()
    return {
        signer: Decided(Decision(decision), sha256)
        for signer, decision, sha256 in last.values_list("signer_id", "decision", "sha256")
    }


def _signers(areas: Sequence[PilotArea], kind: str) -> dict[Key, list[Signer]]:
    rows = Signer.objects.current().filter(area__in=[area.pk for area in areas], kind=kind)
    found: dict[Key, list[Signer]] = defaultdict(list)
    rows = rows.select_related("mandate__partner__organisation").order_by("place", "pk")
    for row in rows.prefetch_related("mandate__partner__organisation__persons"):
        found[row.area_id, row.code].append(row)
    return found


def _last_decisions(areas: Sequence[PilotArea], kind: str) -> Sequence[Signature]:
    rows = Signature.objects.filter(area__in=[area.pk for area in areas], kind=kind, signer__withdrawn_at=None)
    return list(rows.latest_per_signer())


def _view(
    area: PilotArea,
    kind: str,
    code: str,
    sha256: str,
    signers: Sequence[Signer],
    last: Mapping[int, Signature],
    today: date,
) -> SigningView:
    decided = {
        signer.pk: Decided(Decision(last[signer.pk].decision), last[signer.pk].sha256)
        for signer in signers
        if signer.pk in last
    }
    judged = judge([Asked(signer.pk, signer.place) for signer in signers], decided, sha256)
    views = tuple(
        _signer_view(signer, state, last.get(signer.pk), today)
        for signer, state in zip(signers, judged.signers, strict=True)
    )
    return SigningView(
        area_slug=area.slug,
        kind=kind,
        code=code,
        state=judged.state.value,
        state_label=str(judged.state.label),
        badge=SIGNING_BADGES[judged.state],
        sha256=sha256,
        signers=views,
        reasons=tuple(_reason(view) for view in views if view.state != SignerState.SIGNED) or _nobody(judged.state),
        url=reverse("signing:document-detail", args=[area.slug, kind, code]),
        panel_url=reverse("signing:signer-list", args=[area.slug, kind, code]),
    )


def _signer_view(signer: Signer, judged: JudgedSigner, last: Signature | None, today: date) -> SignerView:
    is_in_place = last is not None and last.mandate_id != signer.mandate_id
    return SignerView(
        key=signer.pk,
        mandate_id=signer.mandate_id,
        user_id=signer.mandate.user_id,
        name=signer.mandate.name,
        function=signer.mandate.function,
        place=signer.place,
        state=judged.state.value,
        state_label=str(judged.state.label),
        badge=SIGNING_BADGES[judged.state.value],
        is_turn=judged.is_turn,
        is_mandate_running=signer.mandate.is_running(today),
        decision=last.decision if last else "",
        reason=last.reason if last else "",
        decided_at=last.signed_at if last else None,
        sha256=last.sha256 if last else "",
        number=last.number if last else 0,
        signed_by=f"{last.name}, {last.function}" if last and is_in_place else "",
        partner_id=signer.mandate.partner_id,
        organisation=signer.mandate.organisation,
    )


def _nobody(state: SigningState) -> tuple[str, ...]:
    return (_("Nobody is asked to sign this yet."),) if state == SigningState.NOTHING_ASKED else ()


def _reason(signer: SignerView) -> str:
    """Say by function what is missing: functions may be read by everybody who may read the document."""
    who = {"function": signer.function}
    if signer.state == SignerState.REFUSED:
        return _("The %(function)s refused to sign.") % who
    if not signer.is_mandate_running:
        return _("The mandate of the %(function)s does not run. Ask somebody else.") % who
    if signer.state == SignerState.LAPSED:
        return _("The content changed after the %(function)s signed. Ask for renewal.") % who
    if not signer.is_turn:
        return _("The %(function)s signs after the others.") % who
    return _("The %(function)s has not signed yet.") % who
