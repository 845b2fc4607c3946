"""The guide to read: for everybody, and with findings and comments for whoever has an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import Request
from core.access import EVERYBODY, opens
from governance.leidraad.models import GuideVersion
from governance.leidraad.pages.reading import guide_reading


@opens(EVERYBODY)
@login_not_required
@require_safe
def guide_detail(request: Request) -> HttpResponse:
    version = GuideVersion.objects.offered().first()
    user = request.user if request.user.is_authenticated else None
    page = guide_reading(version, user, timezone.localdate()) if version else None
    return render(request, "leidraad/guide_detail.html", {"page": page})
