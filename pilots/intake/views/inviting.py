"""Inviting people to a round, one by one or many at once, and what can be done with an invitation."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.jobs import send_on_commit
from pilots.intake import actions, history, tasks
from pilots.intake.enums import INVITATION_MOVES, InvitationState, RoundState
from pilots.intake.forms.people import PeopleFilter
from pilots.intake.forms.rounds import ExtendForm, PasteForm
from pilots.intake.models import Invitation, Round
from pilots.intake.pages import rounds as pages
from pilots.intake.views.doors import open_invitation, open_round
from pilots.stakeholders.models import Person


@opens("intake.change_round")
@require_http_methods(["GET", "POST"])
def invite(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = open_round(request, slug, pk)
    if round_.state == RoundState.CLOSED:
        return _closed(request, round_)
    people = pages.people_of(round_.area)
    if request.method == "POST":
        keys = [int(key) for key in request.POST.getlist("person") if key.isdecimal() and len(key) < 19]
        return _confirm(request, round_, list(people.filter(pk__in=keys)))
    found = PeopleFilter(request.GET, people, round_=round_)
    rows = pages.candidates(round_, found.qs, today=timezone.localdate())
    context = {"area": round_.area, "round": round_, "filter": found, "rows": rows, "is_empty": not people.exists()}
    return render(request, "intake/rounds/invite.html", context)


def _closed(request: Request, round_: Round) -> HttpResponse:
    messages.error(request, _("This round is closed. Open it again before you invite people."))
    return redirect(round_)


def _confirm(request: Request, round_: Round, chosen: list[Person]) -> HttpResponse:
    """Show who will be invited and who was asked often lately; invite them once that was seen."""
    if not chosen:
        messages.error(request, _("Choose at least one person."))
        return redirect("intake:round-invite", round_.area.slug, round_.pk)
    if "confirmed" not in request.POST:
        rows = pages.candidates(round_, chosen, today=timezone.localdate())
        context = {"area": round_.area, "round": round_, "rows": [row for row in rows if not row.is_invited]}
        return render(request, "intake/rounds/invite_confirm.html", context)
    try:
        made = actions.invite(round_=round_, people=chosen, by=request.user)
    except actions.MoveError:  # closed by somebody else, since this page was opened
        return _closed(request, round_)
    send_on_commit(tasks.send_letters, round_.pk)
    words = ngettext("%(number)d person has been invited.", "%(number)d people have been invited.", len(made))
    messages.success(request, words % {"number": len(made)} + " " + _when(round_, made))
    return redirect(round_)


def _when(round_: Round, made: list[Invitation]) -> str:
    if not round_.is_open:
        return _("They get their mail when you open the round.")
    if any(not one.waiting_mail for one in made):
        return _("Who has no e-mail address gets no mail: hand over a link.")
    return _("They get their mail in a moment.")


@opens("intake.change_round")
@require_http_methods(["GET", "POST"])
def paste(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = open_round(request, slug, pk)
    if round_.state == RoundState.CLOSED:
        return _closed(request, round_)
    form = PasteForm(request.POST or None, area=round_.area)
    if request.method == "POST" and form.is_valid():
        people, new = actions.find_or_add_people(area=round_.area, by=request.user, **form.cleaned_data)
        words = ngettext("%(number)d new person was added.", "%(number)d new people were added.", new)
        messages.info(request, words % {"number": new})
        return _confirm(request, round_, list(pages.people_of(round_.area).filter(pk__in=[one.pk for one in people])))
    return render(request, "intake/rounds/paste.html", {"area": round_.area, "round": round_, "form": form})


# One invitation ----------------------------------------------------------------------------------------------------


@opens("intake.change_round")
@require_safe
def invitation_detail(request: Request, slug: str, pk: int, invitation: int) -> HttpResponse:
    found = open_invitation(request, slug, pk, invitation)
    return render(request, "intake/rounds/invitation_detail.html", _invitation_context(found))


def _invitation_context(invitation: Invitation, form: ExtendForm | None = None) -> dict[str, Any]:
    moves = INVITATION_MOVES[InvitationState(invitation.state)]
    is_open = invitation.is_open(timezone.localdate())
    return {
        "area": invitation.round.area,
        "round": invitation.round,
        "invitation": invitation,
        "tone": pages.TONES.get(InvitationState(invitation.state), "neutral"),
        "events": history.invitation_history(invitation),
        "form": form or ExtendForm(initial={"until": invitation.due_on}),
        "can_resend": is_open and bool(invitation.person.email),
        "can_link": is_open or invitation.state == InvitationState.SENT,
        "can_revoke": InvitationState.REVOKED in moves,
        "can_return": invitation.state in {InvitationState.REVOKED, InvitationState.EXPIRED},
        "can_extend": invitation.state not in {InvitationState.REVOKED, InvitationState.SENT},
    }


@opens("intake.change_round")
@require_POST
def invitation_move(request: Request, slug: str, pk: int, invitation: int) -> HttpResponse:
    found = open_invitation(request, slug, pk, invitation)
    move = request.POST.get("move", "")
    form = ExtendForm(request.POST if move == "extend" else None)
    if move == "extend" and not form.is_valid():
        return render(request, "intake/rounds/invitation_detail.html", _invitation_context(found, form), status=422)
    try:
        messages.success(request, _act(request, found, move, form))
    except actions.MoveError as error:
        messages.error(request, str(error))
    return redirect("intake:invitation-detail", slug, pk, invitation)


def _act(request: Request, invitation: Invitation, move: str, form: ExtendForm) -> str:
    """Carry out one move; returns what to say about it. Raises MoveError, or Http404 for an unknown move."""
    if move == "extend":
        actions.extend(invitation=invitation, until=form.cleaned_data["until"], by=request.user)
        return _("There is more time now.")
    if move == "revoke":
        actions.revoke(invitation=invitation, by=request.user)
        return _("The invitation has been withdrawn. Its links no longer work.")
    if move not in {"resend", "again"}:
        raise Http404
    act = actions.resend if move == "resend" else actions.invite_again
    act(invitation=invitation, by=request.user)
    send_on_commit(tasks.send_letter, invitation.pk)
    return _("The invitation is being mailed.") if invitation.person.email else _("The invitation is open again.")


@opens("intake.change_round")
@never_cache
@require_POST
def invitation_link(request: Request, slug: str, pk: int, invitation: int) -> HttpResponse:
    found = open_invitation(request, slug, pk, invitation)
    try:
        secret = actions.make_link(invitation=found, by=request.user)
    except actions.MoveError as error:
        messages.error(request, str(error))
        return redirect("intake:invitation-detail", slug, pk, invitation)
    address = f"{settings.SITE_URL}{reverse('intake:fill-start', args=[secret])}"
    context = {"area": found.round.area, "round": found.round, "invitation": found, "address": address}
    return render(request, "intake/rounds/link.html", context)
