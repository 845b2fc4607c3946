"""The check of an area: its page, its summary, its beginning, and its move to a newer guide."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from governance.leidraad import actions
from governance.leidraad.models import GuideVersion
from governance.leidraad.pages import check_page, deviation_page, move_page
from governance.leidraad.views.doors import own_area, own_check, shown_area


@opens("areas.view_pilotarea")
@require_safe
def check_detail(request: Request, slug: str) -> HttpResponse:
    area = shown_area(request, slug)
    page = check_page(area, with_people=request.user.has_perm("areas.involve_pilotarea", area))
    can_edit = request.user.has_perm("areas.change_pilotarea", area)
    context = {"area": area, "page": page, "can_edit": can_edit, "deviations": deviation_page(area, with_people=False)}
    return render(request, "leidraad/check_detail.html", context)


@opens("areas.view_pilotarea")
@require_safe
def check_summary(request: Request, slug: str) -> HttpResponse:
    area = shown_area(request, slug)
    return render(request, "leidraad/check_summary.html", {"page": check_page(area, with_people=False)})


@opens("areas.change_pilotarea")
@require_POST
def check_start(request: Request, slug: str) -> HttpResponse:
    area = own_area(request, slug)
    try:
        check = actions.start_check(area=area, by=request.user)
    except GuideVersion.DoesNotExist:
        messages.error(request, _("No guide has been loaded yet."))
        return redirect("leidraad:check-detail", slug=slug)
    return redirect(check)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def check_move(request: Request, slug: str) -> HttpResponse:
    check = own_check(request, slug)
    newest = GuideVersion.objects.newest()
    if newest == check.version:
        return redirect(check)
    if request.method == "POST" and request.POST.get("version") == newest.version:
        actions.move_check(check=check, to=newest)
        messages.success(request, _("The check now follows version %(version)s.") % {"version": newest.version})
        return redirect(check)
    return render(request, "leidraad/check_move.html", {"area": check.area, "page": move_page(check, newest)})
