"""The panel of a coordinator: who is asked to sign one document, and who could be."""

from dataclasses import dataclass

from django.utils import timezone

from governance.signing.models import Mandate
from governance.signing.pages.shapes import SigningView
from governance.signing.pages.states import signing_of
from governance.signing.registry import Document, find_document, provider_of
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class SignerPanel:
    """Who is asked to sign a document, and the mandates that could be asked: they hold now and reach the area."""

    document: Document
    signing: SigningView
    candidates: tuple[Mandate, ...]


def signer_panel(area: PilotArea, kind: str, code: str) -> SignerPanel | None:
    """Gather the panel of one document; None when there is none."""
    provider, document = provider_of(kind), find_document(area, kind, code)
    if provider is None or document is None:
        return None
    signing = signing_of(area, kind, [code])[code]
    asked = [signer.mandate_id for signer in signing.signers]
    holding = Mandate.objects.running(timezone.localdate()).for_area(area).exclude(pk__in=asked)
    candidates = holding.filter(partner__isnull=not provider.is_for_partners) if not document.closed else ()
    return SignerPanel(document, signing, tuple(candidates))
