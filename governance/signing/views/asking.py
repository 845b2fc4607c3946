"""The panel of a coordinator: whom to ask to sign a document, in which order, and taking that back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from core.jobs import send_on_commit
from governance.signing import actions
from governance.signing.forms import AskForm, PlaceForm
from governance.signing.pages import letters_to_send, signer_panel
from governance.signing.tasks import send_letters
from governance.signing.views.doors import open_own_area, open_signer
from pilots.areas.models import PilotArea


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def signer_list(request: Request, slug: str, kind: str, code: str) -> HttpResponse:
    """Show who is asked to sign, and ask others."""
    area = open_own_area(request, slug)
    panel = signer_panel(area, kind, code)
    if panel is None:
        raise Http404
    form = AskForm(request.POST or None, candidates=panel.candidates)
    if request.method != "POST" or not form.is_valid():
        return _show(request, area, kind, code, form, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    in_order = given["order"] == "in-order"
    try:
        actions.ask(
            area=area, kind=kind, code=code, mandates=list(given["mandates"]), is_in_order=in_order, by=request.user
        )
    except actions.SigningError as refused:
        form.add_error("mandates", str(refused))
        return _show(request, area, kind, code, form, status=422)
    send_on_commit(send_letters)
    return _done(request, area, kind, code, _("They are asked to sign."))


def _show(
    request: Request, area: PilotArea, kind: str, code: str, form: AskForm | None = None, status: int = 200
) -> HttpResponse:
    panel = signer_panel(area, kind, code)
    if panel is None:
        raise Http404
    rows = [
        (one, PlaceForm(initial={"place": one.place}, auto_id=f"plek-{one.key}-%s")) for one in panel.signing.signers
    ]
    context: dict[str, Any] = {
        "area": area,
        "panel": panel,
        "rows": rows,
        "form": form or AskForm(candidates=panel.candidates),
    }
    return render_part(request, "signing/signer_list.html", "panel", context, status=status)


def _done(request: Request, area: PilotArea, kind: str, code: str, said: str) -> HttpResponse:
    if request.htmx:
        return _show(request, area, kind, code)
    messages.success(request, said)
    return redirect("signing:signer-list", area.slug, kind, code)


@opens("areas.change_pilotarea")
@require_POST
def signer_withdraw(request: Request, slug: str, kind: str, code: str, pk: int) -> HttpResponse:
    signer = open_signer(request, slug, kind, code, pk)
    actions.withdraw(signer=signer, by=request.user)
    said = _("%(name)s is no longer asked to sign.") % {"name": signer.mandate.name}
    return _done(request, signer.area, kind, code, said)


@opens("areas.change_pilotarea")
@require_POST
def signer_place(request: Request, slug: str, kind: str, code: str, pk: int) -> HttpResponse:
    signer = open_signer(request, slug, kind, code, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Fill in a number from 1 to 50."))
        return redirect("signing:signer-list", slug, kind, code)
    actions.set_place(signer=signer, place=form.cleaned_data["place"], by=request.user)
    return _done(request, signer.area, kind, code, _("The order is changed."))


@opens("areas.change_pilotarea")
@require_POST
def signer_resend(request: Request, slug: str, kind: str, code: str, pk: int) -> HttpResponse:
    """Mail somebody without an account again, with a new link: at most once a day."""
    signer = open_signer(request, slug, kind, code, pk)
    waiting = {mandate.pk: signers for mandate, signers in letters_to_send()}.get(signer.mandate_id, {})
    if signer.mandate.email and actions.send_letter(mandate=signer.mandate, signers=waiting | {signer: 0}):
        said = _("%(name)s gets the mail again.") % {"name": signer.mandate.name}
    else:
        said = _("%(name)s had a mail today already. Try again tomorrow.") % {"name": signer.mandate.name}
    return _done(request, signer.area, kind, code, said)
