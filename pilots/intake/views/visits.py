"""The door of the pages behind a personal link: the secret in the address says who came, and what they may still do.

No session and no cookie are needed, so nothing expires under somebody who is typing. For the same reason these views
are exempt from the CSRF check: only who knows the secret can address them, which a forged request does not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from core.links import note_use
from pilots.intake.enums import InvitationState, ResponseState
from pilots.intake.models import Answer, Attachment, Invitation, InvitationLink, Response

MOST_MISSES = 30  # wrong links from one address
MISS_WINDOW = 600  # seconds


@dataclass
class Visit:
    """Somebody with a link that exists. response: None before they began."""

    secret: str
    link: InvitationLink
    invitation: Invitation
    response: Response | None
    now: datetime

    @property
    def is_revoked(self) -> bool:
        return self.link.revoked_at is not None or self.invitation.state == InvitationState.REVOKED

    @property
    def is_open(self) -> bool:
        """Whether answers are still taken: also after sending, until the last day or the end of the round."""
        on_time = self.invitation.due_on >= timezone.localdate(self.now) and self.link.expires_at > self.now
        closed = {InvitationState.REVOKED, InvitationState.EXPIRED, InvitationState.DECLINED}
        return not self.is_revoked and on_time and self.invitation.round.is_open and self.invitation.state not in closed

    @property
    def may_begin(self) -> bool:
        """Whether somebody who declined may still change their mind, or who never began may begin."""
        was_declined = self.invitation.state == InvitationState.DECLINED
        on_time = self.invitation.due_on >= timezone.localdate(self.now) and self.link.expires_at > self.now
        return self.is_open or (was_declined and not self.is_revoked and on_time and self.invitation.round.is_open)

    @property
    def is_submitted(self) -> bool:
        return self.response is not None and self.response.state == ResponseState.SUBMITTED

    @property
    def answers(self) -> dict[str, Answer]:
        """The stored answers by question, with their conflicts."""
        if self.response is None:
            return {}
        return {answer.question: answer for answer in self.response.answers.prefetch_related("conflicts")}

    @property
    def values(self) -> dict[str, Any]:
        """The values of the stored answers by question, without all that stands around them."""
        if self.response is None:
            return {}
        return dict(self.response.answers.order_by().values_list("question", "value"))

    @property
    def files(self) -> list[Attachment]:
        return list(self.response.attachments.all()) if self.response else []

    @property
    def store_key(self) -> str:
        """What this browser keeps its answers under; says nothing about who they are of."""
        return f"u{self.invitation.pk}"


_SHAPES = ("invitation__round__area__boundary", "invitation__round__area__outline")  # only a page with a map asks


def find(request: HttpRequest, secret: str) -> Visit:
    """Return the visit of this link. Raises Http404 for a secret that never existed."""
    rows = InvitationLink.objects.of_secret(secret).order_by().defer(*_SHAPES)
    link = rows.select_related("invitation__round__area", "invitation__round__sender", "invitation__person").first()
    if link is None:
        count_miss(request)
        raise Http404
    now = timezone.now()
    if link.is_usable(now):
        note_use(link, now)
    response = Response.objects.filter(invitation=link.invitation).first()
    return Visit(secret, link, link.invitation, response, now)


class TooManyMissesError(Exception):
    """Somebody keeps trying links that do not exist."""


def count_miss(request: HttpRequest) -> None:
    """Slow down who guesses; whoever has a right link never notices, also behind the same address."""
    key = f"intake-miss:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, MISS_WINDOW)
    try:
        misses = cache.incr(key)
    except ValueError:  # its time was just over
        return
    if misses > MOST_MISSES:
        raise TooManyMissesError


View = Callable[..., HttpResponseBase]


def personal_link(view: View) -> View:
    """Give a view the visit instead of the secret; its page is never cached or indexed, in the visitor's language."""
    return _door(view, is_for_revoked=False)


def lasting_link(view: View) -> View:
    """Like `personal_link`, also for whose invitation was withdrawn: they may still remove what they filled in."""
    return _door(view, is_for_revoked=True)


def _door(view: View, *, is_for_revoked: bool) -> View:
    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            visit = find(request, secret)
        except TooManyMissesError:
            return render(request, "429.html", status=429)
        with translation.override(_language(request, visit)):
            is_shut = visit.is_revoked and not is_for_revoked
            response = closed_page(request, visit) if is_shut else view(request, visit, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return inner


def _language(request: HttpRequest, visit: Visit) -> str:
    """Return the language somebody chose here, else the one we know of this person."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language() or settings.LANGUAGE_CODE
    known = visit.response.language if visit.response else visit.invitation.person.language
    return known or settings.LANGUAGE_CODE


def closed_page(request: HttpRequest, visit: Visit, *, typed: Any = None) -> HttpResponse:
    """Say why nothing can be answered any more, what to do, and (typed) give back what was just sent."""
    return render(request, "intake/fill/closed.html", {"visit": visit, "typed": typed}, status=410)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return the fields of a form, None when there is more than any form of ours holds."""
    try:
        return request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return None
