import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import demo
from accounts.models import OutgoingMail
from tests.accounts.people import ENGLISH, LOGIN, PASSWORD, is_logged_in, log_in, with_password
from tests.factories.accounts import UserFactory

CODE = re.compile(r"\b[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\b")


def test_login_right_password_continues_in_the_language_of_the_profile(client, person):
    response = log_in(client, person)

    assert response.status_code == 302
    assert response.url == reverse("reports:home")
    assert response.cookies["django_language"].value == "en"
    assert is_logged_in(client)


def test_login_address_in_capitals_is_the_same_person(client, person):
    client.post(LOGIN, {"login": "Person@Example.NL", "password": PASSWORD})

    assert is_logged_in(client)


def test_login_goes_on_to_the_page_asked_for_and_never_to_another_site(client, person):
    asked = client.post(f"{LOGIN}?next=/account/e-mail/", {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_logout"))
    elsewhere = client.post(f"{LOGIN}?next=https://evil.example/", {"login": person.email, "password": PASSWORD})

    assert asked.url == "/account/e-mail/"
    assert elsewhere.url == reverse("reports:home")


@pytest.mark.parametrize("address", ["person@example.nl", "nobody@example.nl"])
def test_login_wrong_password_says_the_same_for_known_and_unknown_people(client, person, address):
    response = client.post(LOGIN, {"login": address, "password": "wrong"}, **ENGLISH)

    assert response.status_code == 200
    assert "not correct" in response.content.decode()
    assert not is_logged_in(client)


def test_login_inactive_account_stays_out(client, person):
    person.is_active = False
    person.save()

    response = log_in(client, person)

    assert not is_logged_in(client)
    assert response.url == reverse("account_inactive")
    assert client.get(response.url).status_code == 200


def test_login_too_many_wrong_passwords_locks_even_the_right_one(client, person):
    for _attempt in range(5):
        log_in(client, person, "wrong")

    response = log_in(client, person)

    assert not is_logged_in(client)
    assert "Too many failed login attempts" in response.content.decode()


def test_login_too_many_requests_from_one_place_answers_429(client, person):
    responses = [client.post(LOGIN, {}) for _attempt in range(31)]

    assert [response.status_code for response in responses[-2:]] == [200, 429]
    with override("nl"):
        assert _("Too many attempts") in responses[-1].content.decode()


def test_login_by_code_lets_in_without_a_password(client, person):
    client.post(reverse("account_request_login_code"), {"email": person.email})
    mail = OutgoingMail.objects.get()
    code = CODE.search(mail.text).group()

    page = client.get(reverse("account_confirm_login_code"))
    wrong = client.post(reverse("account_confirm_login_code"), {"code": "AAA-AAA"}, **ENGLISH)
    right = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert mail.to == [person.email]
    assert mail.subject == "Your code to log in"
    assert page.status_code == 200
    assert "Incorrect code" in wrong.content.decode()
    assert right.status_code == 302
    assert is_logged_in(client)


def test_login_by_code_unknown_address_gets_no_mail_and_the_same_page(client, db):
    response = client.post(reverse("account_request_login_code"), {"email": "nobody@example.nl"})

    assert response.url == reverse("account_confirm_login_code")
    assert client.get(response.url).status_code == 200
    assert not OutgoingMail.objects.exists()


def test_login_by_code_confirms_the_address_of_a_new_account(client, db):
    user = UserFactory(email="new@example.nl")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)

    client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(reverse("account_confirm_login_code"), {"code": CODE.search(OutgoingMail.objects.get().text).group()})

    assert is_logged_in(client)
    assert EmailAddress.objects.get().verified


def test_login_unconfirmed_address_first_gets_a_mail_with_a_link(client, db):
    user = with_password(UserFactory(email="new@example.nl", language="en"))
    EmailAddress.objects.update(verified=False)

    response = log_in(client, user)
    link = re.search(r"http://testserver(\S+)", OutgoingMail.objects.get().text).group(1)
    page = client.get(link)
    client.post(link)

    assert response.url == reverse("account_email_verification_sent")
    assert page.status_code == 200
    assert EmailAddress.objects.get().verified


def test_logout_asks_first_and_then_logs_out(client, person):
    log_in(client, person)

    page = client.get(reverse("account_logout"))
    still_in = is_logged_in(client)
    client.post(reverse("account_logout"))

    assert page.status_code == 200
    assert still_in
    assert not is_logged_in(client)


def test_signup_is_closed_and_makes_nobody(client, db, django_user_model):
    page = client.get(reverse("account_signup"))
    posted = client.post(reverse("account_signup"), {"email": "new@example.nl", "password1": PASSWORD})

    assert page.status_code == posted.status_code == 200
    assert not django_user_model.objects.exists()


def test_login_page_shows_demo_accounts_only_in_the_demo(client, db, settings):
    demo.load()
    outside = client.get(LOGIN).content.decode()
    settings.DEMO = True
    inside = client.get(LOGIN).content.decode().replace("<wbr>", "")

    assert not any(address in outside for address in demo.addresses())
    assert demo.PASSWORD not in outside
    assert all(address in inside for address in demo.addresses())
    assert demo.PASSWORD in inside
