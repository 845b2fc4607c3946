import pytest
from django.urls import reverse

PUBLIC_PAGES = ["home", "about", "accessibility", "privacy"]


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_public_page_opens_for_a_visitor(client, db, name):
    response = client.get(reverse(f"reports:{name}"))

    assert response.status_code == 200


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_public_page_refuses_another_method(client, db, name):
    assert client.post(reverse(f"reports:{name}")).status_code == 405
