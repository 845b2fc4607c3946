import copy

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.packs import fingerprint
from tests.factories.codebook import CodebookFactory, pack

NAMES = ["codebook-newest", "version-list", "codebook-detail"]
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def address(name: str) -> str:
    return reverse(f"codebook:{name}", args=["0.1"] if name == "codebook-detail" else [])


@pytest.fixture
def newer(db):
    """A second version with one theme less and one renamed."""
    CodebookFactory()
    content = copy.deepcopy(pack().content)
    content["version"] = "0.2"
    content["themes"][0]["name"]["en"] = "Every area differs"
    content["themes"][-1:] = []
    return CodebookFactory(version="0.2", content=content, sha256=fingerprint(content))


@pytest.mark.parametrize("name", NAMES)
def test_page_without_login_goes_to_the_login(client, newer, name):
    response = client.get(address(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", NAMES)
def test_page_refuses_to_be_posted_to(login, officer, newer, name):
    assert login(officer).post(address(name)).status_code == 405


def test_newest_shows_the_newest_version(login, partner, newer):
    page = login(partner).get(address("codebook-newest"), **ENGLISH).context["page"]

    assert (page.version, page.is_newest, page.is_concept) == ("0.2", True, True)
    assert page.themes[0].name == "Every area differs"


def test_older_version_stays_to_be_read_and_names_the_newer(login, officer, newer):
    response = login(officer).get(address("codebook-detail"), **ENGLISH)

    assert response.context["page"].is_newest is False
    assert "There is a newer version of the codebook." in response.text


def test_unknown_version_does_not_exist(login, officer, newer):
    assert login(officer).get(reverse("codebook:codebook-detail", args=["9"])).status_code == 404


@pytest.mark.parametrize("name", ["codebook-newest", "version-list"])
def test_page_without_codebook_says_so(login, officer, name):
    response = login(officer).get(address(name))

    assert response.status_code == 200
    assert str(_("No codebook has been loaded yet")) in response.text


def test_version_list_says_what_changed(login, officer, newer):
    newest, first = login(officer).get(address("version-list"), **ENGLISH).context["versions"]

    assert first.is_first
    assert first.changes == ()
    assert [(change.kind, change.code) for change in newest.changes] == [
        (str(_("New name")), "context"),
        (str(_("Removed")), "not-enough"),
    ]


def test_version_list_asks_as_many_queries_for_more_versions(login, officer, newer, django_assert_max_num_queries):
    client = login(officer)
    with django_assert_max_num_queries(5) as few:
        client.get(address("version-list"))
    content = pack().content | {"version": "0.3"}
    CodebookFactory(version="0.3", content=content, sha256=fingerprint(content))

    with django_assert_max_num_queries(len(few)):
        client.get(address("version-list"))
