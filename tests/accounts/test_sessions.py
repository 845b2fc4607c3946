from django.test import Client
from django.urls import reverse

from tests.accounts.people import is_logged_in, log_in


def test_sessions_list_shows_all_and_ends_the_others(person):
    here, elsewhere = Client(), Client(headers={"user-agent": "Old phone"})
    log_in(here, person)
    log_in(elsewhere, person)

    page = here.get(reverse("usersessions_list")).content.decode()
    here.post(reverse("usersessions_list"))

    assert "Old phone" in page
    assert is_logged_in(here)
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert "Old phone" not in here.get(reverse("usersessions_list")).content.decode()


def test_sessions_of_somebody_else_are_not_shown(person, curator, login):
    other = login(curator)
    other.get(reverse("accounts:profile"), headers={"user-agent": "Curator's tablet"})
    client = Client()
    log_in(client, person)

    assert "tablet" not in client.get(reverse("usersessions_list")).content.decode()
