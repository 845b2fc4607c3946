"""Interviews of an area, their participants and memos, and excerpts by theme."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from core.edits import lock
from core.htmx import render_part
from pilots.areas.models import PilotArea
from pilots.codebook.models import newest
from pilots.interviews import actions
from pilots.interviews.enums import InterviewState
from pilots.interviews.filters import ExcerptFilter
from pilots.interviews.forms import InterviewForm, MemoForm, ParticipantForm
from pilots.interviews.models import Excerpt, Interview, Memo
from pilots.interviews.pages import found_excerpts, interview_page
from pilots.interviews.views.doors import open_area, open_interview, open_raw

PAGE_SIZE = 50


@opens("interviews.view_interview")
@require_safe
def interview_list(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug)
    own = Interview.objects.visible_to(request.user).filter(area=area).select_related("interviewer")
    rows = own.annotate(
        people=Count("participants", distinct=True), excerpts=Count("transcripts__excerpts", distinct=True)
    )
    page = Paginator(rows.order_by("-held_on", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "interviews/interview_list.html", {"area": area, "page": page})


@opens("interviews.change_interview")
@require_http_methods(["GET", "POST"])
def interview_create(request: Request, slug: str) -> HttpResponse:
    area = open_area(request, slug)
    form = InterviewForm(
        request.POST or None, instance=Interview(area=area), area=area, initial={"interviewer": request.user.pk}
    )
    if request.method == "POST" and form.is_valid():
        interview = _save(form)
        messages.success(request, _("The interview has been added. Now say who took part."))
        return redirect(interview)
    return render(request, "interviews/interview_form.html", {"area": area, "form": form})


@opens("interviews.change_interview")
@require_http_methods(["GET", "POST"])
@transaction.atomic
def interview_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    interview = open_interview(request, slug, pk, "interviews.change_interview")
    if request.method == "POST":
        lock(interview)
    form = InterviewForm(request.POST or None, instance=interview, area=interview.area)
    if not request.user.has_perm("interviews.read_raw_interview", interview):
        del form.fields["interviewer"]  # or an officer would give themselves the names
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect(_save(form))
    return render(
        request, "interviews/interview_form.html", {"area": interview.area, "form": form, "interview": interview}
    )


def _save(form: InterviewForm) -> Interview:
    interview: Interview = form.save(commit=False)
    if interview.state != InterviewState.PROCESSED:
        is_planned = interview.held_on > timezone.localdate()
        interview.state = InterviewState.PLANNED if is_planned else InterviewState.HELD
    if interview.pk:
        interview.save(update_fields=[*form.stored_fields, "state"])
    else:
        interview.save()
    return interview


@opens("interviews.view_interview")
@require_safe
def interview_detail(request: Request, slug: str, pk: int) -> HttpResponse:
    return _detail(request, open_interview(request, slug, pk), MemoForm())


def _detail(request: Request, interview: Interview, memo_form: MemoForm, status: int = 200) -> HttpResponse:
    context = {
        "area": interview.area,
        "page": interview_page(interview, request.user),
        "memo_form": memo_form,
        "can_read_raw": request.user.has_perm("interviews.read_raw_interview", interview),
    }
    return render(request, "interviews/interview_detail.html", context, status=status)


@opens("interviews.view_interview")
@require_POST
def memo_create(request: Request, slug: str, pk: int) -> HttpResponse:
    interview = open_interview(request, slug, pk)
    form = MemoForm(request.POST, instance=Memo(interview=interview, created_by=request.user))
    if not form.is_valid():
        return _detail(request, interview, form, status=422)
    form.save()
    messages.success(request, _("The memo has been added."))
    return redirect(f"{interview.get_absolute_url()}#memos")


@opens("interviews.view_interview")
@require_POST
def memo_delete(request: Request, slug: str, pk: int, memo: int) -> HttpResponse:
    """Remove an own memo; those of others stay."""
    interview = open_interview(request, slug, pk)
    own = get_object_or_404(interview.memos.filter(created_by=request.user), pk=memo)
    own.delete()
    messages.success(request, _("The memo has been removed."))
    if own.excerpt_id:
        return redirect("interviews:excerpt-detail", slug, pk, own.excerpt_id)
    return redirect(f"{interview.get_absolute_url()}#memos")


@opens("interviews.read_raw_interview")
@require_http_methods(["GET", "POST"])
def participant_create(request: Request, slug: str, pk: int) -> HttpResponse:
    interview = open_raw(request, slug, pk)
    form = ParticipantForm(request.POST or None, interview=interview)
    if request.method == "POST" and form.is_valid():
        actions.add_participant(
            interview=interview, person=form.saved_person(), label=form.cleaned_data["label"], by=request.user
        )
        messages.success(request, _("The participant has been added. Record what they consent to."))
        return redirect(interview)
    return render(
        request, "interviews/participant_form.html", {"area": interview.area, "interview": interview, "form": form}
    )


@opens(ACCOUNT)
@require_safe
def excerpt_list(request: Request) -> HttpResponse:
    """Show excerpts by theme, over all interviews: each reader sees what its speaker allows them."""
    visible = Excerpt.objects.visible_to(request.user).with_named()
    areas = PilotArea.objects.filter(interviews__transcripts__excerpts__in=visible.order_by()).distinct()
    worked = Interview.objects.visible_to(request.user)
    found = ExcerptFilter(request.GET, visible, areas=list(areas.values_list("slug", "name")), own=worked)
    rows = found.qs.select_related("participant__person", "release", "transcript__interview__area")
    shapeless = rows.defer(
        "transcript__text", "transcript__interview__area__boundary", "transcript__interview__area__outline"
    )
    page = Paginator(shapeless.prefetch_related("codings"), PAGE_SIZE).get_page(request.GET.get("page"))
    own = set(worked.values_list("pk", flat=True))
    context = {
        "filter": found,
        "page": page,
        "rows": found_excerpts(page.object_list, own, newest()),
        "is_filtered": any(request.GET.values()),
    }
    return render_part(request, "interviews/excerpt_list.html", "found", context)
