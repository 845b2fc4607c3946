"""The pages of an account that are ours; logging in and everything around it are allauth's."""

from http import HTTPStatus

import structlog
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language
from requests import RequestException

from accounts import actions, digest
from accounts.filters import ViewLogFilter
from accounts.forms import ProfileForm, TaskFilterForm
from accounts.http import Request
from accounts.models import ViewLog
from accounts.pages import task_page, task_summary
from core.access import ACCOUNT, EVERYBODY, opens
from core.htmx import render_part

log = structlog.get_logger(__name__)


@opens(ACCOUNT)
@require_http_methods(["GET", "POST"])
def profile(request: Request) -> HttpResponse:
    """Show and change one's own name and language, with the way to password, addresses, second step and sessions."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        with translation.override(user.language):
            messages.success(request, _("Your details have been saved."))
        response = redirect("accounts:profile")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response
    return render(request, "account/profile.html", {"form": form})


@opens(ACCOUNT)
@require_safe
def task_list(request: Request) -> HttpResponse:
    """Show what there is to do and to read for whoever is logged in."""
    query = request.GET
    page = task_page(
        request.user,
        timezone.localdate(),
        area=query.get("gebied", ""),
        kind=query.get("soort", ""),
        only_overdue="te_laat" in query,
    )
    form = TaskFilterForm(query or None, areas=page.areas, kinds=page.kinds)
    context = {"page": page, "form": form, "is_filtered": any(query.values())}
    return render_part(request, "account/task_list.html", "tasks", context)


@opens(ACCOUNT)
@require_safe
def task_short(request: Request) -> HttpResponse:
    """Show the first tasks, as a part of the front page."""
    summary = task_summary(request.user, timezone.localdate())
    return render(request, "account/task_short.html", {"summary": summary})


@opens(EVERYBODY)
@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the site, and remember it in the profile of whoever is logged in."""
    code = request.POST.get("language", "")
    if request.user.is_authenticated and code in dict(settings.LANGUAGES):
        request.user.language = code
        request.user.save(update_fields=["language"])
    return set_language(request)


@opens(EVERYBODY)
@login_not_required
@csrf_exempt  # the button of a mail programme sends no cookie; all it can do is stop this mail
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_off(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the daily overview of whoever got this link by mail; only a POST does, so that no scanner of mail can."""
    user = digest.user_of(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        actions.switch_off_digest(user=user)
    response = render(request, "account/digest_off.html", {"is_off": not user.has_digest})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@opens(EVERYBODY)
@login_not_required
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the identity provider; when it does not answer, say so and let people log in another way."""
    try:
        response: HttpResponse = openid_connect.login(request, provider_id)
    except RequestException as error:
        log.warning("identity provider unreachable", provider=provider_id, error=str(error))
        return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.BAD_GATEWAY)
    return response


@opens("accounts.view_viewlog")
@require_safe
def view_log(request: Request) -> HttpResponse:
    """Show who opened which raw texts and lists of names, and why, to the privacy officer."""
    if not request.user.has_perm("accounts.view_viewlog", ViewLog()):
        raise Http404
    found = ViewLogFilter(request.GET, ViewLog.objects.visible_to(request.user).select_related("user"))
    page = Paginator(found.qs, 50).get_page(request.GET.get("page"))
    context = {"filter": found, "page": page, "is_filtered": any(request.GET.values())}
    return render_part(request, "account/view_log.html", "found", context)
