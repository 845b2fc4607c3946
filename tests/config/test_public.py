import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from django.urls import path, reverse

from config.urls import urlpatterns as site


def test_robots_keeps_out_of_accounts_and_admin():
    response = Client().get(reverse("robots"))

    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == ["User-agent: *", "Disallow: /account/", "Disallow: /beheer/"]


def test_security_txt_names_contact_and_a_date_within_a_year(settings, time_machine):
    time_machine.move_to("2026-11-23T12:00:00+01:00")
    settings.SECURITY_CONTACT = "mailto:melding@example.nl"
    settings.SITE_URL = "https://gebiedswijzer.example.nl"

    response = Client().get("/.well-known/security.txt")

    assert response.content.decode() == (
        "Contact: mailto:melding@example.nl\n"
        "Expires: 2027-05-22T00:00:00Z\n"
        "Preferred-Languages: nl, en\n"
        "Canonical: https://gebiedswijzer.example.nl/.well-known/security.txt\n"
    )


def test_favicon_leads_to_a_drawing_that_exists():
    response = Client().get("/favicon.ico")

    assert response.status_code == 302
    assert finders.find(re.sub(r"^/static/", "", response["Location"]))


@pytest.mark.parametrize("name", ["robots", "security", "favicon"])
def test_public_file_by_post_is_not_allowed(name):
    assert Client().post(reverse(name)).status_code == 405


def broken(request):
    raise ZeroDivisionError


urlpatterns = [*site, path("stuk/", broken)]


@pytest.mark.django_db
def test_unknown_page_anonymous_says_so_with_a_way_on():
    response = Client().get("/bestaat-niet/", HTTP_ACCEPT_LANGUAGE="en")

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
    assert 'href="/"' in response.content.decode()


@override_settings(ROOT_URLCONF="tests.config.test_public")
def test_broken_page_for_whoever_needs_no_database(officer, login):
    client = login(officer)
    client.raise_request_exception = False

    response = client.get("/stuk/", HTTP_ACCEPT_LANGUAGE="en")

    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_form_without_csrf_token_explains_itself():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), HTTP_ACCEPT_LANGUAGE="en")

    assert response.status_code == 403
    assert "The form was not sent" in response.content.decode()
