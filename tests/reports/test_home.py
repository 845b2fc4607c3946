import pytest
from django.urls import reverse

from pilots.areas.enums import Visibility

PUBLIC_PAGES = ["home", "about", "accessibility", "privacy"]


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_public_page_opens_for_a_visitor(client, db, name):
    response = client.get(reverse(f"reports:{name}"))

    assert response.status_code == 200


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_public_page_refuses_another_method(client, db, name):
    assert client.post(reverse(f"reports:{name}")).status_code == 405


def test_front_page_shows_what_is_published_without_markdown_marks(client, area):
    area.visibility = Visibility.PUBLIC
    area.what_happens = "Boeren **meten** samen.\n\nTweede alinea."
    area.save()

    response = client.get(reverse("reports:home"))

    assert "Boeren meten samen." in response.text
    assert "Tweede alinea" not in response.text


def test_front_page_keeps_what_is_internal_to_itself(client, area):
    assert area.name not in client.get(reverse("reports:home")).text
