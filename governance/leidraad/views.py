"""Pages of the guide: the check of an area with its conditions, answers and evidence, and the guide to read."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from governance.leidraad import actions
from governance.leidraad.forms import AnswerForm, EvidenceForm
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Check, Evidence, GuideVersion
from governance.leidraad.pages import check_page
from governance.leidraad.sheets import QuestionRow, Refused, condition_sheet, move_page, people_of
from governance.leidraad.texts import guide_page, version_rows
from pilots.areas.models import PilotArea


def _area(request: Request, slug: str) -> PilotArea:
    return get_object_or_404(PilotArea.objects.visible_to(request.user).select_related("coordinator"), slug=slug)


def _own_area(request: Request, slug: str) -> PilotArea:
    """Return the area when this user may change it."""
    area = _area(request, slug)
    if not request.user.has_perm("areas.change_pilotarea", area):
        raise Http404
    return area


def _own_check(request: Request, slug: str) -> Check:
    checks = Check.objects.select_related("version", "area__coordinator")
    return get_object_or_404(checks, area=_own_area(request, slug))


def _condition_code(check: Check, question: str) -> str:
    condition = Guide(check.version.content).condition_of(question)
    if condition is None:
        raise Http404
    return str(condition["code"])


@opens("areas.view_pilotarea")
@require_safe
def check_detail(request: Request, slug: str) -> HttpResponse:
    area = _area(request, slug)
    page = check_page(area, with_people=request.user.has_perm("areas.involve_pilotarea", area))
    can_edit = request.user.has_perm("areas.change_pilotarea", area)
    return render(request, "leidraad/check_detail.html", {"area": area, "page": page, "can_edit": can_edit})


@opens("areas.view_pilotarea")
@require_safe
def check_summary(request: Request, slug: str) -> HttpResponse:
    area = _area(request, slug)
    return render(request, "leidraad/check_summary.html", {"page": check_page(area, with_people=False)})


@opens("areas.change_pilotarea")
@require_POST
def check_start(request: Request, slug: str) -> HttpResponse:
    area = _own_area(request, slug)
    try:
        check = actions.start_check(area=area, by=request.user)
    except GuideVersion.DoesNotExist:
        messages.error(request, _("No guide has been loaded yet."))
        return redirect("leidraad:check-detail", slug=slug)
    return redirect(check)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def check_move(request: Request, slug: str) -> HttpResponse:
    check = _own_check(request, slug)
    newest = GuideVersion.objects.newest()
    if newest == check.version:
        return redirect(check)
    if request.method == "POST" and request.POST.get("version") == newest.version:
        actions.move_check(check=check, to=newest)
        messages.success(request, _("The check now follows version %(version)s.") % {"version": newest.version})
        return redirect(check)
    return render(request, "leidraad/check_move.html", {"area": check.area, "page": move_page(check, newest)})


@opens("areas.view_pilotarea")
@require_safe
def condition_detail(request: Request, slug: str, code: str) -> HttpResponse:
    return _condition(request, _area(request, slug), code)


def _condition(
    request: Request, area: PilotArea, code: str, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page of a condition; refused: a form that is shown again as it was sent."""
    can_edit = request.user.has_perm("areas.change_pilotarea", area)
    is_involved = request.user.has_perm("areas.involve_pilotarea", area)
    sheet = condition_sheet(area, code, can_edit=can_edit, with_people=is_involved, refused=refused)
    if sheet is None:
        raise Http404
    return render(request, "leidraad/condition_detail.html", {"area": area, "sheet": sheet}, status=status)


@opens("areas.change_pilotarea")
@require_POST
def answer_save(request: Request, slug: str, question: str) -> HttpResponse:
    check = _own_check(request, slug)
    code = _condition_code(check, question)
    form = AnswerForm(request.POST, code=question, people=people_of(check.area))
    if not form.is_valid():
        return _answer_again(request, check.area, code, question, form)
    try:
        answer = actions.save_answer(check=check, question=question, by=request.user, **form.cleaned_data)
    except actions.AnswerConflictError as conflict:
        data = request.POST.copy()
        data["revision"] = str(conflict.current.revision)
        form = AnswerForm(data, code=question, people=people_of(check.area))
        return _answer_again(request, check.area, code, question, form, conflict.current)
    return _answer_saved(request, check.area, code, answer)


def _answer_saved(request: Request, area: PilotArea, code: str, answer: Answer) -> HttpResponse:
    sheet = condition_sheet(area, code, can_edit=True)
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
        return _condition(request, area, code, refused, status=409 if theirs else 422)
    sheet = condition_sheet(area, code, can_edit=True, refused=refused)
    shown = sheet.row(question) if sheet else None
    if shown is None:
        raise Http404
    context = {"area": area, "sheet": sheet, "row": shown}
    return _replaced(render(request, "leidraad/question.html", context), shown)


def _replaced(response: HttpResponse, row: QuestionRow) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = f"#{row.question.anchor}", "outerHTML"
    return response


@opens("areas.change_pilotarea")
@require_POST
def evidence_add(request: Request, slug: str, question: str) -> HttpResponse:
    check = _own_check(request, slug)
    code = _condition_code(check, question)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        actions.add_evidence(check=check, question=question, by=request.user, **form.cleaned_data)
        return _evidence(request, check.area, code, question, _("The evidence is added."))
    refused = Refused(question, evidence=form)
    if not request.htmx:
        return _condition(request, check.area, code, refused, status=422)
    return _evidence(request, check.area, code, question, "", refused)


@opens("areas.change_pilotarea")
@require_POST
def evidence_remove(request: Request, slug: str, key: UUID) -> HttpResponse:
    evidence = _own_evidence(request, slug, key)
    actions.remove_evidence(evidence=evidence, by=request.user)
    said = _("“%(title)s” is removed. You can put it back.") % {"title": evidence.title}
    return _evidence_of(request, evidence, said)


@opens("areas.change_pilotarea")
@require_POST
def evidence_restore(request: Request, slug: str, key: UUID) -> HttpResponse:
    evidence = actions.restore_evidence(evidence=_own_evidence(request, slug, key))
    return _evidence_of(request, evidence, _("“%(title)s” is back.") % {"title": evidence.title})


def _own_evidence(request: Request, slug: str, key: UUID) -> Evidence:
    rows = Evidence.objects.select_related("answer__guide_check__version", "answer__guide_check__area__coordinator")
    area = _own_area(request, slug)
    return get_object_or_404(rows, key=key, answer__guide_check__area=area, answer__archived_at=None)


def _evidence_of(request: Request, evidence: Evidence, said: str) -> HttpResponse:
    check, question = evidence.answer.guide_check, evidence.answer.question
    return _evidence(request, check.area, _condition_code(check, question), question, said)


def _evidence(
    request: Request, area: PilotArea, code: str, question: str, said: str, refused: Refused | None = None
) -> HttpResponse:
    """Answer with the evidence of a question; said: what happened, "" when the form was refused."""
    sheet = condition_sheet(area, code, can_edit=True, refused=refused)
    row = sheet.row(question) if sheet else None
    if row is None:
        raise Http404
    if request.htmx:
        context = {"area": area, "sheet": sheet, "row": row, "said": said, "is_oob": True}
        return render(request, "leidraad/evidence.html", context)
    messages.success(request, said)
    return redirect(row.question.url)


@opens("areas.involve_pilotarea")
@require_safe
@never_cache
def evidence_download(request: Request, slug: str, key: UUID) -> HttpResponse | FileResponse:
    """Send a file as a download: never shown inside the site, whatever it contains."""
    area = _area(request, slug)
    if not request.user.has_perm("areas.involve_pilotarea", area):
        raise Http404
    rows = Evidence.objects.exclude(file="").filter(removed_at=None)
    evidence = get_object_or_404(rows, key=key, answer__guide_check__area=area)
    try:
        content = evidence.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=evidence.file_name, content_type=evidence.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@opens(ACCOUNT)
@require_safe
def guide_detail(request: Request) -> HttpResponse:
    version = GuideVersion.objects.order_by("-loaded_at", "-pk").first()
    return render(request, "leidraad/guide_detail.html", {"page": guide_page(version) if version else None})


@opens("leidraad.view_guideversion")
@require_safe
def version_list(request: Request) -> HttpResponse:
    if not request.user.has_perm("leidraad.view_guideversion"):
        raise Http404
    return render(request, "leidraad/version_list.html", {"rows": version_rows()})
