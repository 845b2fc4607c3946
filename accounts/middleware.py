"""What every request passes before its view: the login, and the second step for those who need one."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pghistory.middleware
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from accounts.enums import ROLES_WITH_MFA
from core.masking import mask

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# Pages one needs to get a second step, or to leave.
OPEN_WITHOUT = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_set_password",
        "set_language",
    }
)


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Notes with each change who made it and on which page, without the secret of a personal link."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request)
        return context | {"url": mask(request.path)}


class LoginMiddleware(LoginRequiredMiddleware):
    """Sends htmx to the login page as a whole; otherwise a login form would appear inside a part of the page."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        if not _is_fragment(request):
            return super().handle_no_permission(request, view_func)
        came_from = urlsplit(request.headers.get("HX-Current-URL", ""))
        target = redirect_to_login(came_from._replace(scheme="", netloc="").geturl(), resolve_url(settings.LOGIN_URL))
        return _go(request, target.url)


class SecondStepMiddleware:
    """Holds the roles that change what everybody reads until they have a second step; the demo waives it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Send to the set-up page, unless the page is needed for that."""
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if settings.DEMO or name.startswith("mfa_") or name in OPEN_WITHOUT or not _lacks_second_step(request):
            return None
        messages.info(request, _("Your role can change what everybody reads. Set up a second step first."))
        return _go(request, resolve_url("mfa_index"))


def _lacks_second_step(request: HttpRequest) -> bool:
    user = request.user
    if not user.is_authenticated or user.role not in ROLES_WITH_MFA:
        return False
    return not get_adapter().is_mfa_enabled(user, types=SECOND_STEPS)


def _is_fragment(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _go(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": url}) if _is_fragment(request) else redirect(url)
