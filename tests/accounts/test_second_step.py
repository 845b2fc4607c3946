import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.models import OutgoingMail
from tests.accounts.people import code_of, confirm, is_logged_in, log_in, with_app, with_password

PAGE = "/account/"


def set_up_app(client) -> str:
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def test_app_set_up_then_logging_in_asks_for_its_code(client, person):
    log_in(client, person)
    secret = set_up_app(client)
    client.post(reverse("account_logout"))

    first = log_in(client, person)
    halfway = is_logged_in(client)
    page = client.get(first.url)
    wrong = client.post(first.url, {"code": "000000"})
    client.post(first.url, {"code": code_of(secret)})

    assert first.url == reverse("mfa_authenticate")
    assert not halfway
    assert page.status_code == wrong.status_code == 200
    assert is_logged_in(client)


@pytest.mark.django_db(transaction=True)  # allauth writes the mail after the commit, inside the request
def test_app_secret_is_stored_encrypted_and_the_person_is_told(client, person):
    log_in(client, person)
    secret = set_up_app(client)

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    assert secret not in stored
    assert "The authenticator app is on" in OutgoingMail.objects.values_list("subject", flat=True)


def test_recovery_code_lets_in_once(client, person):
    log_in(client, person)
    set_up_app(client)
    codes = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    client.post(reverse("account_logout"))

    log_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    used_once = is_logged_in(client)
    client.post(reverse("account_logout"))
    log_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert len(codes) == 10
    assert all(code in page for code in codes)
    assert used_once
    assert not is_logged_in(client)


def test_app_can_be_switched_off_by_somebody_whose_role_does_not_need_it(client, person):
    with_app(person)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("mfa_deactivate_totp")

    asked = client.get(url)
    client.post(asked.url, {"code": "wrong"})
    client.post(f"{reverse('account_reauthenticate')}?next={url}", {"password": "correct horse battery staple"})
    page = client.get(url)
    client.post(url)

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert page.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("somebody", ["curator", "admin_user"])
def test_page_role_without_second_step_is_sent_to_set_it_up(request, login, somebody):
    client = login(request.getfixturevalue(somebody))

    response = client.get(PAGE)
    fragment = client.get(PAGE, headers={"HX-Request": "true"})
    page = client.get(response.url)

    assert response.url == reverse("mfa_index")
    assert fragment.headers["HX-Redirect"] == reverse("mfa_index")
    assert page.status_code == 200


def test_page_curator_with_second_step_passes(login, curator):
    with_app(curator)

    assert login(curator).get("/account/").status_code == 200


def test_page_curator_with_only_recovery_codes_is_still_sent(login, curator):
    Authenticator.objects.create(
        user=curator, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "", "used_mask": 0}
    )

    assert login(curator).get(PAGE).url == reverse("mfa_index")


def test_page_curator_in_the_demo_passes(login, curator, settings):
    settings.DEMO = True

    assert login(curator).get("/account/").status_code == 200


def test_page_officer_needs_no_second_step(login, officer):
    assert login(officer).get("/account/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "account_email", "account_logout", "account_reauthenticate"])
def test_page_needed_to_set_up_or_leave_stays_open(client, curator, name):
    with_password(curator)
    log_in(client, curator)

    assert client.get(reverse(name)).status_code == 200


def test_curator_sets_up_and_goes_on(client, curator):
    with_password(curator)
    log_in(client, curator)
    before = client.get("/account/")
    set_up_app(client)
    after = client.get("/account/")

    assert before.url == reverse("mfa_index")
    assert after.status_code == 200


def test_curator_cannot_remove_the_only_second_step(client, curator):
    with_password(curator)
    log_in(client, curator)
    set_up_app(client)

    page = client.get(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))

    assert page.status_code == 200
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_passkey_pages_carry_their_data_without_inline_script(client, person):
    log_in(client, person)
    confirm(client)

    add = client.get(reverse("mfa_add_webauthn"))
    listed = client.get(reverse("mfa_list_webauthn"))
    options = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    assert b'id="js_data" type="application/json"' in add.content
    assert b"<noscript>" in add.content
    assert listed.status_code == 200
    assert options.status_code in {200, 302}
