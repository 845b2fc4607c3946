"""Small public files that browsers, search engines and security researchers ask for."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.access import EVERYBODY, opens

ROBOTS = "User-agent: *\nDisallow: /account/\nDisallow: /beheer/\n"
EXPIRES_AFTER = timedelta(days=180)


@opens(EVERYBODY)
@login_not_required
@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Say what search engines leave alone."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@opens(EVERYBODY)
@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a vulnerability (RFC 9116)."""
    expires = (timezone.now() + EXPIRES_AFTER).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@opens(EVERYBODY)
@login_not_required
@require_safe
@cache_control(max_age=86400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for the old name to the drawing."""
    return redirect(static("img/mark.svg"))
