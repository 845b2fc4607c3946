"""The own copy as PDF, behind a personal link: ask for it, see whether it is ready, take it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from core.access import EVERYBODY, opens
from core.htmx import render_part
from core.jobs import send_on_commit
from pilots.intake.actions import copying
from pilots.intake.models import OwnCopy
from pilots.intake.tasks import make_copy
from pilots.intake.views.visits import Visit, personal_link


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@personal_link
def copy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show how far the copy is; have it made."""
    if visit.response is None or visit.response.submitted_at is None:
        return redirect("intake:fill-given", visit.secret)
    if request.method == "POST":
        language = (translation.get_language() or "nl")[:2]
        asked = copying.ask_copy(response=visit.response, language=language)
        send_on_commit(make_copy, asked.pk)
        return redirect("intake:fill-copy", visit.secret)
    own = OwnCopy.objects.filter(response=visit.response).defer("content").first()
    is_waiting = own is not None and own.made_at is None and not own.has_failed
    context = {"visit": visit, "own": own, "is_waiting": is_waiting}
    return render_part(request, "intake/fill/copy.html", "state", context)


@opens(EVERYBODY)
@login_not_required
@require_safe
@personal_link
def copy_file(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give somebody the PDF of their own answers, as a download that nothing keeps."""
    own = OwnCopy.objects.filter(response=visit.response, made_at__isnull=False).first() if visit.response else None
    if own is None:
        raise Http404
    answer = HttpResponse(bytes(own.content or b""), content_type="application/pdf")
    name = slugify(visit.invitation.round.title)[:60] or "intake"
    answer["Content-Disposition"] = f'attachment; filename="antwoorden-{name}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
