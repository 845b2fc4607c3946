"""Finding duplicates, looking at what a merge would move, merging, and undoing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from pilots.stakeholders import actions
from pilots.stakeholders.actions.merging import preview
from pilots.stakeholders.enums import Doubles
from pilots.stakeholders.forms import DoublesForm
from pilots.stakeholders.models import Merge, Organisation, Person
from pilots.stakeholders.pages.duplicates import duplicates_page
from pilots.stakeholders.views.doors import must_have

MODELS: dict[str, Any] = {"organisatie": Organisation, "persoon": Person}


@opens("stakeholders.list_organisation")
@require_safe
def duplicate_list(request: Request) -> HttpResponse:
    must_have(request, "stakeholders.list_organisation", Organisation())
    page = duplicates_page(request.user, timezone.now())
    return render(request, "stakeholders/duplicate_list.html", {"page": page})


@opens("stakeholders.merge_organisation")
@require_http_methods(["GET", "POST"])
def merge(request: Request, kind: str, keep: int, drop: int) -> HttpResponse:
    if kind not in MODELS or keep == drop:
        raise Http404
    rows = [get_object_or_404(MODELS[kind].objects.wholly_changeable_by(request.user), pk=pk) for pk in (keep, drop)]
    kept, dropped = rows
    shown = preview(keep=kept, drop=dropped, by=request.user)
    data = request.POST if request.method == "POST" else None
    form = DoublesForm(data, can_remove=shown.is_removable) if shown.clashes else None
    if request.method == "POST" and not shown.is_blocked and (form is None or form.is_valid()):
        return _merge(request, kept, dropped, form.cleaned_data["doubles"] if form else None)
    context = {"kind": kind, "kept": kept, "dropped": dropped, "preview": shown, "form": form}
    return render(request, "stakeholders/merge.html", context)


def _merge(request: Request, kept: Any, dropped: Any, doubles: Doubles | None) -> HttpResponse:
    try:
        actions.merge(keep=kept, drop=dropped, by=request.user, doubles=doubles)
    except actions.MergeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Merged into “%(name)s”. You can undo this for one day.") % {"name": kept})
    return redirect("stakeholders:duplicate-list")


@opens("stakeholders.merge_organisation")
@require_POST
def merge_undo(request: Request, pk: int) -> HttpResponse:
    merged = get_object_or_404(Merge.objects.select_related("kept_organisation", "kept_person"), pk=pk)
    kept = merged.kept_organisation or merged.kept_person
    if kept is None or not type(kept).objects.wholly_changeable_by(request.user).filter(pk=kept.pk).exists():
        raise Http404
    try:
        actions.undo_merge(merged=merged, by=request.user)
    except actions.MergeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The merge has been undone: both are there again."))
    return redirect("stakeholders:duplicate-list")
