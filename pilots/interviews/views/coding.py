"""Coding: selecting pieces of text, giving them themes, and proposing them as quotes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from pilots.codebook.models import newest
from pilots.interviews import actions
from pilots.interviews.enums import Purpose
from pilots.interviews.forms import ExcerptForm, HideForm, MemoForm, ThemesForm
from pilots.interviews.models import Excerpt, Interview, Memo, Transcript
from pilots.interviews.names import NamesLeftError
from pilots.interviews.pages import coding_mark, coding_page, coding_rows
from pilots.interviews.speech import sentences, turns
from pilots.interviews.views.doors import open_excerpt, open_raw, open_transcript

TEMPLATE = "interviews/coding.html"


@opens("interviews.view_interview")
@require_safe
def transcript_code(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    transcript = open_transcript(request, slug, pk, version)
    return _coding(request, transcript, None)


def _coding(
    request: Request, transcript: Transcript, form: ExcerptForm | None, *, saved: int = 0, status: int = 200
) -> HttpResponse:
    interview = transcript.interview
    page = coding_page(transcript)
    context = {
        "area": interview.area,
        "interview": interview,
        "page": page,
        "form": form or ExcerptForm(interview=interview, book=page.book, sentences=page.sentences),
        "saved": page.numbers.get(saved, 0),
        "is_news": False,
        **_words(interview),
        "can_read_raw": request.user.has_perm("interviews.read_raw_interview", interview),
    }
    return render_part(request, TEMPLATE, "work", context, status=status)


def _words(interview: Interview) -> dict[str, str]:
    """Return what every row of the list needs: made once, instead of looked up per row."""
    below = reverse("interviews:interview-detail", args=[interview.area.slug, interview.pk])
    return {"base": f"{below}fragmenten/", "sentence_word": _("sentence")}


@opens("interviews.view_interview")
@never_cache
@require_safe
def transcript_news(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    """Answer with the excerpts and the marks as they are now; with nothing (204) when `gezien` says they were seen."""
    transcript = open_transcript(request, slug, pk, version)
    if not request.htmx:
        return redirect("interviews:transcript-code", slug, pk, version)
    if request.GET.get("gezien") == coding_mark(transcript):
        return HttpResponse(status=204)
    interview = transcript.interview
    context = {"area": interview.area, "interview": interview, "page": coding_page(transcript), **_words(interview)}
    return render(request, f"{TEMPLATE}#news", {**context, "is_news": True})


@opens("interviews.view_interview")
@require_POST
def excerpt_create(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    """Keep a selected piece with its themes. The answer also shows what others added meanwhile."""
    transcript = open_transcript(request, slug, pk, version)
    book = newest()
    cut = sentences(transcript.text, turns(transcript.text))
    form = ExcerptForm(request.POST, interview=transcript.interview, book=book, sentences=cut)
    if not form.is_valid() or book is None:
        return _coding(request, transcript, form, status=200 if request.htmx else 422)
    values = {name: form.cleaned_data[name] for name in ("participant", "start", "end", "themes")}
    excerpt = actions.code(transcript=transcript, codebook=book, by=request.user, **values)
    if request.htmx:
        return _coding(request, transcript, None, saved=excerpt.pk)
    messages.success(request, _("The excerpt has been kept."))
    return redirect("interviews:transcript-code", slug, pk, version)


@opens("interviews.view_interview")
@require_safe
def excerpt_detail(request: Request, slug: str, pk: int, excerpt: int) -> HttpResponse:
    found = open_excerpt(request, slug, pk, excerpt)
    return _excerpt(request, found, MemoForm(), ThemesForm(book=newest()))


def _excerpt(
    request: Request, excerpt: Excerpt, memo_form: MemoForm, themes_form: ThemesForm, status: int = 200
) -> HttpResponse:
    interview = excerpt.transcript.interview
    context = {
        "area": interview.area,
        "interview": interview,
        "excerpt": excerpt,
        "release": getattr(excerpt, "release", None),
        "codings": coding_rows(excerpt),
        "memos": excerpt.memos.select_related("created_by"),
        "memo_form": memo_form,
        "themes_form": themes_form,
        "may_quote": Excerpt.objects.usable_for(Purpose.QUOTE).filter(pk=excerpt.pk).exists(),
        "can_delete": excerpt.created_by_id == request.user.pk,
    }
    return render(request, "interviews/excerpt_detail.html", context, status=status)


def _back(excerpt: Excerpt) -> HttpResponse:
    interview = excerpt.transcript.interview
    return redirect("interviews:excerpt-detail", interview.area.slug, interview.pk, excerpt.pk)


@opens("interviews.view_interview")
@require_POST
def excerpt_theme(request: Request, slug: str, pk: int, excerpt: int) -> HttpResponse:
    """Add own themes to an excerpt."""
    found = open_excerpt(request, slug, pk, excerpt)
    book = newest()
    form = ThemesForm(request.POST, book=book)
    if not form.is_valid() or book is None:
        return _excerpt(request, found, MemoForm(), form, status=422)
    actions.add_codings(excerpt=found, themes=form.cleaned_data["themes"], codebook=book, by=request.user)
    messages.success(request, _("The themes have been added."))
    return _back(found)


@opens("interviews.view_interview")
@require_POST
def coding_delete(request: Request, slug: str, pk: int, excerpt: int, coding: int) -> HttpResponse:
    """Take an own theme away; those of other coders stay."""
    found = open_excerpt(request, slug, pk, excerpt)
    get_object_or_404(found.codings.filter(created_by=request.user), pk=coding).delete()
    messages.success(request, _("Your theme has been taken away."))
    return _back(found)


@opens("interviews.view_interview")
@require_POST
def excerpt_memo(request: Request, slug: str, pk: int, excerpt: int) -> HttpResponse:
    found = open_excerpt(request, slug, pk, excerpt)
    memo = Memo(interview=found.transcript.interview, excerpt=found, created_by=request.user)
    form = MemoForm(request.POST, instance=memo)
    if not form.is_valid():
        return _excerpt(request, found, form, ThemesForm(book=newest()), status=422)
    form.save()
    messages.success(request, _("The memo has been added."))
    return _back(found)


@opens("interviews.view_interview")
@require_POST
def excerpt_propose(request: Request, slug: str, pk: int, excerpt: int) -> HttpResponse:
    """Propose an excerpt as a quote to who said it."""
    found = open_excerpt(request, slug, pk, excerpt)
    if actions.propose_quote(excerpt=found):
        messages.success(request, _("The quote waits for the interviewee. Mail the link when all quotes are chosen."))
    else:
        messages.error(request, _("This person did not consent to quotes."))
    return _back(found)


@opens("interviews.view_interview")
@require_http_methods(["GET", "POST"])
def excerpt_delete(request: Request, slug: str, pk: int, excerpt: int) -> HttpResponse:
    """Remove an own excerpt, with its themes and memos."""
    found = open_excerpt(request, slug, pk, excerpt)
    if found.created_by_id != request.user.pk:
        raise Http404
    interview = found.transcript.interview
    if request.method == "POST":
        version = found.transcript.version
        actions.delete_excerpt(excerpt=found)
        messages.success(request, _("The excerpt has been removed."))
        return redirect("interviews:transcript-code", slug, pk, version)
    context = {"area": interview.area, "interview": interview, "excerpt": found}
    return render(request, "interviews/excerpt_delete.html", context)


@opens("interviews.read_raw_interview")
@require_http_methods(["GET", "POST"])
def name_hide(request: Request, slug: str, pk: int, version: int) -> HttpResponse:
    """Replace a name that was overlooked when the names were replaced."""
    open_raw(request, slug, pk)
    transcript = open_transcript(request, slug, pk, version)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.hide_name(transcript=transcript, by=request.user, **form.cleaned_data)
        except NamesLeftError:
            form.add_error("pseudonym", _("This holds the name itself. Choose something else."))
        else:
            messages.success(request, _("The name was replaced %(number)d times.") % {"number": number})
            return redirect("interviews:transcript-code", slug, pk, version)
    context = {"area": transcript.interview.area, "interview": transcript.interview, "transcript": transcript}
    return render(request, "interviews/name_hide.html", {**context, "form": form})
