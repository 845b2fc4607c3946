"""The evidence of an answer: adding, taking away, putting back, and downloading."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import opens
from governance.leidraad import actions
from governance.leidraad.forms import EvidenceForm
from governance.leidraad.models import Evidence
from governance.leidraad.sheets import Refused, condition_sheet
from governance.leidraad.views.conditions import show_condition
from governance.leidraad.views.doors import condition_code, own_area, own_check
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area


@opens("areas.change_pilotarea")
@require_POST
def evidence_add(request: Request, slug: str, question: str) -> HttpResponse:
    check = own_check(request, slug)
    code = condition_code(check, question)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        actions.add_evidence(check=check, question=question, by=request.user, **form.cleaned_data)
        return _evidence(request, check.area, code, question, _("The evidence is added."))
    refused = Refused(question, evidence=form)
    if not request.htmx:
        return show_condition(request, check.area, code, refused, status=422)
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
    area = own_area(request, slug)
    return get_object_or_404(rows, key=key, answer__guide_check__area=area, answer__archived_at=None)


def _evidence_of(request: Request, evidence: Evidence, said: str) -> HttpResponse:
    check, question = evidence.answer.guide_check, evidence.answer.question
    return _evidence(request, check.area, condition_code(check, question), question, said)


def _evidence(
    request: Request, area: PilotArea, code: str, question: str, said: str, refused: Refused | None = None
) -> HttpResponse:
    """Answer with the evidence of a question; said: what happened, "" when the form was refused."""
    sheet = condition_sheet(area, code, user=request.user, can_edit=True, refused=refused)
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
    area = open_area(request, slug, "areas.involve_pilotarea")
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
