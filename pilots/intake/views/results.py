"""Results of a round, for who works in its area: totals, people, texts with themes, places, files and comparisons."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import log_view
from accounts.enums import Viewed
from accounts.http import Request
from core.access import opens
from core.htmx import render_part
from core.tabular import csv_response, xlsx_response
from pilots.areas.views.doors import enter
from pilots.codebook.models import newest
from pilots.intake.actions.coding import UnknownThemeError, give_theme, take_theme
from pilots.intake.exports import places, result_table
from pilots.intake.filters import ResponseFilter, TextFilter, invitations_of
from pilots.intake.models import Answer, Attachment, Round
from pilots.intake.pages import coding
from pilots.intake.pages.comparing import comparison_page
from pilots.intake.pages.overview import person_rows, place_rows, response_page, round_results
from pilots.intake.pages.reading import read_people, sent_responses
from pilots.intake.pages.response import response_overview
from pilots.intake.results import LEAST

PER_PAGE = 50
TEXTS_PER_PAGE = 20
SHEETS = frozenset({"xlsx", "csv"})


def _round(request: Request, slug: str, pk: int) -> Round:
    """Return a round whose answers this person may read; otherwise it does not exist."""
    rounds = Round.objects.managed_by(request.user).select_related("area__coordinator", "form_version__form")
    found = get_object_or_404(rounds, area__slug=slug, pk=pk)
    enter(request, found.area)
    return found


def _filter(request: Request, round_: Round, book: coding.ThemeBook | None = None) -> ResponseFilter:
    themes = (book or coding.theme_book()).choices()
    return ResponseFilter(request.GET, queryset=sent_responses(round_), themes=themes)


@opens("intake.view_round")
@never_cache
@require_safe
def detail(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = _round(request, slug, pk)
    chosen = _filter(request, round_)
    context = {
        "round": round_,
        "area": round_.area,
        "filter": chosen,
        "query": request.GET.urlencode(),
        "overview": response_overview(invitations_of(chosen, round_.invitations.all())),
        "results": round_results(round_, chosen.qs),
    }
    return render_part(request, "intake/results/detail.html", "results", context)


@opens("intake.view_round")
@never_cache
@require_safe
def responses(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = _round(request, slug, pk)
    chosen = _filter(request, round_)
    people = read_people(chosen.qs, with_names=True)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": round_,
        "area": round_.area,
        "filter": chosen,
        "query": request.GET.urlencode(),
        "page": page,
        "rows": person_rows(round_, list(page)),
    }
    return render_part(request, "intake/results/responses.html", "results", context)


@opens("intake.view_round")
@never_cache
@require_safe
def response(request: Request, slug: str, pk: int, response: int) -> HttpResponse:
    round_ = _round(request, slug, pk)
    rows = sent_responses(round_).select_related("form_version", "invitation__person")
    found = get_object_or_404(rows, pk=response)
    context = {"round": round_, "area": round_.area, "page": response_page(round_, found, with_names=True)}
    return render(request, "intake/results/response.html", context)


@opens("intake.view_round")
@never_cache
@require_safe
def file(request: Request, slug: str, pk: int, file: int) -> FileResponse:
    """Send a file as a download: a browser never shows it inside this site, whatever it contains."""
    sent = Attachment.objects.filter(response__in=sent_responses(_round(request, slug, pk)))
    found = get_object_or_404(sent, pk=file)
    answer_sent = Answer.objects.filter(response=found.response_id, question=found.question).first()
    if answer_sent is None or found.pk not in (answer_sent.sent or []):
        raise Http404
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@opens("intake.view_round")
@never_cache
@require_safe
def texts(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = _round(request, slug, pk)
    book, questions = coding.theme_book(), coding.text_questions(round_)
    chosen = TextFilter(request.GET, queryset=sent_responses(round_), themes=book.choices(), questions=questions)
    people = read_people(chosen.qs, with_names=True)
    texts_page = coding.texts_page(round_, people, questions, book, chosen.wanted)
    context = {
        "round": round_,
        "area": round_.area,
        "filter": chosen,
        "texts": texts_page,
        "page": Paginator(texts_page.texts, TEXTS_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render_part(request, "intake/results/texts.html", "results", context)


@opens("intake.view_round")
@require_POST
def theme(request: Request, slug: str, pk: int, answer: int) -> HttpResponse:
    """Give a theme to an answer (`thema`), or take one away (`weg`); answers with the answer as it is now."""
    round_ = _round(request, slug, pk)
    found = coding.answer_of(round_, answer)
    codebook = newest()
    if found is None or codebook is None:
        raise Http404
    error = ""
    try:
        if "weg" in request.POST:
            take_theme(answer=found, theme=request.POST["weg"])
        else:
            give_theme(answer=found, theme=request.POST.get("thema", ""), codebook=codebook, by=request.user)
    except UnknownThemeError:
        error = _("Choose a theme from the list first.")
    return _themed(request, round_, found, error)


def _themed(request: Request, round_: Round, answer: Answer, error: str) -> HttpResponse:
    if not request.htmx:
        if error:
            messages.error(request, error)
        back = urlsplit(request.headers.get("Referer", "")).query
        here = reverse("intake:results-texts", args=[round_.area.slug, round_.pk])
        return redirect(f"{here}{f'?{back}' if back else ''}#antwoord-{answer.pk}")
    book = coding.theme_book()
    text = coding.one_text(round_, answer, book)
    if text is None:
        raise Http404
    context = {
        "round": round_,
        "text": text,
        "options": coding.theme_options(book),
        "error": error,
        "is_changed": True,
    }
    return render(request, "intake/results/text.html", context, status=422 if error else 200)


@opens("intake.view_round")
@never_cache
@require_safe
def export(request: Request, slug: str, pk: int, kind: str) -> HttpResponseBase:
    round_ = _round(request, slug, pk)
    with_names = request.GET.get("namen") == "ja"
    people = read_people(_filter(request, round_).qs, with_names=with_names)
    name = f"intake-{round_.area.slug}-{round_.pk}"
    if with_names and kind in SHEETS:
        _log_names(request, round_, len(people))
    if kind == "geojson":
        response = JsonResponse(places(round_, people, settings.SITE_URL), content_type="application/geo+json")
        response["Content-Disposition"] = f'attachment; filename="{name}.geojson"'
        return response
    table = result_table(round_, people, with_names=with_names)
    if kind == "xlsx":
        return xlsx_response(f"{name}.xlsx", table.header, table.rows, title=_("Results"))
    if kind == "csv":
        return csv_response(f"{name}.csv", table.header, table.rows)
    raise Http404


def _log_names(request: Request, round_: Round, number: int) -> None:
    """Write down that a file with names left the house; geojson holds none, whatever was asked."""
    label = f"{round_.area}: {round_.title}"
    reason = ngettext("Export of %(number)d person", "Export of %(number)d people", number) % {"number": number}
    kind, provinces = Viewed.NAMED_ANSWERS, round_.area.provinces
    log_view(by=request.user, kind=kind, row=round_, label=label, provinces=provinces, reason=reason)


@opens("intake.view_round")
@never_cache
@require_safe
def places_map(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = _round(request, slug, pk)
    return JsonResponse(places(round_, read_people(_filter(request, round_).qs, with_names=False)))


@opens("intake.view_round")
@never_cache
@require_safe
def places_list(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = _round(request, slug, pk)
    chosen = _filter(request, round_)
    context = {
        "round": round_,
        "area": round_.area,
        "filter": chosen,
        "query": request.GET.urlencode(),
        "rows": place_rows(round_, read_people(chosen.qs, with_names=True)),
    }
    return render_part(request, "intake/results/places.html", "results", context)


@opens("intake.view_round")
@never_cache
@require_safe
def compare(request: Request, slug: str, pk: int) -> HttpResponse:
    round_ = _round(request, slug, pk)
    chosen = [int(value) for value in request.GET.getlist("met") if value.isdecimal() and len(value) < 19]
    page = comparison_page(round_, request.user, chosen)
    context = {"round": round_, "area": round_.area, "page": page, "least": LEAST}
    return render_part(request, "intake/results/compare.html", "results", context)
