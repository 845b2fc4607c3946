"""The catalogue of instruments, to read and to choose from."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from core.htmx import render_part
from governance.instruments.enums import Force
from governance.instruments.models import newest_catalogue
from governance.instruments.pages.catalogue import catalogue_page


@opens(ACCOUNT)
@require_safe
def catalogue(request: Request) -> HttpResponse:
    """Show the newest catalogue; an unknown kind of force in the address means all of them."""
    found = newest_catalogue()
    if found is None:
        return render(request, "instruments/catalogue.html", {"page": None})
    force = request.GET.get("dwang", "")
    page = catalogue_page(
        found,
        force=force if force in Force.values else "",
        text=request.GET.get("zoek", "")[:200],
        today=timezone.localdate(),
    )
    return render_part(request, "instruments/catalogue.html", "found", {"page": page})
