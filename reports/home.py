"""The front page and the pages about the site itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import EVERYBODY, opens
from reports.programme import front_page


@opens(EVERYBODY)
@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show visitors what the site is."""
    return render(request, "reports/front.html", {"page": front_page()})


@opens(EVERYBODY)
@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show what Gebiedswijzer is and who made what it says."""
    return render(request, "reports/about.html")


@opens(EVERYBODY)
@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "reports/accessibility.html")


@opens(EVERYBODY)
@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show which personal data is kept, why and how long."""
    return render(request, "reports/privacy.html")
