import pytest
from django.urls import reverse

from tests.accounts.people import ENGLISH, log_in


@pytest.fixture
def profile_url():
    return reverse("accounts:profile")


def test_profile_anonymous_goes_to_the_login(client, profile_url):
    response = client.get(profile_url)

    assert response.url == f"{reverse('account_login')}?next={profile_url}"


def test_profile_anonymous_fragment_takes_the_whole_page_to_the_login(client, profile_url):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/gebieden/?provincie=NL-GE"}

    response = client.get(profile_url, headers=headers)

    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/account/inloggen/?next=/gebieden/%3Fprovincie%3DNL-GE"


def test_profile_wrong_method_is_refused(login, officer, profile_url):
    assert login(officer).delete(profile_url).status_code == 405


def test_profile_shows_what_is_ones_own(login, officer, profile_url):
    page = login(officer).get(profile_url, **ENGLISH).content.decode()

    assert officer.email in page
    assert "Provincial officer" in page
    assert "Gelderland" in page


def test_profile_saves_name_and_language_and_nothing_else(login, officer, profile_url):
    client = login(officer)

    response = client.post(profile_url, {"name": "Nina", "language": "en", "role": "admin", "is_staff": "on"})

    officer.refresh_from_db()
    assert response.url == profile_url
    assert (officer.name, officer.language, officer.role, officer.is_staff) == ("Nina", "en", "officer", False)
    assert "My account" in client.get(profile_url).content.decode()


def test_profile_empty_name_gets_a_message(login, officer, profile_url):
    response = login(officer).post(profile_url, {"name": "", "language": "nl"}, **ENGLISH)

    assert response.status_code == 200
    assert "This field is required" in response.content.decode()


def test_profile_number_of_queries(login, officer, profile_url, django_assert_max_num_queries):
    client = login(officer)

    with django_assert_max_num_queries(3):
        client.get(profile_url)


def test_language_switch_works_logged_out(client, db):
    response = client.post(reverse("set_language"), {"language": "en", "next": "/account/inloggen/"})

    assert response.url == "/account/inloggen/"
    assert "Log in" in client.get("/account/inloggen/").content.decode()
    assert 'lang="en"' in client.get("/account/inloggen/").content.decode()


def test_language_switch_logged_in_is_remembered_in_the_profile(client, person):
    log_in(client, person)

    client.post(reverse("set_language"), {"language": "nl"})

    person.refresh_from_db()
    assert person.language == "nl"
    assert 'lang="nl"' in client.get(reverse("accounts:profile")).content.decode()


@pytest.mark.parametrize("code", ["xx", ""])
def test_language_unknown_changes_nothing(client, person, code):
    log_in(client, person)

    client.post(reverse("set_language"), {"language": code})

    person.refresh_from_db()
    assert person.language == "en"


def test_language_never_redirects_to_another_site(client, db):
    response = client.post(reverse("set_language"), {"language": "en", "next": "https://evil.example/"})

    assert "evil" not in response.url


def test_language_wrong_method_is_refused(client, db):
    assert client.get(reverse("set_language")).status_code == 405
