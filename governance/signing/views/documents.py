"""What somebody with an account is asked to sign: the list, one document, the decision, what changed."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from governance.signing.pages import account_reader, desk_page, difference_page
from governance.signing.views.deciding import Outcome, decide_from, decision_forms
from governance.signing.views.doors import open_document


@opens(ACCOUNT)
@require_safe
def desk(request: Request) -> HttpResponse:
    return render(request, "signing/desk.html", {"desk": desk_page(account_reader(request.user))})


@opens(ACCOUNT)
@never_cache
@require_safe
def document_detail(request: Request, slug: str, kind: str, code: str) -> HttpResponse:
    return _show(request, slug, kind, code)


@opens(ACCOUNT)
@never_cache
@require_POST
def document_decide(request: Request, slug: str, kind: str, code: str) -> HttpResponse:
    """Sign or refuse; what was wrong or changed meanwhile is shown on the same page, with everything typed kept."""
    area, _page = open_document(request, slug, kind, code)
    outcome = decide_from(request, account_reader(request.user), area, kind, code)
    if outcome.signature is None:
        return _show(request, slug, kind, code, outcome)
    messages.success(request, outcome.said)
    return redirect("signing:document-detail", slug, kind, code)


def _show(request: Request, slug: str, kind: str, code: str, outcome: Outcome | None = None) -> HttpResponse:
    area, page = open_document(request, slug, kind, code)
    context = {
        "area": area,
        "page": page,
        "forms": decision_forms(page, outcome),
        "outcome": outcome,
        "action": "signing:document-decide",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if outcome else HTTPStatus.OK
    return render(request, "signing/document_detail.html", context, status=status)


@opens(ACCOUNT)
@require_safe
def document_difference(request: Request, slug: str, kind: str, code: str, number: int) -> HttpResponse:
    area, document = open_document(request, slug, kind, code)
    page = difference_page(area, kind, code, number, with_names=document.with_names)
    if page is None:
        raise Http404
    return render(request, "signing/document_difference.html", {"area": area, "page": page})
