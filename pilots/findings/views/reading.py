"""Reading findings: lists, one finding, what a condition rests on, the themes, the signals, and exports."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from core.htmx import render_part
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area
from pilots.findings import exports, pages
from pilots.findings.enums import FINDING_MOVES, FindingStatus
from pilots.findings.filters import FindingFilter
from pilots.findings.matrix import theme_matrix
from pilots.findings.models import Evidence, Finding
from pilots.findings.tables import condition_choices
from pilots.findings.views.doors import open_finding
from pilots.interviews.models import Excerpt

PAGE_SIZE = 25


def _filtered(request: Request, area: PilotArea | None = None) -> FindingFilter:
    findings = Finding.objects.visible_to(request.user)
    if area is not None:
        findings = findings.in_area(area)
    return FindingFilter(request.GET, findings, user=request.user, area=area)


def _list(request: Request, area: PilotArea | None, can_add: bool) -> HttpResponse:
    found = _filtered(request, area)
    page = Paginator(pages.with_parts(found.qs), PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "area": area,
        "filter": found,
        "page": page,
        "lines": pages.lines(page.object_list, request.user, timezone.localdate()),
        "query": query.urlencode(),
        "can_add": can_add,
    }
    return render_part(request, "findings/finding_list.html", "found", context)


@opens("areas.view_pilotarea")
@require_safe
def finding_list(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.view_pilotarea")
    return _list(request, area, request.user.has_perm("findings.add_finding", area))


@opens(ACCOUNT)
@require_safe
def finding_programme(request: Request) -> HttpResponse:
    return _list(request, None, PilotArea.objects.changeable_by(request.user).exists())


@opens(ACCOUNT)
@require_safe
def finding_export(request: Request, kind: str) -> HttpResponseBase:
    findings = pages.with_parts(_filtered(request).qs)
    return exports.answer(kind, pages.lines(findings, request.user, timezone.localdate()))


@opens("findings.view_finding")
@require_safe
def finding_detail(request: Request, pk: int) -> HttpResponse:
    finding = open_finding(request, pk, "findings.view_finding")
    areas = finding.areas.all()
    before, gone = request.GET.get("was", ""), request.GET.get("weg", "")
    context = {
        "finding": finding,
        "page": pages.finding_page(finding, request.user, timezone.localdate()),
        "area": areas[0] if len(areas) == 1 else None,
        "can_edit": request.user.has_perm("findings.change_finding", finding),
        "removed": int(gone) if gone.isdecimal() and len(gone) < 10 else 0,
        "undo": before if before in FINDING_MOVES[FindingStatus(finding.status)] else "",
    }
    return render(request, "findings/finding_detail.html", context)


@opens(ACCOUNT)
@require_safe
def condition_findings(request: Request, code: str) -> HttpResponse:
    """Show how a condition of the guide came about; `?gebied=` keeps the findings of one area."""
    if code not in dict(condition_choices()):
        raise Http404
    findings = Finding.objects.visible_to(request.user).published()
    area = None
    if slug := request.GET.get("gebied"):
        area = open_area(request, slug, "areas.view_pilotarea")
        findings = findings.in_area(area)
    page = pages.condition_findings(code, findings, request.user, timezone.localdate())
    return render_part(request, "findings/condition_findings.html", "summary", {"page": page, "area": area})


@opens("areas.view_pilotarea")
@require_safe
def excerpt_findings(request: Request, pk: int) -> HttpResponse:
    """Answer with the findings that rest on one quote, for who works with it: a part of the page of an interview."""
    excerpt = get_object_or_404(Excerpt.objects.visible_to(request.user), pk=pk)
    resting = Evidence.objects.current().filter(excerpt=excerpt).values("finding")
    findings = Finding.objects.visible_to(request.user).filter(pk__in=resting)
    return render(request, "findings/excerpt_findings.html", {"findings": findings, "excerpt": excerpt})


@opens(ACCOUNT)
@require_safe
def signal_list(request: Request) -> HttpResponse:
    findings = pages.with_parts(Finding.objects.visible_to(request.user))
    signals = pages.signal_lines(findings, timezone.localdate())
    return render(request, "findings/signal_list.html", {"signals": signals})


@opens(ACCOUNT)
@require_safe
def theme_list(request: Request) -> HttpResponse:
    findings = pages.with_parts(Finding.objects.visible_to(request.user).published())
    return render(request, "findings/theme_matrix.html", {"matrix": theme_matrix(findings, request.user)})
