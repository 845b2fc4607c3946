"""Rounds of an area: list, make, change, open and close."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from core.jobs import send_on_commit
from pilots.intake import actions, tasks
from pilots.intake.enums import InvitationState, RoundState
from pilots.intake.forms.rounds import RoundForm
from pilots.intake.models import Form, FormVersion, Round
from pilots.intake.pages import rounds as pages
from pilots.intake.views.doors import open_managed_area, open_round

RUNNING_TIME = timedelta(weeks=4)


@opens("areas.change_pilotarea")
@require_safe
def round_list(request: Request, slug: str) -> HttpResponse:
    area = open_managed_area(request, slug)
    rounds = area.intake_rounds.with_counts().select_related("form_version__form").defer("form_version__body")
    context = {
        "area": area,
        "rounds": list(rounds),
        "has_form": FormVersion.objects.usable_by(request.user).exists(),
        "can_compose": request.user.has_perm("intake.add_form", Form()),
    }
    return render(request, "intake/rounds/round_list.html", context)


@opens("areas.change_pilotarea")
@require_http_methods(["GET", "POST"])
def round_create(request: Request, slug: str) -> HttpResponse:
    area = open_managed_area(request, slug)
    today = timezone.localdate()
    initial: dict[str, Any] = {"opens_on": today, "closes_on": today + RUNNING_TIME}
    newest = FormVersion.objects.usable_by(request.user).without_body().first()
    if newest:
        initial["form_version"] = newest.pk
    form = RoundForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        round_ = actions.create_round(area=area, by=request.user, **form.values())
        messages.success(request, _("The round has been made. Nobody gets anything before you open it."))
        return redirect(round_)
    return render(request, "intake/rounds/round_form.html", {"area": area, "form": form, "round": None})


@opens("intake.change_round")
@require_http_methods(["GET", "POST"])
def round_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = open_round(request, slug, pk)
    form = RoundForm(request.POST or None, instance=round_, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_round(round_=round_, by=request.user, **form.values())
        except actions.MoveError as error:
            form.add_error("form_version", str(error))
        else:
            messages.success(request, _("The round has been saved."))
            return redirect(round_)
    return render(request, "intake/rounds/round_form.html", {"area": round_.area, "form": form, "round": round_})


@opens("intake.view_round")
@require_safe
def round_detail(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = open_round(request, slug, pk, "intake.view_round")
    state = request.GET.get("stand", "")
    known = state if state in InvitationState.values else ""
    page = pages.round_page(round_, today=timezone.localdate(), state=known)
    context = {"area": round_.area, "page": page, "states": InvitationState.choices}
    return render_part(request, "intake/rounds/round_detail.html", "invitations", context)


@opens("intake.change_round")
@require_POST
def round_move(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = open_round(request, slug, pk)
    to = request.POST.get("to", "")
    if to not in RoundState.values:
        raise Http404
    try:
        _move(request, round_, RoundState(to))
    except actions.MoveError as error:
        messages.error(request, str(error))
    return redirect(round_)


def _move(request: Request, round_: Round, to: RoundState) -> None:
    actions.move_round(round_=round_, to=to, by=request.user)
    if to == RoundState.OPEN:
        send_on_commit(tasks.send_letters, round_.pk)
        messages.success(request, _("The round is open. Invitations that were waiting are being mailed."))
    else:
        messages.success(request, _("The round is closed. Answers stay; nobody can answer any more."))
