"""The only ways to what is signed: whoever may not come in gets a 404 that says nothing about whether it exists."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.http import Request
from core.links import note_use
from governance.signing.actions import acting_mandates
from governance.signing.models import MandateLink, Signer
from governance.signing.pages import DocumentPage, Reader, account_reader, document_page
from governance.signing.registry import provider_of
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area

P = ParamSpec("P")


def open_own_area(request: Request, slug: str) -> PilotArea:
    """Return the area when this user may ask for signatures there."""
    return open_area(request, slug, "areas.change_pilotarea")


def open_signer(request: Request, slug: str, kind: str, code: str, pk: int) -> Signer:
    """Return somebody who is asked to sign a document, for who may ask."""
    area = open_own_area(request, slug)
    rows = Signer.objects.current().of_document(area, kind, code).select_related("mandate", "area")
    return get_object_or_404(rows, pk=pk)


def open_document(request: Request, slug: str, kind: str, code: str) -> tuple[PilotArea, DocumentPage]:
    """Return a document for who may read it, and for who is asked to sign it."""
    reader = account_reader(request.user)
    provider = provider_of(kind)
    area = PilotArea.objects.without_shapes().select_related("coordinator").filter(slug=slug).first()
    if provider is None or area is None:
        raise Http404
    may_read = provider.may_read(request.user, area)
    if not (may_read or is_asked(reader, area, kind, code)):
        raise Http404
    with_names = provider.may_name(request.user, area) or not (may_read or provider.is_for_partners)
    page = document_page(area, kind, code, reader=reader, with_names=with_names)
    if page is None:
        raise Http404
    return area, page


def is_asked(reader: Reader, area: PilotArea, kind: str, code: str) -> bool:
    """Say whether somebody is asked to sign a document, also in the place of another; an archived area asks nobody."""
    if area.archived_at is not None:
        return False
    acting = acting_mandates(reader.mandates, timezone.localdate())
    return Signer.objects.current().of_document(area, kind, code).filter(mandate__in=acting).exists()


def by_link(view: Callable[Concatenate[HttpRequest, Reader, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page with a personal link. A wrong one is a 404; one that stopped working gets a page that says so."""

    @wraps(view)
    def opened(request: HttpRequest, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now = timezone.now()
        link = (
            MandateLink.objects.select_related("mandate__area", "mandate__partner__organisation")
            .of_secret(secret)
            .first()
        )
        if link is None:
            raise Http404
        if link.is_usable(now) and link.mandate.is_running(timezone.localdate(now)):
            note_use(link, now)
            response = view(request, Reader((link.mandate,), secret=secret), *args, **kwargs)
        else:
            response = render(request, "signing/own_expired.html", status=HTTPStatus.GONE)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened
