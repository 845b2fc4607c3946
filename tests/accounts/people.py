"""What the tests of the account pages share: people who can log in for real."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from accounts.models import User

PASSWORD = "correct horse battery staple"
LOGIN = "/account/inloggen/"
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def with_app(user: User) -> str:
    """Give `user` an authenticator app and return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    """Return the code that an app with this secret shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def log_in(client: Client, user: User, password: str = PASSWORD):
    return client.post(LOGIN, {"login": user.email, "password": password}, **ENGLISH)


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def confirm(client: Client) -> None:
    """Fill in the password once more, as pages that protect the account ask."""
    client.post("/account/bevestigen/", {"password": PASSWORD})
