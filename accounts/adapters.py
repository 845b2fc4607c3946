"""Where django-allauth and Django's permissions are told our choices: who may come in, how, and with what."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from accounts.enums import ROLES_WITH_MFA, Role
from accounts.middleware import SECOND_STEPS
from accounts.models import User
from core.mail import html_twin


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: an admin makes the accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Continue in the language of the profile."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """Give the text of allauth's mail an HTML twin."""
        message = super().render_mail(template_prefix, email, context, headers)
        message.attach_alternative(html_twin(message.subject, message.body), "text/html")
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the receiver, where we know it."""
        user = User.objects.filter(emailaddress__email__iexact=email).first()
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, {"site_name": settings.SITE_NAME} | context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on may make an account: the organisation behind it decides who its people are."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Take over name and address; the role stays that of a stakeholder until an admin gives another."""
        user: User = super().populate_user(request, sociallogin, data)
        full_name = " ".join(part for part in (data.get("first_name"), data.get("last_name")) if part)
        user.name = data.get("name") or full_name or user.email
        return user


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted, so that a copy of the database is not enough to log in."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Let nobody remove the second step their role asks for."""
        if settings.DEMO or authenticator.user.role not in ROLES_WITH_MFA:
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_STEPS)
        return others.exclude(pk=authenticator.pk).exists()

    def _get_site_name(self) -> str:
        return settings.SITE_NAME


def _fernet() -> MultiFernet:
    """Return the cipher of the secret key; keys that were replaced can still read what they wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"accounts.mfa" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class OnlyRules:
    """Ends the question of what somebody may do: what no rule allows is refused, and no permission table is asked."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Know nobody: this backend only answers what somebody may do."""

    def has_perm(self, user: User, permission: str, obj: Model | None = None) -> bool:
        """Refuse: Django stops asking other backends at this."""
        raise PermissionDenied

    def has_module_perms(self, user: User, label: str) -> bool:
        raise PermissionDenied


class AdminPermissions:
    """Lets the role admin use the Django admin, without making anybody a superuser who passes every rule."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Know nobody: this backend only answers what somebody may do."""

    def has_perm(self, user: User, permission: str, obj: Model | None = None) -> bool:
        """Allow a permission on a whole model; what may be done with one object stays with the rules of its room."""
        return obj is None and self.has_module_perms(user, permission.partition(".")[0])

    def has_module_perms(self, user: User, label: str) -> bool:
        return bool(user.is_active and user.is_authenticated and user.is_staff and user.role == Role.ADMIN)
