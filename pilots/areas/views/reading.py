"""Reading areas and sites: lists, pages, maps and exports."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from accounts.http import Request
from core.access import EVERYBODY, opens
from core.htmx import render_part
from core.tabular import csv_response
from pilots.areas import exports, pages
from pilots.areas.filters import AreaFilter, SiteFilter
from pilots.areas.models import Natura2000Site, PilotArea
from pilots.areas.views.doors import open_area

PAGE_SIZE = 50
COMPACT = {"separators": (",", ":")}


def _filtered(request: Request) -> AreaFilter:
    return AreaFilter(request.GET, PilotArea.objects.visible_to(request.user).current())


@login_not_required
@opens(EVERYBODY)
@require_safe
def area_list(request: Request) -> HttpResponse:
    found = _filtered(request)
    page = Paginator(found.qs.with_site_names().values(*pages.ROW_FIELDS), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "rows": pages.area_rows(page.object_list),
        "query": _without_page(request),
        "order": request.GET.get("volgorde") or "naam",
        # Asked about the model: without an object Django's own backend would look for rows, which nobody has.
        "can_add": request.user.has_perm("areas.add_pilotarea", PilotArea()),
        "can_archive": request.user.has_perm("areas.archive_pilotarea", PilotArea()),
    }
    return render_part(request, "areas/area_list.html", "results", context)


def _without_page(request: Request) -> str:
    """Return the filters as they stand in the address, for the map and the exports of the same areas."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@login_not_required
@opens(EVERYBODY)
@require_safe
def area_export(request: Request, kind: str) -> HttpResponse | StreamingHttpResponse:
    if kind not in {"csv", "geojson"}:
        raise Http404
    areas = _filtered(request).qs.with_site_names()
    if kind == "csv":
        return csv_response("gebieden.csv", exports.header(), exports.rows(areas, settings.SITE_URL))
    response = _json(exports.geojson(areas, settings.SITE_URL), content_type="application/geo+json")
    response["Content-Disposition"] = 'attachment; filename="gebieden.geojson"'
    return response


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
def area_detail(request: Request, slug: str) -> HttpResponse:
    try:
        area = open_area(request, slug, "areas.view_pilotarea")
    except Http404:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())
    page = pages.area_page(area, with_people=request.user.has_perm("areas.involve_pilotarea", area))
    return render(request, "areas/area_detail.html", {"area": area, "page": page})


# Maps ------------------------------------------------------------------------------------------------------------


def _json(data: dict[str, Any], content_type: str = "application/json") -> JsonResponse:
    return JsonResponse(data, json_dumps_params=COMPACT, content_type=content_type)


@login_not_required
@opens(EVERYBODY)
@require_safe
@gzip_page
def area_list_map(request: Request) -> HttpResponse:
    return _fresh(request, _json(exports.areas_on_map(_filtered(request).qs)))


@login_not_required
@opens("areas.view_pilotarea")
@require_safe
@gzip_page
def area_map(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.view_pilotarea", with_shapes=True)
    return _fresh(request, _json(exports.shapes_on_map(pages.area_shapes(area))))


def _fresh(request: Request, response: HttpResponse) -> HttpResponse:
    """Let the browser keep the answer for this reader only, and ask each time whether it is still right."""
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    patch_cache_control(response, private=True, no_cache=True)
    if response["ETag"] in request.headers.get("If-None-Match", ""):
        response.status_code, response.content = 304, b""
    return response


def _sites_etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    state = Natura2000Site.objects.aggregate(at=Max("updated_at"), number=Count("pk"))
    return f'"{hashlib.sha256(repr((state, request.GET.urlencode(), kwargs)).encode()).hexdigest()[:32]}"'


@login_not_required
@opens(EVERYBODY)
@require_safe
@gzip_page
@condition(etag_func=_sites_etag)
def site_list_map(request: Request) -> HttpResponse:
    return _public(_json(exports.sites_on_map(SiteFilter(request.GET, Natura2000Site.objects.all()).qs)))


@login_not_required
@opens(EVERYBODY)
@require_safe
@gzip_page
@condition(etag_func=_sites_etag)
def site_map(request: Request, slug: str) -> HttpResponse:
    sites = Natura2000Site.objects.filter(pk=get_object_or_404(Natura2000Site.objects.only("pk"), slug=slug).pk)
    return _public(_json(exports.sites_on_map(sites)))


def _public(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=3600)
    return response


# Sites -----------------------------------------------------------------------------------------------------------


@login_not_required
@opens(EVERYBODY)
@require_safe
def site_list(request: Request) -> HttpResponse:
    visible = PilotArea.objects.visible_to(request.user).current().values("pk")
    sites = Natura2000Site.objects.without_shapes().order_by("name")
    found = SiteFilter(request.GET, sites.annotate(number_of_areas=Count("areas", filter=Q(areas__in=visible))))
    base = reverse("areas:site-list") + "gebied/"  # one look-up instead of one per row
    context = {"filter": found, "sites": list(found.qs), "query": request.GET.urlencode(), "base": base}
    return render_part(request, "areas/site_list.html", "results", context)


@login_not_required
@opens(EVERYBODY)
@require_safe
def site_detail(request: Request, slug: str) -> HttpResponse:
    site = get_object_or_404(Natura2000Site.objects.without_shapes(), slug=slug)
    areas = PilotArea.objects.visible_to(request.user).current().filter(site_links__site=site)
    page = pages.site_page(site, areas.with_site_names().values(*pages.ROW_FIELDS))
    return render(request, "areas/site_detail.html", {"page": page})
