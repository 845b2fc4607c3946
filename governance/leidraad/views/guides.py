"""The guide to read, and its versions."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from governance.leidraad.models import GuideVersion
from governance.leidraad.texts import guide_page, version_rows


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
