"""Files that a browser kept while there was no network, one at a time."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import EVERYBODY, opens
from core.uploads import UploadError
from pilots.intake.actions import answering
from pilots.intake.enums import QuestionKind
from pilots.intake.views.filling import how_far, problem
from pilots.intake.views.visits import Visit, personal_link, posted


@opens(EVERYBODY)
@login_not_required
@require_POST
@personal_link
def upload(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take in one file of a question; the same file twice is kept once. Answers with the files that are kept now."""
    if visit.response is None or not visit.is_open:
        return problem(410, _("This form takes no answers any more. Your file stays on this device."))
    data = posted(request)
    key = data.get("question", "") if data is not None else ""
    question = answering.questionnaire_of(visit.response).question(key)
    sent = request.FILES.get("file") if question and question.kind == QuestionKind.FILE else None
    if question is None or sent is None:
        return problem(422, _("This file does not belong to a question of this form."))
    try:
        answering.add_file(response=visit.response, question=question, file=sent)
    except UploadError as error:
        return problem(422, str(error))
    files = [file for file in visit.files if file.question == question.key]
    shown = render_to_string("intake/fill/files.html", {"files": files, "secret": visit.secret})
    return JsonResponse({"files": shown, "progress": how_far(visit, visit.response)})
