"""The evidence of a finding: looking for quotes and answers, adding them, taking them away, putting them back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from core.access import opens
from pilots.findings import actions, weighing
from pilots.findings.forms import EvidenceForm, SearchForm
from pilots.findings.models import Evidence, Finding
from pilots.findings.views.doors import open_finding

PAGE_SIZE = 20


@opens("findings.change_finding")
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_add(request: Request, pk: int) -> HttpResponse:
    """Look for quotes and answers of the areas of this finding, and let it rest on one."""
    finding = open_finding(request, pk, "findings.change_finding")
    search = SearchForm(request.GET)
    search.is_valid()
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _add(request, finding, form)
    wanted = search.cleaned_data
    found = weighing.candidates(finding, request.user, words=wanted.get("q", ""), kind=wanted.get("soort", ""))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"finding": finding, "search": search, "form": form, "page": page}
    return render(request, "findings/evidence_add.html", context, status=422 if form.is_bound else 200)


def _add(request: Request, finding: Finding, form: EvidenceForm) -> HttpResponse:
    origin = weighing.origin(request.user, request.POST)
    if origin is None or not finding.area_links.filter(area=origin.area).exists():
        raise Http404
    is_counter = form.cleaned_data["meaning"] == "counter"
    actions.add_evidence(
        finding=finding, by=request.user, is_counter=is_counter, note=form.cleaned_data["note"], **origin.evidence
    )
    messages.success(request, _("The source has been added."))
    return redirect(f"{finding.get_absolute_url()}#bronnen")


def _evidence(finding: Finding, pk: int) -> Evidence:
    return get_object_or_404(Evidence, finding=finding, pk=pk)


@opens("findings.change_finding")
@require_POST
def evidence_remove(request: Request, pk: int, evidence: int) -> HttpResponse:
    finding = open_finding(request, pk, "findings.change_finding")
    actions.remove_evidence(evidence=_evidence(finding, evidence), by=request.user)
    messages.success(request, _("The source no longer counts for this finding. You can put it back."))
    return redirect(f"{finding.get_absolute_url()}?weg={evidence}#bronnen")


@opens("findings.change_finding")
@require_POST
def evidence_restore(request: Request, pk: int, evidence: int) -> HttpResponse:
    finding = open_finding(request, pk, "findings.change_finding")
    actions.restore_evidence(evidence=_evidence(finding, evidence), by=request.user)
    messages.success(request, _("The source is back."))
    return redirect(f"{finding.get_absolute_url()}#bronnen")
