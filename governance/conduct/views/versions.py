"""Freezing the rules, and the versions that came of it: reading, comparing, printing, asking partners to sign."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from core.access import opens
from core.jobs import send_on_commit
from governance.conduct import actions
from governance.conduct.actions import ConductError
from governance.conduct.forms import AskForm, FreezeForm
from governance.conduct.models import ConductVersion
from governance.conduct.pages import ask_rows, difference_page, freeze_page, version_view
from governance.conduct.views.doors import CHANGE, NAMES, READ, open_version
from governance.signing.tasks import send_letters
from pilots.areas.views.doors import open_area


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: Request, slug: str) -> HttpResponse:
    """Read the list once more, say what happens at a breach and until when it holds, and freeze it."""
    area = open_area(request, slug, CHANGE)
    page = freeze_page(area)
    form = FreezeForm(request.POST if request.method == "POST" else None, breach=page.breach)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        try:
            version = actions.freeze(area=area, seen=seen, by=request.user, **form.cleaned_data)
        except ConductError as refused:
            form.add_error(None, str(refused))
            page = freeze_page(area)
        else:
            messages.success(request, _("Version %(number)d is frozen. Ask the partners to sign it.") % vars(version))
            return redirect("conduct:ask", slug, version.number)
    context = {"area": area, "page": page, "form": form}
    return render(request, "conduct/freeze.html", context, status=422 if form.errors else 200)


@opens(READ)
@require_safe
def version_detail(request: Request, slug: str, number: int) -> HttpResponse:
    return _version(request, slug, number, "conduct/version_detail.html")


@opens(READ)
@require_safe
def version_print(request: Request, slug: str, number: int) -> HttpResponse:
    """Show one version as a paper that partners can also sign by hand, without the rest of the site."""
    return _version(request, slug, number, "conduct/version_print.html")


def _version(request: Request, slug: str, number: int, template: str) -> HttpResponse:
    area = open_area(request, slug, READ)
    version = version_view(area, number, with_people=request.user.has_perm(NAMES, area))
    if version is None:
        raise Http404
    return render(
        request, template, {"area": area, "version": version, "can_edit": request.user.has_perm(CHANGE, area)}
    )


@opens(READ)
@require_safe
def difference(request: Request, slug: str, number: int, other: int) -> HttpResponse:
    """Show what differs between two versions, the lower number first."""
    area = open_area(request, slug, READ)
    page = difference_page(area, min(number, other), max(number, other))
    if page is None:
        raise Http404
    return render(request, "conduct/difference.html", {"area": area, "page": page})


@opens(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, slug: str, number: int) -> HttpResponse:
    """Choose who signs for each partner, and ask them."""
    version = open_version(request, slug, number, CHANGE)
    newest = ConductVersion.objects.filter(area=version.area).order_by("-number").first()
    if newest is not None and newest.number != number:
        messages.info(request, _("Version %(number)d was replaced. This is the newest.") % {"number": number})
        return redirect("conduct:ask", slug, newest.number)
    rows = ask_rows(version)
    form = AskForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        asked = actions.ask_parties(version=version, chosen=form.chosen(), by=request.user)
        if asked.number:
            send_on_commit(send_letters)
        if not asked.problems:
            messages.success(request, _asked(asked.number))
            return redirect(version)
        form.report(asked.problems)
    unreachable = [row for row in rows if not row.persons]
    context = {"area": version.area, "version": version, "form": form, "rows": rows, "unreachable": unreachable}
    return render(request, "conduct/ask.html", context, status=422 if form.errors else 200)


def _asked(number: int) -> str:
    words = {"number": number}
    return ngettext("%(number)d partner is asked to sign.", "%(number)d partners are asked to sign.", number) % words
