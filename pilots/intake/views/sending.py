"""After filling in, behind a personal link: check and send, the own copy, files, and taking it all back."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import ACCOUNT, EVERYBODY, opens
from pilots.intake import actions
from pilots.intake.actions import answering, handing_in
from pilots.intake.models import Attachment, Invitation, Response
from pilots.intake.sections import changes_of, copy_of
from pilots.intake.views.visits import Visit, closed_page, lasting_link, personal_link


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@personal_link
def summary(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show all answers before sending, with what is still missing; and send them."""
    if visit.response is None:
        return redirect("intake:fill-start", visit.secret)
    if not visit.is_open:
        return closed_page(request, visit)
    copy = copy_of(answering.questionnaire_of(visit.response), visit.answers, visit.files)
    if request.method == "POST" and copy.can_be_sent:
        return _send(request, visit, visit.response)
    status = 422 if request.method == "POST" else 200
    context = {"visit": visit, "copy": copy, "is_refused": status == 422}
    return render(request, "intake/fill/summary.html", context, status=status)


def _send(request: HttpRequest, visit: Visit, response: Response) -> HttpResponse:
    try:
        handing_in.send_in(response=response, secret=visit.secret)
    except actions.MoveError as error:
        notes.error(request, str(error))
        return redirect("intake:fill-summary", visit.secret)
    return redirect("intake:fill-given", visit.secret)


@opens(EVERYBODY)
@login_not_required
@require_safe
@personal_link
def given(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what somebody gave: a copy to keep, what changed after sending, and what was done with it."""
    if visit.response is None:
        return redirect("intake:fill-start", visit.secret)
    questionnaire = answering.questionnaire_of(visit.response)
    context = {
        "visit": visit,
        "copy": copy_of(questionnaire, visit.answers, visit.files),
        "changes": changes_of(questionnaire, visit.response),
    }
    return render(request, "intake/fill/given.html", context)


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@lasting_link
def withdraw(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take back everything: the answers are removed, also when the round is over or the invitation was withdrawn."""
    if visit.response is None and visit.is_revoked:
        return closed_page(request, visit)
    if visit.response is None:
        return redirect("intake:fill-start", visit.secret)
    if request.method == "POST":
        handing_in.withdraw(response=visit.response)
        return render(request, "intake/fill/withdrawn.html", {"visit": visit})
    return render(request, "intake/fill/withdraw.html", {"visit": visit})


@opens(EVERYBODY)
@login_not_required
@require_safe
@personal_link
def file(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse | FileResponse:
    """Give somebody their own file back, as a download: a browser never shows it inside this site."""
    if visit.response is None:
        raise Http404
    attachment = get_object_or_404(Attachment, response=visit.response, pk=pk)
    response = FileResponse(attachment.file.open("rb"), as_attachment=True, filename=attachment.name)
    response["Content-Type"] = attachment.content_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


# With an account -----------------------------------------------------------------------------------------------------


@opens(ACCOUNT)
@require_safe
def own_list(request: Request) -> HttpResponse:
    """List the invitations of the person this account belongs to."""
    return render(request, "intake/fill/own_list.html", {"rows": handing_in.own_invitations(request.user)})


@opens(ACCOUNT)
@require_http_methods(["POST"])
def own_open(request: Request, pk: int) -> HttpResponse:
    """Go to the form of an own invitation, by a new link: the old ones are known as a hash only."""
    invitation = get_object_or_404(Invitation.objects.filter(person__user=request.user), pk=pk)
    secret = handing_in.own_link(invitation=invitation)
    if secret is None:
        notes.info(request, _("This invitation was withdrawn, so it cannot be opened."))
        return redirect("intake:own-list")
    return redirect("intake:fill-start", secret)
