"""Filling in behind a personal link: the first page, one page a section, and the messages of the browser."""

import json
from dataclasses import asdict
from typing import Any

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import EVERYBODY, opens
from core.uploads import MAX_BYTES, UploadError, accept_attribute
from pilots.intake import actions, posting
from pilots.intake.actions import answering
from pilots.intake.answers import MessageError
from pilots.intake.enums import QuestionKind
from pilots.intake.forms.filling import ConsentForm, DeclineForm
from pilots.intake.models import Response
from pilots.intake.questionnaire import Questionnaire, parse, progress, visible_questions
from pilots.intake.sections import SectionPage, copy_of, progress_words, section_page, values_of
from pilots.intake.views.visits import Visit, closed_page, personal_link, posted
from pilots.intake.wording import CONSENT_VERSION

MOST_BYTES = 1024 * 1024  # of the messages in one request


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@personal_link
def landing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say who asks what and why, and take the consent."""
    if visit.response and visit.response.submitted_at:
        return redirect("intake:fill-given", visit.secret)
    if not visit.may_begin:
        return closed_page(request, visit)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, visit)
    questionnaire = parse(visit.invitation.round.form_version.body)
    copy = copy_of(answering.questionnaire_of(visit.response), visit.answers) if visit.response else None
    context = {"visit": visit, "form": form, "number": progress(questionnaire, {}).total, "copy": copy}
    return render(request, "intake/fill/landing.html", context)


@opens(EVERYBODY)
@login_not_required
@require_POST
@personal_link
def opened(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Note that somebody looked at the first page. It asks for a sign of a person: mail scanners open links too."""
    if visit.is_open:
        actions.open_invitation(invitation=visit.invitation)
    return HttpResponse(status=204)


def _begin(request: HttpRequest, visit: Visit) -> HttpResponse:
    language = translation.get_language() or "nl"
    try:
        response = actions.start_response(
            invitation=visit.invitation, language=language[:2], consent_version=CONSENT_VERSION
        )
    except actions.MoveError as error:
        notes.error(request, str(error))
        return redirect("intake:fill-start", visit.secret)
    return redirect("intake:fill-section", visit.secret, answering.questionnaire_of(response).sections[0].key)


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@personal_link
def decline(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take a no, with a reason if somebody wants to give one."""
    if visit.response and visit.response.submitted_at:
        return redirect("intake:fill-given", visit.secret)
    if not visit.may_begin:
        return closed_page(request, visit)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.decline(invitation=visit.invitation, reason=form.cleaned_data["reason"])
        notes.success(request, _("You do not take part. Thank you for letting us know."))
        return redirect("intake:fill-start", visit.secret)
    return render(request, "intake/fill/decline.html", {"visit": visit, "form": form})


# One section a page --------------------------------------------------------------------------------------------------


@opens(EVERYBODY)
@login_not_required
@require_http_methods(["GET", "POST"])
@personal_link
def section(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Show a section, and save it."""
    response = visit.response
    if response is None:
        return redirect("intake:fill-start", visit.secret)
    questionnaire = answering.questionnaire_of(response)
    data = posted(request) if request.method == "POST" else QueryDict()
    if not visit.is_open:
        typed = posting.typed(questionnaire, key, data) if data else None
        return closed_page(request, visit, typed=typed)
    if request.method == "GET":
        return _page(request, visit, section_page(questionnaire, key, visit.answers, visit.files))
    if data is None:
        too_much = _("This is more than one page can take. Make the drawing or the text smaller; nothing was changed.")
        page = section_page(questionnaire, key, visit.answers, visit.files)
        return _page(request, visit, page, status=413, problem=too_much)
    return _save(request, visit, response, questionnaire, key, data)


def _page(
    request: HttpRequest, visit: Visit, page: SectionPage | None, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    if page is None:
        return redirect("intake:fill-summary", visit.secret)
    addresses = [reverse("intake:fill-section", args=[visit.secret, key]) for key in page.keys]
    addresses += [reverse(f"intake:fill-{name}", args=[visit.secret]) for name in ("start", "summary")]
    outline = visit.invitation.round.area.outline if page.has_map else None
    context = {
        "visit": visit,
        "page": page,
        "device": f"pagina-{get_random_string(16)}",  # of this page, as long as its browser runs no script
        "problem": problem,
        "keep": json.dumps(addresses),
        "accept": accept_attribute(),
        "most_bytes": MAX_BYTES,
        "outline": json.dumps(outline) if outline else "",
    }
    return render(request, "intake/fill/section.html", context, status=status)


def _save(
    request: HttpRequest, visit: Visit, response: Response, questionnaire: Questionnaire, key: str, data: QueryDict
) -> HttpResponse:
    before = {question.key for question in visible_questions(questionnaire, values_of(visit.answers))}
    sent = posting.touched(questionnaire, key, data)
    results = answering.save(response=response, messages=sent)
    errors = {result.question: result.error for result in results if result.error}
    errors |= _files(request, response, questionnaire, key)
    _choose_and_remove(request, response, data)
    answers = visit.answers
    if errors:
        typed = {message.question: message.value for message in sent if message.question in errors}
        page = section_page(questionnaire, key, answers, visit.files, typed=typed, errors=errors)
        return _page(request, visit, page, status=422)
    after = visible_questions(questionnaire, values_of(answers))
    return _onward(
        request, visit, section_page(questionnaire, key, answers), [q.key for q in after if q.key not in before]
    )


def _files(request: HttpRequest, response: Response, questionnaire: Questionnaire, key: str) -> dict[str, str]:
    """Keep the files that came along; returns what is wrong with them by question."""
    errors: dict[str, str] = {}
    found = questionnaire.section(key)
    for question in found.questions if found else ():
        if question.kind != QuestionKind.FILE:
            continue
        for file in request.FILES.getlist(posting.field_name(question.key)):
            try:
                answering.add_file(response=response, question=question, file=file)
            except UploadError as error:
                errors[question.key] = f"{file.name}: {error}"
    return errors


def _choose_and_remove(request: HttpRequest, response: Response, data: QueryDict) -> None:
    """Settle a conflict, or take out a file, when that was the button."""
    question, _colon, conflict = data.get("kies", "").rpartition(":")
    if question:
        try:
            number = int(conflict) if conflict.isdecimal() else None
            answering.choose(response=response, question=question, conflict=number, device="keuze")
            notes.success(request, _("Your choice is saved."))
        except answering.ChoiceError:
            notes.info(request, _("This answer was already chosen or changed again. Look at it once more."))
    pk = data.get("verwijder", "")
    attachment = response.attachments.filter(pk=pk).first() if pk.isdecimal() else None
    if attachment:
        answering.remove_file(response=response, attachment=attachment)
        notes.success(request, _("The file is removed."))


def _onward(request: HttpRequest, visit: Visit, page: SectionPage | None, new: list[str]) -> HttpResponse:
    """Go where the button says; a question that just appeared on this page is shown first."""
    here = [question.key for question in page.questions] if page else []
    appeared = next((key for key in new if key in here), "")
    to = request.POST.get("naar", "")
    if page is None or to == "overzicht":
        return redirect("intake:fill-summary", visit.secret)
    own = redirect("intake:fill-section", visit.secret, page.section.key)
    if to == "volgende" and appeared:
        notes.info(request, _("Saved. Because of your answer there is one more question on this page."))
        own["Location"] += f"#vraag-{appeared}"
        return own
    if to == "vorige" and page.previous:
        return redirect("intake:fill-section", visit.secret, page.previous)
    if to == "volgende" and page.next:
        return redirect("intake:fill-section", visit.secret, page.next)
    if to == "volgende":
        return redirect("intake:fill-summary", visit.secret)
    own["Location"] += f"#vraag-{request.POST.get('kies', '').rpartition(':')[0]}" if request.POST.get("kies") else ""
    return own


# Messages of the browser ---------------------------------------------------------------------------------------------


@opens(EVERYBODY)
@login_not_required
@require_POST
@personal_link
def messages(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take in answers as JSON: {"messages": [{id, question, value, base, device, sequence}]}, each of them once."""
    if visit.response is None or not visit.is_open:
        return problem(
            410, _("This form takes no answers any more. What you typed stays on this page: copy it if you need it.")
        )
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return problem(413, _("This is too large. Make the drawing or the text smaller."))
    try:
        sent = posting.read_messages(request.body)
    except (MessageError, ValueError, RecursionError) as error:
        return problem(400, _("This message cannot be read: %(reason)s.") % {"reason": str(error)[:100]})
    results = answering.save(response=visit.response, messages=sent)
    return JsonResponse({"results": [_plain(result) for result in results], "progress": how_far(visit, visit.response)})


def how_far(visit: Visit, response: Response) -> dict[str, Any]:
    """Return how many questions have an answer now, for the bar on the page."""
    far = progress(answering.questionnaire_of(response), visit.values)
    return {"done": far.answered, "total": far.total, "label": progress_words(far)}


def _plain(result: answering.Result) -> dict[str, Any]:
    return {name: value for name, value in asdict(result).items() if value not in ("", None)}


def problem(status: int, error: str) -> JsonResponse:
    return JsonResponse({"error": error}, status=status)


@opens(EVERYBODY)
@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the script that opens these pages without a network; its address decides which pages it may see."""
    path = finders.find("js/intake-worker.js")
    if not isinstance(path, str):
        raise Http404
    with open(path, encoding="utf-8") as script:  # noqa: PTH123 -- a fixed file of ours
        response = HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
