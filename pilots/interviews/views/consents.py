"""Recording and withdrawing consent by the team, and mailing the personal link."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from pilots.interviews import actions
from pilots.interviews.enums import Proof, Purpose
from pilots.interviews.forms import ConsentForm, WithdrawForm
from pilots.interviews.models import Consent, ConsentText, Participant
from pilots.interviews.pages import purpose_states
from pilots.interviews.tables import words
from pilots.interviews.views.doors import open_participant


@opens("interviews.read_raw_interview")
@require_http_methods(["GET", "POST"])
def consent_record(request: Request, slug: str, pk: int, participant: int) -> HttpResponse:
    """Write down what somebody said yes and no to, with the proof."""
    found = open_participant(request, slug, pk, participant)
    text = ConsentText.objects.order_by("-loaded_at", "-pk").first()
    if text is None:
        messages.error(request, _("No consent text has been loaded yet."))
        return redirect(found.interview)
    said = words(text.content)
    form = ConsentForm(request.POST or None, request.FILES or None, words=said, initial=_decided(found))
    if request.method == "POST" and form.is_valid():
        actions.record_consents(
            participant=found,
            given=form.given(),
            text=text,
            by=request.user,
            file_name=form.file_name,
            **form.evidence(),
        )
        messages.success(request, _("The consent has been recorded."))
        return redirect(found.interview)
    context = {
        "area": found.interview.area,
        "interview": found.interview,
        "participant": found,
        "form": form,
        "words": said,
        "text": text,
    }
    return render(request, "interviews/consent_form.html", context)


def _decided(participant: Participant) -> dict[str, object]:
    """Return what was decided before, for a form that changes it."""
    states = [one for one in purpose_states(participant) if one.consent]
    decided: dict[str, object] = {one.purpose: "yes" if one.is_in_force else "no" for one in states}
    return decided | {"given_on": timezone.localdate(), "proof": Proof.PAPER}


@opens("interviews.read_raw_interview")
@require_http_methods(["GET", "POST"])
def consent_withdraw(request: Request, slug: str, pk: int, participant: int, purpose: str) -> HttpResponse:
    """Withdraw consent for somebody who asked for it."""
    found = open_participant(request, slug, pk, participant)
    if purpose not in Purpose.values:
        raise Http404
    get_object_or_404(found.consents.in_force(), purpose=purpose)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(
            participant=found, purpose=Purpose(purpose), by=request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The consent has been withdrawn. What it was needed for is no longer used."))
        has_raw = found.interview.transcripts.filter(raw__isnull=False).exists()
        if purpose == Purpose.ANALYSIS and has_raw:
            return redirect("interviews:raw-remove", slug, pk)
        return redirect(found.interview)
    context = {
        "area": found.interview.area,
        "interview": found.interview,
        "participant": found,
        "purpose": Purpose(purpose),
        "form": form,
    }
    return render(request, "interviews/consent_withdraw.html", context)


@opens("interviews.read_raw_interview")
@require_safe
def consent_proof(request: Request, slug: str, pk: int, participant: int, consent: int) -> FileResponse:
    """Hand over the signed paper, always as a download."""
    found = open_participant(request, slug, pk, participant)
    row = get_object_or_404(Consent.objects.exclude(proof_file=""), participant=found, pk=consent)
    return FileResponse(row.proof_file.open("rb"), as_attachment=True, filename=row.proof_name or "toestemming")


@opens("interviews.read_raw_interview")
@require_POST
def link_mail(request: Request, slug: str, pk: int, participant: int) -> HttpResponse:
    """Mail the personal link with which somebody sees own quotes and consents."""
    found = open_participant(request, slug, pk, participant)
    if actions.ask_release(participant=found, by=request.user):
        messages.success(request, _("The personal link is on its way by e-mail."))
    else:
        messages.warning(request, _("There is no e-mail address of this person. Make a link to hand over instead."))
    return redirect(found.interview)


@opens("interviews.read_raw_interview")
@never_cache
@require_POST
def link_show(request: Request, slug: str, pk: int, participant: int) -> HttpResponse:
    """Make a personal link and show it once, to be handed over on paper or by telephone."""
    found = open_participant(request, slug, pk, participant)
    context = {
        "area": found.interview.area,
        "interview": found.interview,
        "participant": found,
        "address": actions.make_link(participant=found),
    }
    return render(request, "interviews/link_show.html", context)


@opens("interviews.read_raw_interview")
@require_POST
def link_revoke(request: Request, slug: str, pk: int, participant: int) -> HttpResponse:
    """Stop all personal links of a participant, such as one that went to a wrong address."""
    found = open_participant(request, slug, pk, participant)
    actions.revoke_links(participant=found)
    messages.success(request, _("The personal links of this person no longer work. You can make a new one."))
    return redirect(found.interview)
