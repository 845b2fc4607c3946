"""The only ways in: whoever may not come in gets a 404 that says nothing about whether something exists."""

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.views.doors import enter
from pilots.stakeholders.models import Partner


def open_partner(request: Request, slug: str, pk: int, permission: str) -> Partner:
    """Return a party of this area when this user has the permission on it."""
    partners = Partner.objects.visible_to(request.user).select_related("area", "organisation")
    partner = get_object_or_404(partners.defer("area__boundary", "area__outline"), area__slug=slug, pk=pk)
    must_have(request, permission, partner)
    enter(request, partner.area)
    return partner


def must_have(request: Request, permission: str, row: Model) -> None:
    """Raise Http404 unless this user has the permission on the row."""
    if not request.user.has_perm(permission, row):
        raise Http404
