"""The front page and the pages about the site itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from core.access import EVERYBODY, opens
from pilots.findings.pages import signal_counts
from reports.programme import front_page, programme_page


@opens(EVERYBODY)
@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the programme to whoever is logged in, and to visitors what the site is."""
    if isinstance(request.user, User):
        today = timezone.localdate()
        page = programme_page(request.user, request.GET, today=today)
        return render(request, "reports/programme.html", {"page": page, "signals": signal_counts(request.user, today)})
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
