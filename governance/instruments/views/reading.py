"""The pages of an area about obligations, instruments, budget, and all of it together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import Request
from core.access import opens
from governance.instruments.pages.coverage import coverage_page
from governance.instruments.pages.mix import mix_page
from governance.instruments.pages.money import budget_page
from governance.instruments.pages.obligations import obligations_page
from pilots.areas.views.doors import open_area

INVOLVED = "areas.involve_pilotarea"


@opens(INVOLVED)
@require_safe
def coverage(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, INVOLVED)
    page = coverage_page(area, today=timezone.localdate())
    return render(request, "instruments/coverage.html", {"area": area, "page": page})


@opens(INVOLVED)
@require_safe
def obligation_list(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, INVOLVED)
    page = obligations_page(area, today=timezone.localdate())
    return render(request, "instruments/obligation_list.html", {"area": area, "page": page})


@opens(INVOLVED)
@require_safe
def mix(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, INVOLVED)
    page = mix_page(area, today=timezone.localdate())
    return render(request, "instruments/mix.html", {"area": area, "page": page})


@opens(INVOLVED)
@require_safe
def budget(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, INVOLVED)
    return render(request, "instruments/budget.html", {"area": area, "page": budget_page(area)})
