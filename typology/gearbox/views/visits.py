"""The door of the pages behind a personal link to an own view: the secret in the address says who came.

As in the intake: no session and no cookie, so nothing expires under somebody who is typing, and no CSRF check, because
only who knows the secret can address these pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from core.links import note_use
from pilots.areas.models import PilotArea
from pilots.intake.questionnaire import Questionnaire
from pilots.intake.views.visits import TooManyMissesError, count_miss
from typology.gearbox import drafts
from typology.gearbox.actions.filling import draft_of
from typology.gearbox.asking import questionnaire_of
from typology.gearbox.models import PartnerView, ViewLink


@dataclass
class Visit:
    """Somebody with a link that exists, to the own view of a collaboration."""

    secret: str
    link: ViewLink
    view: PartnerView
    now: datetime

    @property
    def area(self) -> PilotArea:
        return self.view.collaboration.area

    @property
    def is_shut(self) -> bool:
        """Whether the link opens nothing any more: revoked, expired, withdrawn, of an archived area, of no person."""
        is_stopped = self.view.withdrawn_at is not None or not self.link.is_usable(self.now)
        is_nobody = self.view.person is not None and self.view.person.anonymised_at is not None
        return is_stopped or is_nobody or self.area.archived_at is not None

    @property
    def is_revoked(self) -> bool:
        return self.view.withdrawn_at is not None or self.link.revoked_at is not None

    @property
    def is_open(self) -> bool:
        """Whether answers are taken: the collaboration runs and the partner takes part."""
        return not self.is_shut and self.view.collaboration.ended_on is None and not self.view.has_partner_left

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked, in the active language."""
        return questionnaire_of(self.view.collaboration.version.tables)

    @property
    def answers(self) -> dict[str, drafts.DraftAnswer]:
        """What is being filled in, by question."""
        options = {
            one.key: {option.key for option in one.options} for one in self.questionnaire.questions if one.options
        }
        return drafts.answers_of(draft_of(self.view), options)

    @property
    def store_key(self) -> str:
        """What this browser keeps its answers under; says nothing about who they are of."""
        return f"k{self.view.pk}"


_PATH = ("view__collaboration__area__coordinator", "view__collaboration__version", "view__partner__organisation")
_SHAPES = ("view__collaboration__area__boundary", "view__collaboration__area__outline")


def find(request: HttpRequest, secret: str) -> Visit:
    """Return the visit of this link. Raises Http404 for a secret that never existed."""
    rows = ViewLink.objects.of_secret(secret).order_by().defer(*_SHAPES)
    link = rows.select_related(*_PATH, "view__person", "view__invited_by").first()
    if link is None:
        count_miss(request)
        raise Http404
    now = timezone.now()
    if link.is_usable(now):
        note_use(link, now)
    return Visit(secret, link, link.view, now)


View = Callable[..., HttpResponseBase]


def view_link(view: View) -> View:
    """Give a view the visit instead of the secret; its page is never cached or indexed, in the visitor's language."""
    return _door(view, is_lasting=False)


def lasting_view_link(view: View) -> View:
    """Like `view_link`, also after the link stopped: what somebody filled in can still be removed."""
    return _door(view, is_lasting=True)


def _door(view: View, *, is_lasting: bool) -> View:
    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            visit = find(request, secret)
        except TooManyMissesError:
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        with translation.override(_language(request, visit)):
            is_closed = visit.is_shut and not is_lasting
            response = closed_page(request, visit) if is_closed else view(request, visit, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return inner


def _language(request: HttpRequest, visit: Visit) -> str:
    """Return the language somebody chose here, else the one we know of this person."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language() or settings.LANGUAGE_CODE
    return visit.view.language


def closed_page(request: HttpRequest, visit: Visit, *, typed: Any = None) -> HttpResponse:
    """Say why nothing can be answered any more, what to do, and (typed) give back what was just sent."""
    return render(request, "typology/fill/closed.html", {"visit": visit, "typed": typed}, status=HTTPStatus.GONE)
