"""Every account page in both languages, as a person with everything set up sees it."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.accounts.people import confirm, log_in

OUTSIDE = [
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
    "socialaccount_login_cancelled",
]
INSIDE = [
    "accounts:profile",
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
    "socialaccount_connections",
]


def check(response):
    page = response.content.decode()
    scripts = re.findall(r"<script(?P<attributes>[^>]*)>", page)
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert re.search(r"<title>\s*\w", page)
    assert all("src=" in attributes or 'type="application/json"' in attributes for attributes in scripts)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_page_logged_out(client, name, language):
    check(client.get(reverse(name), headers={"accept-language": language}))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", INSIDE)
def test_page_logged_in(client, person, name, language):
    log_in(client, person)
    confirm(client)
    client.post(reverse("set_language"), {"language": language})

    check(client.get(reverse(name)))


def test_page_addresses_with_several(client, person):
    EmailAddress.objects.create(user=person, email="other@example.nl", verified=False)
    log_in(client, person)
    confirm(client)

    response = client.get(reverse("account_email"))
    client.post(reverse("account_email"), {"email": "other@example.nl", "action_remove": ""})

    check(response)
    assert "other@example.nl" in response.content.decode()
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [person.email]


def test_page_address_added_gets_a_mail_and_third_is_the_last(client, person):
    log_in(client, person)
    confirm(client)
    for number in range(4):
        client.post(reverse("account_email"), {"email": f"extra{number}@example.nl", "action_add": ""})

    assert EmailAddress.objects.count() == 3


def test_page_passkeys_with_one(client, person):
    key = Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue key", "credential": {}}
    )
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    confirm(client)

    listed = client.get(reverse("mfa_list_webauthn"))
    check(listed)
    check(client.get(reverse("mfa_edit_webauthn", args=[key.pk])))
    check(client.get(reverse("mfa_remove_webauthn", args=[key.pk])))
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Green key"})

    assert "Blue key" in listed.content.decode()
    assert "Green key" in client.get(reverse("mfa_list_webauthn")).content.decode()


def test_page_passkey_of_somebody_else_does_not_exist(client, person, curator):
    key = Authenticator.objects.create(
        user=curator, type=Authenticator.Type.WEBAUTHN, data={"name": "Theirs", "credential": {}}
    )
    log_in(client, person)
    confirm(client)

    assert client.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 404
    assert client.get(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
