"""Making and changing areas, moving their phase, choosing their readers, archiving them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from pilots.areas import actions, history
from pilots.areas.changes import Change, FieldWords, compare
from pilots.areas.enums import Phase, Visibility
from pilots.areas.forms import AreaForm, PhaseForm, PublishForm, SitesForm
from pilots.areas.merging import three_way
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import open_area


@opens("areas.add_pilotarea")
@require_http_methods(["GET", "POST"])
def area_create(request: Request) -> HttpResponse:
    if not request.user.has_perm("areas.add_pilotarea", PilotArea()):
        raise Http404
    provinces = [request.user.province] if request.user.province else []
    form = AreaForm(request.POST or None, request.FILES or None, initial={"provinces": provinces})
    if request.method == "POST" and form.is_valid():
        area = actions.create_area(by=request.user, form_key=form.cleaned_data["form_key"], **form.values())
        messages.success(request, _("The area has been made. Only its province and its team can read it so far."))
        return redirect(area)
    return render(request, "areas/area_form.html", {"form": form, "area": None})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def area_edit(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea", with_shapes=True)
    form = AreaForm(request.POST or None, request.FILES or None, instance=area)
    if request.method != "POST" or not form.is_valid():
        return render(request, "areas/area_form.html", {"form": form, "area": area})
    try:
        version = form.cleaned_data["version"]
        saved = actions.change_area(area=area, by=request.user, version=version, **form.values())
    except actions.EditConflictError as conflict:
        return render(request, "areas/area_form.html", _conflict(conflict.saved, form), status=409)
    messages.success(request, _("The area has been saved."))
    # an officer who gives the area to another province has to let it go
    return redirect(area if request.user.has_perm("areas.view_pilotarea", saved) else "areas:area-list")


def _conflict(saved: PilotArea, form: AreaForm) -> dict[str, Any]:
    """Return a form that holds what was filled in and, where nothing was touched, what somebody else saved."""
    names = ["coordinator_id" if name == "coordinator" else name for name in AreaForm.Meta.fields]
    yours = form.values()
    yours["coordinator_id"] = yours["coordinator"].pk if yours.pop("coordinator") else None
    now = {name: getattr(saved, name) for name in names}
    base = history.state_at(saved, form.cleaned_data["version"], names) or dict.fromkeys(names, object())
    merge = three_way(base, now, yours)
    initial = {name.removesuffix("_id"): value for name, value in merge.values.items()}
    return {
        "form": AreaForm(instance=saved, initial=initial),
        "area": saved,
        "is_conflict": True,
        "editor": history.last_editor(saved),
        "taken": [str(form.fields[name.removesuffix("_id")].label) for name in merge.taken],
        "conflicts": _differences(form, merge.conflicts, now, yours),
    }


def _differences(
    form: AreaForm, names: tuple[str, ...], now: dict[str, Any], yours: dict[str, Any]
) -> tuple[Change, ...]:
    """Say per field what is saved now and what was filled in; a boundary is only named."""
    words = []
    for name in names:
        field = form.fields[name.removesuffix("_id")]
        choices = {getattr(key, "value", key): str(label) for key, label in getattr(field, "choices", ())} or None
        words.append(FieldWords(name, str(field.label), choices))
    short = {"boundary": (_("the saved boundary"), _("your boundary"))}
    saved_values = {name: short[name][0] if name in short else now[name] for name in names}
    your_values = {name: short[name][1] if name in short else yours[name] for name in names}
    return compare(words, saved_values, your_values)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def area_phase(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    form = PhaseForm(request.POST or None, phase=area.phase)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_phase(area=area, to=form.cleaned_data["to"], by=request.user)
        except actions.MoveError as error:
            form.add_error("to", str(error))
        else:
            phase = Phase(form.cleaned_data["to"]).label
            messages.success(request, _("The area is now in the phase “%(phase)s”.") % {"phase": phase})
            return redirect(area)
    return render(request, "areas/area_phase.html", {"form": form, "area": area})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def area_publish(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    form = PublishForm(request.POST or None, initial={"visibility": area.visibility})
    if request.method == "POST" and form.is_valid():
        to, is_confirmed = form.cleaned_data["visibility"], form.cleaned_data["is_confirmed"]
        if to == Visibility.PUBLIC and area.visibility != Visibility.PUBLIC and not is_confirmed:
            return render(request, "areas/area_publish_confirm.html", {"area": area})
        actions.publish(area=area, to=to, by=request.user)
        messages.success(request, _("Saved who may read this area: %(level)s.") % {"level": to.label})
        return redirect(area)
    return render(request, "areas/area_publish.html", {"form": form, "area": area})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def area_sites(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea", with_shapes=True)
    chosen = area.site_links.filter(is_manual=True).values_list("site_id", flat=True)
    form = SitesForm(request.POST or None, initial={"sites": list(chosen)})
    if request.method == "POST" and form.is_valid():
        links = actions.choose_sites(area=area, sites=form.cleaned_data["sites"], by=request.user)
        messages.success(request, _("Measured: %(number)d sites belong to this area.") % {"number": len(links)})
        return redirect(area)
    return render(request, "areas/area_sites.html", {"form": form, "area": area})


@opens("areas.delete_pilotarea")
@require_http_methods(["GET", "POST"])
def area_archive(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.delete_pilotarea")
    if request.method == "POST":
        actions.archive(area=area, by=request.user)
        messages.success(request, _("“%(name)s” is in the archive. You can bring it back there.") % {"name": area.name})
        return redirect("areas:area-archived")
    return render(request, "areas/area_archive.html", {"area": area})


@opens("areas.delete_pilotarea")
@require_POST
def area_restore(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.delete_pilotarea")
    actions.restore(area=area, by=request.user)
    messages.success(request, _("“%(name)s” is back.") % {"name": area.name})
    return redirect(area)


@opens("areas.archive_pilotarea")
@require_safe
def area_archived(request: Request) -> HttpResponse:
    if not request.user.has_perm("areas.archive_pilotarea", PilotArea()):
        raise Http404
    areas = PilotArea.objects.without_shapes().exclude(archived_at=None).select_related("archived_by")
    return render(request, "areas/area_archived.html", {"areas": areas.order_by("-archived_at")})
