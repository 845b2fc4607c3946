import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.enums import Role
from accounts.models import OutgoingMail, User
from tests.accounts.people import ENGLISH, with_app
from tests.factories.accounts import MailFactory

ADD = "/beheer/accounts/user/add/"
NEW = {"name": "Nora Nieuw", "email": "Nora@Example.nl", "role": "officer", "province": "NL-GE", "language": "nl"}


@pytest.fixture
def admin_client(login, admin_user):
    with_app(admin_user)
    return login(admin_user)


def test_admin_anonymous_goes_to_the_login_of_the_site(client, db):
    response = client.get("/beheer/", follow=True)

    assert response.redirect_chain[-1][0] == "/account/inloggen/?next=/beheer/"
    assert "username" not in response.content.decode()


@pytest.mark.parametrize("person", ["officer", "coordinator", "stranger", "ambassador", "administrator"])
def test_admin_other_roles_find_nothing(request, login, person):
    response = login(request.getfixturevalue(person)).get("/beheer/", follow=True)

    assert response.status_code == 404


def test_admin_staff_in_another_role_find_nothing(login, officer):
    officer.is_staff = True
    officer.save()

    assert login(officer).get("/beheer/accounts/user/", follow=True).status_code == 404


def test_admin_without_second_step_is_sent_to_set_it_up(login, admin_user):
    assert login(admin_user).get("/beheer/").url == reverse("mfa_index")


def test_admin_opens_lists_and_pages(admin_client, officer):
    mail = MailFactory(subject="Code", text="secret-code")

    users = admin_client.get("/beheer/accounts/user/?q=officer", **ENGLISH)
    user = admin_client.get(f"/beheer/accounts/user/{officer.pk}/change/", **ENGLISH)
    mails = admin_client.get("/beheer/accounts/outgoingmail/", **ENGLISH)
    one = admin_client.get(f"/beheer/accounts/outgoingmail/{mail.pk}/change/", **ENGLISH)

    assert [page.status_code for page in (users, user, mails, one)] == [200] * 4
    assert officer.email in users.content.decode()
    assert "secret-code" not in mails.content.decode() + one.content.decode()


def test_admin_new_account_is_welcomed_without_password(admin_client):
    admin_client.post(ADD, NEW | {"is_active": "on"})

    user = User.objects.get(email="nora@example.nl")
    mail = OutgoingMail.objects.get()
    assert not user.has_usable_password()
    assert (user.role, user.province) == (Role.OFFICER, "NL-GE")
    assert EmailAddress.objects.get(user=user).verified is False
    assert mail.to == ["nora@example.nl"]
    assert reverse("account_login") in mail.text


def test_admin_same_address_in_capitals_is_refused(admin_client):
    admin_client.post(ADD, NEW | {"is_active": "on"})
    response = admin_client.post(ADD, NEW | {"name": "Twin", "is_active": "on"}, **ENGLISH)

    assert response.status_code == 200
    assert User.objects.filter(email__iexact=NEW["email"]).count() == 1


def test_admin_changes_a_role_and_its_history_says_who(admin_client, admin_user, officer):
    url = f"/beheer/accounts/user/{officer.pk}/change/"
    fields = {"name": officer.name, "language": "nl", "is_active": "on"}

    admin_client.post(url, fields | {"role": "coordinator", "province": "NL-UT", "email": "stolen@example.nl"})

    officer.refresh_from_db()
    event = officer.events.latest("pgh_id")
    assert (officer.role, officer.province, officer.email) == ("coordinator", "NL-UT", "officer@example.nl")
    assert (event.role, event.province) == ("coordinator", "NL-UT")
    assert event.pgh_context.metadata["user"] == admin_user.pk


def test_admin_deletes_nobody_and_edits_no_mail(admin_client, officer):
    mail = MailFactory()

    assert admin_client.post(f"/beheer/accounts/user/{officer.pk}/delete/").status_code == 403
    assert admin_client.post(f"/beheer/accounts/outgoingmail/{mail.pk}/delete/").status_code == 403
    assert admin_client.get("/beheer/accounts/outgoingmail/add/").status_code == 403


def test_admin_own_password_is_changed_on_the_site(admin_client):
    assert admin_client.get("/beheer/password_change/").url == reverse("account_change_password")
