"""The parties of an area: list, drawing, exports and the fragment on the page of the area."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from core.tabular import csv_response, xlsx_response
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area
from pilots.stakeholders import exports
from pilots.stakeholders.filters import PartnerFilter
from pilots.stakeholders.models import Partner
from pilots.stakeholders.pages import people_page
from pilots.stakeholders.pages.removed import removed_parties


def _filtered(request: Request, area: PilotArea) -> PartnerFilter:
    works = request.user.has_perm("areas.work_pilotarea", area)
    return PartnerFilter(request.GET, Partner.objects.filter(area=area), works=works)


@opens("areas.involve_pilotarea")
@require_safe
def partner_list(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.involve_pilotarea")
    found = _filtered(request, area)
    context = {
        "area": area,
        "filter": found,
        "query": request.GET.urlencode(),
        "page": people_page(area, request.user, partners=found.qs),
        "removed": removed_parties(area, request.user, timezone.now()),
    }
    return render_part(request, "stakeholders/partner_list.html", "results", context)


@opens("areas.involve_pilotarea")
@require_safe
def partner_export(request: Request, slug: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    area = open_area(request, slug, "areas.involve_pilotarea")
    page = people_page(area, request.user, partners=_filtered(request, area).qs)
    name = f"betrokkenen-{area.slug}.{kind}"
    if kind == "csv":
        return csv_response(name, exports.header(page), exports.rows(page))
    if kind == "xlsx":
        return xlsx_response(name, exports.header(page), exports.rows(page), title=_("Stakeholders"))
    raise Http404


@opens("areas.involve_pilotarea")
@require_safe
def partner_summary(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.involve_pilotarea")
    page = people_page(area, request.user)
    return render(request, "stakeholders/partner_summary.html", {"area": area, "page": page})
