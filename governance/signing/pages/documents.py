"""The page of one document: exactly what is signed, by whom, what they decided, and what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core import signing as django_signing
from django.urls import reverse
from django.utils import timezone

from governance.signing.actions import acting_mandates
from governance.signing.canonical import canonical_text, fingerprint, read_text, sha256_of
from governance.signing.difference import Difference, Line, compare, flatten
from governance.signing.enums import Decision, SignerState
from governance.signing.models import Mandate, Signature
from governance.signing.pages.desk import Reader
from governance.signing.pages.shapes import SignerView, SigningView
from governance.signing.pages.states import signing_of
from governance.signing.registry import Document, Happened, Provider, provider_of
from pilots.areas.models import PilotArea

SALT = "governance.signing.seen"


@dataclass(frozen=True)
class LineGroup:
    """Lines of what is signed that belong together; name is "" for the first."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DecisionView:
    """One decision in the chain of an area. is_current: about the content as it is now. Names may be ""."""

    number: int
    name: str
    function: str
    on_behalf: str
    mandate_text: str
    decision: str
    label: str
    badge: str
    reason: str
    at: datetime
    sha256: str
    pack_version: str
    is_current: bool
    url: str


@dataclass(frozen=True)
class OwnTurn:
    """What one reader may decide: as which signer, with which own mandate, and what changed since they signed."""

    signer: SignerView
    acting: Mandate
    on_behalf: str
    may_decide: bool
    differences: tuple[Difference, ...]
    happened: tuple[Happened, ...]


@dataclass(frozen=True)
class DocumentPage:
    """One document to read and to sign. seen: its content as this page shows it, sealed, to send back with a form.

    closed: why it can no longer be signed, "" while it can. with_names: whether this reader sees persons.
    """

    area_name: str
    area_slug: str
    kind: str
    kind_label: str
    code: str
    title: str
    source_url: str
    sha256: str
    pack_version: str
    groups: tuple[LineGroup, ...]
    signing: SigningView
    decisions: tuple[DecisionView, ...]
    turns: tuple[OwnTurn, ...]
    seen: str
    url: str
    closed: str = ""
    with_names: bool = False


@dataclass(frozen=True)
class DifferencePage:
    """What changed between a signature and the content now. happened: who changed what, as far as it is known."""

    area_name: str
    area_slug: str
    title: str
    decision: DecisionView
    differences: tuple[Difference, ...]
    happened: tuple[Happened, ...]
    sha256: str
    document_url: str


def document_page(
    area: PilotArea, kind: str, code: str, *, reader: Reader | None, with_names: bool, today: date | None = None
) -> DocumentPage | None:
    """Gather one document as it is now; None when there is none. reader: whoever may sign, None for nobody."""
    provider = provider_of(kind)
    document = provider.documents(area, [code]).get(code) if provider else None
    if provider is None or document is None:
        return None
    day = today or timezone.localdate()
    text = canonical_text(document.content)
    sha256 = sha256_of(text)
    view = signing_of(area, kind, [code], hashes={code: sha256}, today=day)[code]
    turns = _turns(area, provider, document, view, reader, day) if reader else ()
    return DocumentPage(
        area_name=area.name,
        area_slug=area.slug,
        kind=kind,
        kind_label=str(provider.label),
        code=code,
        title=document.title,
        source_url=document.url,
        sha256=sha256,
        pack_version=document.pack_version,
        groups=_groups(flatten(document.content, provider.words())),
        signing=view if with_names else view.without_names(),
        decisions=_decisions(area, kind, code, sha256, with_names=with_names),
        turns=turns,
        seen=django_signing.dumps(text, salt=SALT, compress=True),
        url=reader.url(area, kind, code) if reader else view.url,
        closed=document.closed,
        with_names=with_names,
    )


def seen_content(seen: str) -> tuple[str, dict[str, Any]] | None:
    """Return the SHA-256 and the content that a form sends back; None when this site did not make it."""
    try:
        text = django_signing.loads(seen, salt=SALT)
    except django_signing.BadSignature:
        return None
    return sha256_of(text), read_text(text)


def changes_between(kind: str, old: Mapping[str, Any], document: Document) -> tuple[Difference, ...]:
    """List what differs between older content and a document now, in words."""
    provider = provider_of(kind)
    new = read_text(canonical_text(document.content))
    return compare(old, new, provider.words() if provider else {})


def difference_page(area: PilotArea, kind: str, code: str, number: int, *, with_names: bool) -> DifferencePage | None:
    """Gather what changed since one signature; None when there is no such signature or document."""
    provider = provider_of(kind)
    document = provider.documents(area, [code]).get(code) if provider else None
    row = Signature.objects.filter(area=area, kind=kind, code=code, number=number).first()
    if provider is None or document is None or row is None:
        return None
    sha256 = fingerprint(document.content)
    return DifferencePage(
        area_name=area.name,
        area_slug=area.slug,
        title=document.title,
        decision=_decision(row, area, sha256, with_names=with_names),
        differences=changes_between(kind, read_text(row.content), document),
        happened=tuple(provider.history(area, code, row.signed_at)) if with_names else (),
        sha256=sha256,
        document_url=reverse("signing:document-detail", args=[area.slug, kind, code]),
    )


def _groups(lines: Sequence[Line]) -> tuple[LineGroup, ...]:
    filled = (line for line in lines if line.value)
    return tuple(LineGroup(name, tuple(group)) for name, group in groupby(filled, key=lambda line: line.group))


def _decisions(area: PilotArea, kind: str, code: str, sha256: str, *, with_names: bool) -> tuple[DecisionView, ...]:
    rows = Signature.objects.filter(area=area, kind=kind, code=code).defer("content").order_by("-number")
    return tuple(_decision(row, area, sha256, with_names=with_names) for row in rows)


def _decision(row: Signature, area: PilotArea, sha256: str, *, with_names: bool) -> DecisionView:
    is_signed, is_current = row.decision == Decision.SIGNED, row.sha256 == sha256
    behalf = f"{row.on_behalf_name}, {row.on_behalf_function}" if with_names else row.on_behalf_function
    return DecisionView(
        number=row.number,
        name=row.name if with_names else "",
        function=row.function,
        on_behalf=behalf if row.on_behalf_function else "",
        mandate_text=row.mandate_text,
        decision=row.decision,
        label=str(Decision(row.decision).label),
        badge=("ok" if is_current else "warn") if is_signed else "stop",
        reason=row.reason if with_names else "",
        at=row.signed_at,
        sha256=row.sha256,
        pack_version=row.pack_version,
        is_current=is_current,
        url=reverse("signing:document-difference", args=[area.slug, row.kind, row.code, row.number]),
    )


def _turns(
    area: PilotArea, provider: Provider, document: Document, view: SigningView, reader: Reader, today: date
) -> tuple[OwnTurn, ...]:
    acting = acting_mandates(reader.mandates, today)
    own = {mandate.pk for mandate in reader.mandates}
    turns = []
    for signer in view.signers:
        mandate = acting.get(signer.mandate_id)
        if mandate is None:
            continue
        differences: tuple[Difference, ...] = ()
        happened: tuple[Happened, ...] = ()
        if signer.state == SignerState.LAPSED:
            row = Signature.objects.get(area=area, number=signer.number)
            differences = changes_between(view.kind, read_text(row.content), document)
            happened = tuple(provider.history(area, document.code, row.signed_at)) if reader.user else ()
        on_behalf = "" if signer.mandate_id in own else f"{signer.name}, {signer.function}"
        is_able = signer.is_mandate_running and not document.closed
        may_decide = is_able and (signer.is_turn or signer.state == SignerState.SIGNED)
        turns.append(OwnTurn(signer, mandate, on_behalf, may_decide, differences, happened))
    return tuple(turns)
