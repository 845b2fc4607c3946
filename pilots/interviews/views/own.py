"""The own page of an interviewee, opened with a personal link: own quotes and consents, without an account.

The secret stands in the address of each page, so there is no session that may expire.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.access import EVERYBODY, opens
from core.links import note_use
from pilots.interviews import actions
from pilots.interviews.enums import Purpose, ReleaseState
from pilots.interviews.forms import DecisionForm
from pilots.interviews.models import ConsentText, Excerpt, Participant, ParticipantLink
from pilots.interviews.pages import own_quotes, purpose_states
from pilots.interviews.tables import words

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, str, P], HttpResponse]


def by_link(view: Callable[Concatenate[HttpRequest, Participant, str, P], HttpResponse]) -> View[P]:
    """Open a page with a personal link. A wrong one is a 404; one that stopped working gets a page that says so."""

    @wraps(view)
    def opened(request: HttpRequest, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        links = ParticipantLink.objects.select_related("participant__person", "participant__interview__area")
        link = links.defer("participant__interview__area__boundary", "participant__interview__area__outline")
        found = link.of_secret(secret).first()
        if found is None:
            raise Http404
        if not found.is_usable(timezone.now()):
            response = render(request, "interviews/own_expired.html", status=HTTPStatus.GONE)
        else:
            note_use(found, timezone.now())
            response = view(request, found.participant, secret, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_safe
@by_link
def own_page(request: HttpRequest, participant: Participant, secret: str) -> HttpResponse:
    return _page(request, participant, secret)


def _page(
    request: HttpRequest,
    participant: Participant,
    secret: str,
    refused: tuple[int, DecisionForm] | None = None,
) -> HttpResponse:
    text = ConsentText.objects.order_by("-loaded_at", "-pk").first()
    said = words(text.content) if text else None
    states = {one.purpose: one for one in purpose_states(participant)}
    quotes = own_quotes(participant)
    context: dict[str, Any] = {
        "participant": participant,
        "interview": participant.interview,
        "area": participant.interview.area,
        "secret": secret,
        "words": said,
        "version": text.version if text else "",
        "purposes": [(one, states[one.purpose]) for one in said.purposes] if said else [],
        "quotes": [(one, _form(one.excerpt, refused)) for one in quotes],
        "waiting": sum(1 for one in quotes if one.decided_at is None),
    }
    return render(request, "interviews/own_page.html", context, status=422 if refused else 200)


def _form(excerpt: Excerpt, refused: tuple[int, DecisionForm] | None) -> DecisionForm:
    if refused and refused[0] == excerpt.pk:
        return refused[1]
    release = excerpt.release
    state = "" if release.state == ReleaseState.PROPOSED else release.state
    initial = {"state": state, "wording": release.wording or excerpt.text}
    return DecisionForm(initial=initial, prefix=f"citaat-{excerpt.pk}")


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_POST
@by_link
def own_quote(request: HttpRequest, participant: Participant, secret: str, excerpt: int) -> HttpResponse:
    """Keep what somebody decides about an own quote."""
    proposed = Excerpt.objects.filter(participant=participant, release__isnull=False).select_related("release")
    found = get_object_or_404(proposed.select_related("release", "transcript__interview__area"), pk=excerpt)
    form = DecisionForm(request.POST, prefix=f"citaat-{found.pk}")
    if not form.is_valid():
        return _page(request, participant, secret, (found.pk, form))
    state = ReleaseState(form.cleaned_data["state"])
    actions.decide(excerpt=found, state=state, wording=form.cleaned_data["wording"].strip())
    messages.success(request, _("Thank you. Your choice has been kept, and it holds from now on."))
    return redirect("interviews:own-page", secret)


@opens(EVERYBODY)
@login_not_required
@never_cache
@require_POST
@by_link
def own_consent(request: HttpRequest, participant: Participant, secret: str, purpose: str) -> HttpResponse:
    """Give consent for one purpose, or withdraw it."""
    if purpose not in Purpose.values:
        raise Http404
    if request.POST.get("do") == "withdraw":
        reason = request.POST.get("reason", "").strip()[:500]
        if actions.withdraw(participant=participant, purpose=Purpose(purpose), by=None, reason=reason):
            messages.success(request, _("Your consent has been withdrawn. From now on we do not use this any more."))
    elif request.POST.get("do") == "give":
        text = get_object_or_404(ConsentText, version=request.POST.get("text", ""))
        actions.give_by_link(participant=participant, purpose=Purpose(purpose), text=text)
        messages.success(request, _("Thank you. Your consent has been kept."))
    return redirect("interviews:own-page", secret)
