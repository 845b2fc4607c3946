import pytest
from django.test import Client, override_settings
from django.urls import reverse


def test_live_without_database_answers():
    """No database fixture: a query would fail the test."""
    response = Client().get(reverse("health-live"))

    assert response.status_code == 200
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.django_db(transaction=True)
def test_ready_without_worker_names_what_is_missing():
    response = Client().get(reverse("health-ready"), HTTP_ACCEPT="text/plain")

    lines = dict(line.rsplit(": ", 1) for line in response.content.decode().splitlines())
    assert response.status_code == 500
    assert [outcome == "OK" for outcome in lines.values()] == [True, True, False]
    assert next(reversed(lines)).startswith("Ping")


@pytest.mark.parametrize("name", ["health-live", "health-ready"])
def test_health_over_plain_http_is_not_sent_to_https(name):
    with override_settings(SECURE_SSL_REDIRECT=True):
        response = Client().head(reverse(name))

    assert response.status_code != 301
