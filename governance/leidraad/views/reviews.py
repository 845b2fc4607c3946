"""Reviewing answers and asking for a review, and the way to a question by its code."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from core.access import opens
from governance.leidraad import teamwork
from governance.leidraad.forms import AskForm, ReviewForm
from governance.leidraad.models import Check
from governance.leidraad.pages import anchor
from governance.leidraad.pages.reviews import reviewers_of
from governance.leidraad.sheets import condition_sheet
from governance.leidraad.views.doors import condition_code, own_check, shown_area


@opens("areas.view_pilotarea")
@require_safe
def question_find(request: Request, slug: str, question: str) -> HttpResponse:
    """Send on to the condition that asks this question; the browser keeps the place on the page."""
    check = get_object_or_404(Check.objects.select_related("version"), area=shown_area(request, slug))
    return redirect("leidraad:condition-detail", slug=slug, code=condition_code(check, question))


@opens("areas.change_pilotarea")
@require_POST
def review_save(request: Request, slug: str, question: str) -> HttpResponse:
    check = own_check(request, slug)
    condition_code(check, question)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _again(request, check, question, form, 422)
    try:
        teamwork.review_answer(check=check, question=question, by=request.user, **form.cleaned_data)
    except teamwork.ReviewError as error:
        form.add_error(None, str(error))
        return _again(request, check, question, form, 409)
    return _done(request, check, question, _("Your review is saved."))


@opens("areas.change_pilotarea")
@require_POST
def review_ask(request: Request, slug: str, question: str) -> HttpResponse:
    check = own_check(request, slug)
    condition_code(check, question)
    form = AskForm(request.POST, people=reviewers_of(check.area))
    if not form.is_valid():
        return _again(request, check, question, form, 422)
    asked_of = form.cleaned_data["asked_of"]
    try:
        teamwork.ask_review(check=check, question=question, asked_of=asked_of, by=request.user)
    except teamwork.ReviewError as error:
        form.add_error("asked_of", str(error))
        return _again(request, check, question, form, 409)
    return _done(request, check, question, _("%(name)s is asked to look at this answer.") % {"name": asked_of})


def _done(request: Request, check: Check, question: str, said: str) -> HttpResponse:
    """Answer with the review as it is now, or go back to its question."""
    code = condition_code(check, question)
    if request.htmx:
        sheet = condition_sheet(check.area, code, user=request.user, can_edit=True)
        row = sheet.row(question) if sheet else None
        if row is None:
            raise Http404
        return render(request, "leidraad/review.html", {"area": check.area, "row": row, "said": said})
    messages.success(request, said)
    return redirect(f"{redirect('leidraad:condition-detail', slug=check.area.slug, code=code).url}#{anchor(question)}")


def _again(request: Request, check: Check, question: str, form: Form, status: int) -> HttpResponse:
    """Answer with a page of the form alone, with what is wrong beside it."""
    context = {"area": check.area, "question": question, "anchor": anchor(question), "form": form}
    response = render(request, "leidraad/review_form.html", context, status=status)
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response
