"""What somebody who answered sees: what was done with the answers. Opened with the personal link of the invitation."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import EVERYBODY, opens
from pilots.findings.pages import outcome_page
from pilots.intake.models import InvitationLink


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_safe
def answer_outcome(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer with the findings that rest on own answers: a part of the invited person's page, or a page of its own."""
    # After the last day to answer the link still opens what came of it: that is when there is something to read.
    links = InvitationLink.objects.of_secret(secret).filter(revoked_at=None)
    link = links.select_related("invitation__round__area").first()
    if link is None:
        raise Http404
    is_part = bool(request.headers.get("HX-Request"))
    template = "findings/outcome.html#outcome" if is_part else "findings/outcome.html"
    context = {"page": outcome_page(link.invitation, timezone.localdate())}
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
