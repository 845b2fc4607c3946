"""Pages of the codebook: the newest version, an older one, and what each version changed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from pilots.codebook.models import Codebook, newest
from pilots.codebook.pages import codebook_page, version_views


@opens(ACCOUNT)
@require_safe
def codebook_newest(request: Request) -> HttpResponse:
    codebook = newest()
    page = codebook_page(codebook, is_newest=True) if codebook else None
    return render(request, "codebook/codebook_detail.html", {"page": page})


@opens(ACCOUNT)
@require_safe
def codebook_detail(request: Request, version: str) -> HttpResponse:
    codebook = get_object_or_404(Codebook, version=version)
    page = codebook_page(codebook, is_newest=codebook == newest())
    return render(request, "codebook/codebook_detail.html", {"page": page})


@opens(ACCOUNT)
@require_safe
def version_list(request: Request) -> HttpResponse:
    return render(request, "codebook/version_list.html", {"versions": version_views()})
