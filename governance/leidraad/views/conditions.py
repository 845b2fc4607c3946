"""The page of a condition, and the answers to its questions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import opens
from governance.leidraad import actions
from governance.leidraad.forms import AnswerForm
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer
from governance.leidraad.sheets import QuestionRow, Refused, condition_sheet, people_of
from governance.leidraad.views.doors import condition_code, own_check, shown_area
from pilots.areas.models import PilotArea


@opens("areas.view_pilotarea")
@require_safe
def condition_detail(request: Request, slug: str, code: str) -> HttpResponse:
    return show_condition(request, shown_area(request, slug), code)


def show_condition(
    request: Request, area: PilotArea, code: str, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page of a condition; refused: a form that is shown again as it was sent."""
    can_edit = request.user.has_perm("areas.change_pilotarea", area)
    is_involved = request.user.has_perm("areas.involve_pilotarea", area)
    sheet = condition_sheet(area, code, user=request.user, can_edit=can_edit, with_people=is_involved, refused=refused)
    if sheet is None:
        raise Http404
    return render(request, "leidraad/condition_detail.html", {"area": area, "sheet": sheet}, status=status)


@opens("areas.change_pilotarea")
@require_POST
def answer_save(request: Request, slug: str, question: str) -> HttpResponse:
    check = own_check(request, slug)
    code = condition_code(check, question)
    is_derived = question in Guide(check.version.content).facts
    form = AnswerForm(request.POST, code=question, people=people_of(check.area), is_derived=is_derived)
    if not form.is_valid():
        return _answer_again(request, check.area, code, question, form)
    try:
        answer = actions.save_answer(check=check, question=question, by=request.user, **form.cleaned_data)
    except actions.AnswerConflictError as conflict:
        data = request.POST.copy()
        data["revision"] = str(conflict.current.revision)
        form = AnswerForm(data, code=question, people=people_of(check.area), is_derived=is_derived)
        return _answer_again(request, check.area, code, question, form, conflict.current)
    return _answer_saved(request, check.area, code, answer)


def _answer_saved(request: Request, area: PilotArea, code: str, answer: Answer) -> HttpResponse:
    sheet = condition_sheet(area, code, user=request.user, can_edit=True)
    row = sheet.row(answer.question) if sheet else None
    if row is None:
        raise Http404
    if not request.htmx:
        messages.success(request, _("Your answer to question %(code)s is saved.") % {"code": answer.question})
        return redirect(row.question.url)
    context = {"area": area, "sheet": sheet, "row": row, "is_saved": True}
    if "refused" in request.POST:  # the form still shows what was wrong before: replace it as a whole
        return _replaced(render(request, "leidraad/question.html", context), row)
    return render(request, "leidraad/answer_saved.html", context)


def _answer_again(
    request: Request, area: PilotArea, code: str, question: str, form: AnswerForm, theirs: Answer | None = None
) -> HttpResponse:
    """Answer with the form as it was sent, with what is wrong beside it or what somebody else wrote meanwhile."""
    refused = Refused(question, answer=form, theirs=theirs)
    if not request.htmx:
        return show_condition(request, area, code, refused, status=409 if theirs else 422)
    sheet = condition_sheet(area, code, user=request.user, can_edit=True, refused=refused)
    shown = sheet.row(question) if sheet else None
    if shown is None:
        raise Http404
    context = {"area": area, "sheet": sheet, "row": shown}
    return _replaced(render(request, "leidraad/question.html", context), shown)


def _replaced(response: HttpResponse, row: QuestionRow) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = f"#{row.question.anchor}", "outerHTML"
    return response
