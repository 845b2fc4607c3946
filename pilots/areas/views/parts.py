"""The people and numbers of an area, and its history."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from pilots.areas import history
from pilots.areas.forms import MemberForm, MemberRoleForm, NumberForm
from pilots.areas.models import AreaMember, AreaNumber
from pilots.areas.views.doors import open_area


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def member_list(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    form = MemberForm(request.POST or None, area=area)
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["email"]
        AreaMember.objects.get_or_create(area=area, user=user, defaults={"role": form.cleaned_data["role"]})
        messages.success(request, _("%(name)s takes part in this area now.") % {"name": user})
        return redirect("areas:member-list", slug=area.slug)
    members = sorted(area.members.all(), key=lambda member: str(member.user).lower())
    rows = [(member, MemberRoleForm(instance=member, prefix=f"lid-{member.pk}")) for member in members]
    return render(request, "areas/member_list.html", {"area": area, "form": form, "rows": rows})


@opens("areas.change_pilotarea")
@require_POST
def member_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    member = get_object_or_404(AreaMember, area=area, pk=pk)
    form = MemberRoleForm(request.POST, instance=member, prefix=f"lid-{member.pk}")
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose one of the roles in the list."))
    return redirect("areas:member-list", slug=area.slug)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def member_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    member = get_object_or_404(AreaMember.objects.select_related("user"), area=area, pk=pk)
    if request.method == "POST":
        member.delete()
        messages.success(request, _("%(name)s no longer takes part.") % {"name": member.user})
        return redirect("areas:member-list", slug=area.slug)
    return render(request, "areas/member_delete.html", {"area": area, "member": member})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def number_create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    form = NumberForm(request.POST or None, instance=AreaNumber(area=area))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The number has been added."))
        return redirect(area)
    return render(request, "areas/number_form.html", {"area": area, "form": form})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def number_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    number = get_object_or_404(AreaNumber, area=area, pk=pk)
    form = NumberForm(request.POST or None, instance=number)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The number has been saved."))
        return redirect(area)
    return render(request, "areas/number_form.html", {"area": area, "form": form, "number": number})


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def number_delete(request: Request, slug: str, pk: int) -> HttpResponse:
    area = open_area(request, slug, "areas.change_pilotarea")
    number = get_object_or_404(AreaNumber, area=area, pk=pk)
    if request.method == "POST":
        number.delete()
        messages.success(request, _("The number has been removed. It stays in the history."))
        return redirect(area)
    return render(request, "areas/number_delete.html", {"area": area, "number": number})


@opens("areas.involve_pilotarea")
@require_safe
def area_history(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug, "areas.involve_pilotarea")
    page = Paginator(history.area_history(area), 50).get_page(request.GET.get("page"))
    return render(request, "areas/area_history.html", {"area": area, "page": page})
