"""Snapshots of a collaboration: make one, list them, open one, and put two side by side."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import opens
from typology.gearbox import actions
from typology.gearbox.forms import SnapshotForm
from typology.gearbox.models import Collaboration, Snapshot
from typology.gearbox.pages.snapshots import comparison_page, snapshot_page
from typology.gearbox.views.doors import CHANGE, open_board, open_collaboration


@opens("areas.involve_pilotarea")
@require_safe
def snapshot_list(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_board(request, slug, pk)
    return _list(request, found, SnapshotForm())


def _list(request: Request, found: Collaboration, form: SnapshotForm, *, status: int = 200) -> HttpResponse:
    rows = list(found.snapshots.select_related("made_by").defer("content"))
    context = {"area": found.area, "collaboration": found, "rows": rows, "form": form}
    return render(request, "typology/snapshot_list.html", context, status=status)


@opens(CHANGE)
@require_POST
def snapshot_make(request: Request, slug: str, pk: int) -> HttpResponse:
    found = open_collaboration(request, slug, pk, CHANGE)
    form = SnapshotForm(request.POST)
    if not form.is_valid():
        return _list(request, found, form, status=422)
    made = actions.make_snapshot(collaboration=found, title=form.cleaned_data["title"], by=request.user)
    messages.success(request, _("The snapshot is kept."))
    return redirect("typology:snapshot-detail", slug, pk, made.pk)


@opens("areas.involve_pilotarea")
@require_safe
def snapshot_detail(request: Request, slug: str, pk: int, snapshot: int) -> HttpResponse:
    found = open_board(request, slug, pk)
    page = snapshot_page(_snapshot(found, str(snapshot)))
    others = found.snapshots.exclude(pk=snapshot).defer("content")
    context = {"area": found.area, "collaboration": found, "page": page, "others": list(others)}
    return render(request, "typology/snapshot_detail.html", context)


@opens("areas.involve_pilotarea")
@require_safe
def snapshot_compare(request: Request, slug: str, pk: int) -> HttpResponse:
    """Put two snapshots side by side; which two stands in the address."""
    found = open_board(request, slug, pk)
    one, other = request.GET.get("een", ""), request.GET.get("twee", "")
    if one == other:
        messages.info(request, _("Choose two different snapshots."))
        return redirect("typology:snapshot-list", slug, pk)
    page = comparison_page(_snapshot(found, one), _snapshot(found, other))
    return render(request, "typology/snapshot_compare.html", {"area": found.area, "collaboration": found, "page": page})


def _snapshot(collaboration: Collaboration, pk: str) -> Snapshot:
    if not pk.isdecimal() or len(pk) > 18:
        raise Http404
    found = get_object_or_404(Snapshot.objects.select_related("made_by"), pk=pk, collaboration=collaboration)
    found.collaboration = collaboration
    return found
