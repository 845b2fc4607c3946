"""Giving several questions to one person at once: choose, see what changes, and do it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from core.access import opens
from governance.leidraad import teamwork
from governance.leidraad.forms import AssignForm
from governance.leidraad.pages.assigning import assign_page
from governance.leidraad.sheets import people_of
from governance.leidraad.views.doors import own_check


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: Request, slug: str) -> HttpResponse:
    """Show the questions with who arranges them; after choosing what would change; after agreeing, change it."""
    check = own_check(request, slug)
    page = assign_page(check)
    form = AssignForm(request.POST or None, questions=page.choices, people=people_of(check.area))
    context = {"area": check.area, "page": page, "form": form}
    if request.method != "POST":
        return render(request, "leidraad/assign.html", context)
    if not form.is_valid() or "again" in request.POST:
        return render(request, "leidraad/assign.html", context, status=422 if form.errors else 200)
    if "confirm" not in request.POST:
        changes = page.changes(**form.cleaned_data)
        return render(request, "leidraad/assign_confirm.html", context | {"changes": changes})
    changed = teamwork.assign_questions(check=check, **form.cleaned_data)
    said = ngettext(
        "%(count)s question is for %(name)s now.", "%(count)s questions are for %(name)s now.", len(changed)
    )
    messages.success(request, said % {"count": len(changed), "name": form.cleaned_data["owner"]})
    return redirect("leidraad:assign", slug=slug)
