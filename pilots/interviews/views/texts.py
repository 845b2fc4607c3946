"""Texts as they are sent in: replacing the names in them, and reading them raw, which is logged each time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import log_view
from accounts.enums import Viewed
from accounts.http import Request
from core.access import opens
from pilots.interviews import actions
from pilots.interviews.actions.texts import keep_until
from pilots.interviews.enums import NameDecision, NameKind
from pilots.interviews.forms import NameForm, ReasonForm, TranscriptForm
from pilots.interviews.models import Consent, Transcript
from pilots.interviews.names import NamesLeftError
from pilots.interviews.pages import names_page
from pilots.interviews.views.doors import open_raw, open_raw_transcript, reason_of, remember_reason

MOST_PSEUDONYM = 120  # characters


@opens("interviews.read_raw_interview")
@require_http_methods(["GET", "POST"])
def transcript_create(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a text in, pasted or as a file, and go on to the names in it."""
    interview = open_raw(request, slug, pk)
    if Consent.objects.against_analysis().filter(participant__interview=interview).exists():
        messages.error(request, _("Somebody in this interview did not agree to internal analysis: keep no text of it."))
        return redirect(interview)
    form = TranscriptForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        transcript = actions.add_transcript(interview=interview, source=source, by=request.user)
        remember_reason(request, interview, _("Sent in this text and replaces the names"))
        messages.success(request, _("The text has been kept. Nobody else can read it until the names are replaced."))
        return redirect("interviews:name-list", slug, pk, transcript.version)
    context = {
        "area": interview.area,
        "interview": interview,
        "form": form,
        "keep_until": keep_until(interview.held_on),
    }
    return render(request, "interviews/transcript_form.html", context)


@opens("interviews.read_raw_interview")
@require_http_methods(["GET", "POST"])
def raw_open(request: Request, slug: str, pk: int, version: int, what: str) -> HttpResponse:
    """Ask why somebody opens the raw text ("ruw") or the list of names ("namen")."""
    transcript = open_raw_transcript(request, slug, pk, version)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remember_reason(request, transcript.interview, form.cleaned_data["reason"])
        return redirect("interviews:raw-text" if what == "ruw" else "interviews:name-list", slug, pk, version)
    context = {
        "area": transcript.interview.area,
        "interview": transcript.interview,
        "transcript": transcript,
        "form": form,
    }
    return render(request, "interviews/raw_open.html", context)


def _log(request: Request, transcript: Transcript, kind: Viewed, reason: str) -> None:
    interview = transcript.interview
    label = f"{interview.area}: {interview}, {transcript.version}"
    log_view(by=request.user, kind=kind, row=transcript, label=label, provinces=interview.area.provinces, reason=reason)


@opens("interviews.read_raw_interview")
@never_cache
@require_safe
def raw_text(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    transcript = open_raw_transcript(request, slug, pk, version)
    reason = reason_of(request, transcript.interview)
    if not reason:
        return redirect("interviews:raw-open", slug, pk, version, "ruw")
    _log(request, transcript, Viewed.RAW_TEXT, reason)
    context = {"area": transcript.interview.area, "interview": transcript.interview, "transcript": transcript}
    return render(request, "interviews/raw_text.html", context)


@opens("interviews.read_raw_interview")
@require_http_methods(["GET", "POST"])
def raw_remove(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remove the raw texts and the list of names now, also when they are closed because consent was withdrawn."""
    interview = open_raw(request, slug, pk)
    if request.method == "POST":
        actions.remove_raw(interview=interview, today=timezone.localdate())
        messages.success(request, _("The text with names and the list of names have been removed."))
        return redirect(interview)
    context = {"area": interview.area, "interview": interview, "keep_until": keep_until(interview.held_on)}
    return render(request, "interviews/raw_remove.html", context)


@opens("interviews.read_raw_interview")
@never_cache
@require_safe
def name_list(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    transcript = open_raw_transcript(request, slug, pk, version)
    if not reason_of(request, transcript.interview):
        return redirect("interviews:raw-open", slug, pk, version, "namen")
    return _names(request, transcript, NameForm())


def _names(request: Request, transcript: Transcript, form: NameForm, status: int = 200) -> HttpResponse:
    reason = reason_of(request, transcript.interview)
    _log(request, transcript, Viewed.NAME_LIST, reason or _("Replaces the names"))
    context = {
        "area": transcript.interview.area,
        "interview": transcript.interview,
        "transcript": transcript,
        "page": names_page(transcript),
        "form": form,
        "keep": NameDecision.KEPT,
        "replace": NameDecision.REPLACED,
    }
    return render(request, "interviews/name_list.html", context, status=status)


@opens("interviews.read_raw_interview")
@require_POST
def name_decide(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    """Keep what was decided about each name, and do what the pressed button says."""
    transcript = open_raw_transcript(request, slug, pk, version)
    interview = transcript.interview
    actions.decide_names(interview=interview, decisions=_decisions(request), by=request.user)
    button, _sep, rest = request.POST.get("do", "").partition(":")
    kind, _sep, decision = rest.partition(":")
    if button == "all" and kind in NameKind.values and decision in NameDecision.values:
        actions.decide_all(interview=interview, kind=NameKind(kind), decision=NameDecision(decision), by=request.user)
    if button == "finish" and _finish(request, transcript):
        return redirect(interview)
    if button != "finish":
        messages.success(request, _("Saved."))
    return redirect("interviews:name-list", slug, pk, version)


def _decisions(request: Request) -> dict[int, tuple[NameDecision, str]]:
    """Read the decisions from the form: `decision-<number>` and `pseudonym-<number>`; nonsense is left out."""
    found = {}
    for field, value in request.POST.items():
        name, _sep, number = field.partition("-")
        if name == "decision" and number.isdecimal() and value in NameDecision.values:
            pseudonym = request.POST.get(f"pseudonym-{number}", "").strip()[:MOST_PSEUDONYM]
            found[int(number)] = (NameDecision(value), pseudonym)
    return found


def _finish(request: Request, transcript: Transcript) -> bool:
    try:
        actions.pseudonymise(transcript=transcript)
    except actions.UndecidedError as undecided:
        text = ngettext(
            "Decide about %(number)d more name first.", "Decide about %(number)d more names first.", undecided.number
        )
        messages.error(request, text % {"number": undecided.number})
        return False
    except actions.CodedError:
        messages.error(
            request, _("This text has excerpts already. Replace an overlooked name from the page for coding.")
        )
        return False
    except NamesLeftError as left:
        message = _("What stands for these names holds the name itself: %(names)s. Choose another pseudonym.")
        messages.error(request, message % {"names": ", ".join(left.names)})
        return False
    messages.success(request, _("The names have been replaced. The text is ready for coding."))
    return True


@opens("interviews.read_raw_interview")
@require_POST
def name_add(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    """Add a name that the search missed."""
    transcript = open_raw_transcript(request, slug, pk, version)
    form = NameForm(request.POST)
    if form.is_valid():
        values = {**form.cleaned_data, "kind": NameKind(form.cleaned_data["kind"])}
        actions.add_name(interview=transcript.interview, by=request.user, **values)
        messages.success(request, _("The name has been added."))
        return redirect("interviews:name-list", slug, pk, version)
    return _names(request, transcript, form, status=422)
