import re

from django.urls import reverse

from accounts.models import OutgoingMail
from tests.accounts.people import ENGLISH, PASSWORD, is_logged_in, log_in

NEW = "vier losse woorden hier"


def link_from_mail() -> str:
    return re.search(r"http://testserver(\S+)", OutgoingMail.objects.get().text).group(1)


def test_forgotten_password_link_sets_a_new_one_and_works_once(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = link_from_mail()
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    again = client.get(link, follow=True).content.decode()
    log_in(client, person, NEW)

    assert is_logged_in(client)
    assert 'name="password1"' in form.content.decode()
    assert 'name="password1"' not in again


def test_forgotten_password_unknown_address_gets_the_same_answer_and_no_mail(client, db):
    response = client.post(reverse("account_reset_password"), {"email": "nobody@example.nl"})

    assert response.url == reverse("account_reset_password_done")
    assert client.get(response.url).status_code == 200
    assert not OutgoingMail.objects.exists()


def test_forgotten_password_rate_limit_stops_flooding_a_mailbox(client, person):
    for _attempt in range(8):
        client.post(reverse("account_reset_password"), {"email": person.email})

    assert OutgoingMail.objects.count() == 5


def test_change_password_needs_the_old_one(client, person):
    log_in(client, person)
    url = reverse("account_change_password")

    wrong = client.post(url, {"oldpassword": "wrong", "password1": NEW, "password2": NEW}, **ENGLISH)
    right = client.post(url, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert wrong.status_code == 200
    assert "current password" in wrong.content.decode()
    assert right.url == reverse("accounts:profile")
    assert is_logged_in(client)
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_change_password_too_short_is_refused_beside_the_field(client, person):
    log_in(client, person)

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"},
        **ENGLISH,
    )

    assert "too short" in response.content.decode()


def test_person_without_password_can_choose_one(login, officer):
    officer.set_unusable_password()
    officer.save()
    client = login(officer)

    page = client.get(reverse("account_set_password"))
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})

    officer.refresh_from_db()
    assert page.status_code == 200
    assert officer.check_password(NEW)
