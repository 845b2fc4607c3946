"""Versions of the guide: the list, one version with its change log, decisions about it, and the difference of two."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import opens
from governance.leidraad import publishing
from governance.leidraad.forms import DecisionForm
from governance.leidraad.models import GuideVersion
from governance.leidraad.pages.difference import difference_page
from governance.leidraad.pages.versions import version_page, version_rows


@opens("leidraad.view_guideversion")
@require_safe
def version_list(request: Request) -> HttpResponse:
    return render(request, "leidraad/version_list.html", {"rows": version_rows(request.user)})


@opens("leidraad.view_guideversion")
@require_safe
def version_detail(request: Request, version: str) -> HttpResponse:
    return _show(request, _version(request, version))


@opens("leidraad.change_guideversion")
@require_POST
def version_decide(request: Request, version: str) -> HttpResponse:
    found = _version(request, version)
    if not request.user.has_perm("leidraad.change_guideversion", found):
        raise Http404
    form = DecisionForm(request.POST, steps=publishing.steps_of(found))
    if not form.is_valid():
        return _show(request, found, form)
    try:
        decided = publishing.decide(version=found, by=request.user, **form.cleaned_data)
    except publishing.GuideMoveError as error:
        messages.error(request, str(error))
        return redirect(found)
    messages.success(
        request,
        _("Version %(version)s: the decision is written down. The status is: %(status)s.")
        % {"version": decided.version, "status": decided.get_status_display().lower()},
    )
    return redirect(found)


@opens("leidraad.view_guideversion")
@require_safe
def version_difference(request: Request) -> HttpResponse:
    """Compare two versions; without a choice the newest two that this user may read."""
    rows = version_rows(request.user)
    known = [row.version for row in rows]
    new = request.GET.get("naar") or next(iter(known), "")
    old = request.GET.get("van") or next((version for version in known if version != new), new)
    if not known:
        return render(request, "leidraad/difference.html", {"page": None, "rows": rows, "old": "", "new": ""})
    page = difference_page(_version(request, old), _version(request, new))
    return render(request, "leidraad/difference.html", {"page": page, "rows": rows, "old": old, "new": new})


def _version(request: Request, version: str) -> GuideVersion:
    return get_object_or_404(GuideVersion.objects.visible_to(request.user), version=version)


def _show(request: Request, version: GuideVersion, form: DecisionForm | None = None) -> HttpResponse:
    page = version_page(version, request.user)
    status = 422 if form else 200
    if form is None and page.steps:
        form = DecisionForm(steps=page.steps)
    return render(request, "leidraad/version_detail.html", {"page": page, "form": form}, status=status)
