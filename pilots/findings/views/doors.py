"""The only ways to a finding: whoever may not come in gets a 404 that says nothing about whether it exists."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.views.doors import enter
from pilots.findings.models import Finding
from pilots.findings.pages import with_parts


def open_finding(request: Request, pk: int, permission: str) -> Finding:
    """Return the finding with its areas and recommendations when this user has the permission on it."""
    finding = get_object_or_404(with_parts(Finding.objects.visible_to(request.user)), pk=pk)
    if not request.user.has_perm(permission, finding):
        raise Http404
    areas = finding.areas.all()
    if len(areas) == 1:  # a finding about more areas is a page of none of them
        enter(request, areas[0])
    return finding
