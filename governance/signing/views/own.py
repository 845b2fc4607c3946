"""The pages of somebody without an account, opened with a personal link: what to sign, and who stands in.

The secret stands in the address of each page, so there is no session that may expire.
"""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import EVERYBODY, opens
from governance.signing import actions
from governance.signing.forms import DelegationForm
from governance.signing.models import Delegation
from governance.signing.pages import DocumentPage, Reader, desk_page, document_page
from governance.signing.registry import provider_of
from governance.signing.views.deciding import Outcome, decide_from, decision_forms
from governance.signing.views.delegating import delegated
from governance.signing.views.doors import by_link, is_asked
from pilots.areas.models import PilotArea


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_safe
@by_link
def own_desk(request: HttpRequest, reader: Reader) -> HttpResponse:
    context = {"desk": desk_page(reader), "mandate": reader.mandates[0], "secret": reader.secret}
    return render(request, "signing/own_desk.html", context)


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_safe
@by_link
def own_document(request: HttpRequest, reader: Reader, slug: str, kind: str, code: str) -> HttpResponse:
    return _show(request, reader, slug, kind, code)


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_POST
@by_link
def own_decide(request: HttpRequest, reader: Reader, slug: str, kind: str, code: str) -> HttpResponse:
    """Sign or refuse through a personal link."""
    area, _page = _open(reader, slug, kind, code)
    outcome = decide_from(request, reader, area, kind, code)
    if outcome.signature is None:
        return _show(request, reader, slug, kind, code, outcome)
    messages.success(request, outcome.said)
    return redirect("signing:own-document", reader.secret, slug, kind, code)


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def own_delegation_add(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Let somebody else sign in the place of who holds this link, by the same rules as with an account."""
    mandate = reader.mandates[0]
    form = DelegationForm(request.POST or None, mandate=mandate)
    if delegated(request, form, mandate, by=None):
        return redirect("signing:own-desk", reader.secret)
    context = {"form": form, "mandate": mandate, "secret": reader.secret}
    return render(request, "signing/own_delegation.html", context, status=422 if form.is_bound else 200)


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_POST
@by_link
def own_delegation_withdraw(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    delegation = get_object_or_404(Delegation.objects.filter(mandate__in=reader.mandates), pk=pk)
    actions.withdraw_delegation(delegation=delegation, by=None)
    messages.success(request, _("From now on you sign yourself."))
    return redirect("signing:own-desk", reader.secret)


def _open(reader: Reader, slug: str, kind: str, code: str) -> tuple[PilotArea, DocumentPage]:
    area = get_object_or_404(PilotArea.objects.current().without_shapes(), slug=slug)
    if not is_asked(reader, area, kind, code):
        raise Http404
    provider = provider_of(kind)
    with_names = provider is not None and not provider.is_for_partners
    page = document_page(area, kind, code, reader=reader, with_names=with_names)
    if page is None:
        raise Http404
    return area, page


def _show(
    request: HttpRequest, reader: Reader, slug: str, kind: str, code: str, outcome: Outcome | None = None
) -> HttpResponse:
    area, page = _open(reader, slug, kind, code)
    context = {
        "area": area,
        "page": page,
        "forms": decision_forms(page, outcome),
        "outcome": outcome,
        "secret": reader.secret,
        "organisation": reader.mandates[0].organisation,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if outcome else HTTPStatus.OK
    return render(request, "signing/own_document.html", context, status=status)
