"""Filling in an own view behind a personal link: the first page, one page a dial, and the messages of the browser."""

import json
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import EVERYBODY, opens
from pilots.intake import posting
from pilots.intake.actions.answering import ChoiceError, Result
from pilots.intake.answers import MessageError
from pilots.intake.sections import progress_words
from pilots.intake.views.visits import posted
from typology.gearbox import actions
from typology.gearbox.sections import FillPage, fill_page, progress_of, summary_of
from typology.gearbox.views.visits import Visit, closed_page, view_link

MOST_BYTES = 256 * 1024  # of the messages in one request


@opens(EVERYBODY)
@login_not_required
@require_safe
@view_link
def landing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say who asks what and why, and who sees what."""
    if visit.view.sent_at:
        return redirect("typology:view-given", visit.secret)
    if not visit.is_open:
        return closed_page(request, visit)
    progress = progress_of(visit.questionnaire, visit.answers)
    first = visit.questionnaire.sections[0].key
    return render(request, "typology/fill/landing.html", {"visit": visit, "progress": progress, "first": first})


@opens(EVERYBODY)
@login_not_required
@require_POST
@view_link
def opened(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Note that somebody looked at the first page. It asks for a sign of a person: mail scanners open links too."""
    actions.open_view(view=visit.view)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@view_link
def section(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Show the questions of a dial, or the interests, and save them."""
    data = posted(request) if request.method == "POST" else QueryDict()
    if not visit.is_open:
        typed = posting.typed(visit.questionnaire, key, data) if data else None
        return closed_page(request, visit, typed=typed)
    if request.method == "GET":
        return _page(request, visit, fill_page(visit.questionnaire, key, visit.answers))
    if data is None:
        too_much = _("This is more than one page can take. Make the text smaller; nothing was changed.")
        page = fill_page(visit.questionnaire, key, visit.answers)
        return _page(request, visit, page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, problem=too_much)
    return _save(request, visit, key, data)


def _page(
    request: HttpRequest, visit: Visit, page: FillPage | None, *, status: int = HTTPStatus.OK, problem: str = ""
) -> HttpResponse:
    if page is None:
        return redirect("typology:view-summary", visit.secret)
    addresses = [reverse("typology:view-section", args=[visit.secret, key]) for key in page.section.keys]
    addresses += [reverse(f"typology:view-{name}", args=[visit.secret]) for name in ("start", "summary")]
    context = {
        "visit": visit,
        "page": page,
        "device": f"pagina-{get_random_string(16)}",  # of this page, as long as its browser runs no script
        "problem": problem,
        "keep": json.dumps(addresses),
    }
    return render(request, "typology/fill/section.html", context, status=status)


def _save(request: HttpRequest, visit: Visit, key: str, data: QueryDict) -> HttpResponse:
    sent = posting.touched(visit.questionnaire, key, data)
    results = actions.save(view=visit.view, messages=sent)
    _choose(request, visit, data)
    errors = {result.question: result.error for result in results if result.error}
    if errors:
        typed = {message.question: message.value for message in sent if message.question in errors}
        page = fill_page(visit.questionnaire, key, visit.answers, typed=typed, errors=errors)
        return _page(request, visit, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _onward(visit, fill_page(visit.questionnaire, key, visit.answers), data)


def _choose(request: HttpRequest, visit: Visit, data: QueryDict) -> None:
    """Settle which of two answers stands, when that was the button."""
    question, _colon, rival = data.get("kies", "").rpartition(":")
    if not question:
        return
    try:
        actions.choose(view=visit.view, question=question, rival=int(rival) if rival.isdecimal() else None)
        notes.success(request, _("Your choice is saved."))
    except ChoiceError:
        notes.info(request, _("This answer was already chosen or changed again. Look at it once more."))


def _onward(visit: Visit, page: FillPage | None, data: QueryDict) -> HttpResponse:
    """Go where the button says."""
    to, chosen = data.get("naar", ""), data.get("kies", "").rpartition(":")[0]
    if page is None or to == "overzicht":
        return redirect("typology:view-summary", visit.secret)
    keys = {"vorige": page.section.previous, "volgende": page.section.next}
    if keys.get(to):
        return redirect("typology:view-section", visit.secret, keys[to])
    if to == "volgende":
        return redirect("typology:view-summary", visit.secret)
    own = redirect("typology:view-section", visit.secret, page.section.section.key)
    own["Location"] += f"#vraag-{chosen}" if chosen else ""
    return own


@opens(EVERYBODY)
@login_not_required
@require_POST
@view_link
def messages(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take in answers as JSON: {"messages": [{id, question, value, base, device, sequence}]}, each of them once."""
    if not visit.is_open:
        closed = _("This form takes no answers any more. What you typed stays on this page: copy it if you need it.")
        return _problem(HTTPStatus.GONE, closed)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is too large. Make the text smaller."))
    try:
        sent = posting.read_messages(request.body)
    except (MessageError, ValueError, RecursionError) as error:
        reason = {"reason": str(error)[:100]}
        return _problem(HTTPStatus.BAD_REQUEST, _("This message cannot be read: %(reason)s.") % reason)
    results = actions.save(view=visit.view, messages=sent)
    far = progress_of(visit.questionnaire, visit.answers)
    progress = {"done": far.answered, "total": far.total, "label": progress_words(far)}
    return JsonResponse({"results": [_plain(result) for result in results], "progress": progress})


def _plain(result: Result) -> dict[str, Any]:
    return {name: value for name, value in asdict(result).items() if value not in ("", None)}


def _problem(status: int, error: str) -> JsonResponse:
    return JsonResponse({"error": error}, status=status)


# Check, send, take back -----------------------------------------------------------------------------------------------


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@view_link
def summary(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show all answers before sending, with what is still open; and send them."""
    if not visit.is_open:
        return closed_page(request, visit)
    page = summary_of(visit.questionnaire, visit.answers)
    if request.method == "POST":
        try:
            actions.send_in(view=visit.view, secret=visit.secret)
        except actions.MoveError as error:
            notes.error(request, str(error))
            return redirect("typology:view-summary", visit.secret)
        return redirect("typology:view-given", visit.secret)
    return render(request, "typology/fill/summary.html", {"visit": visit, "page": page})
