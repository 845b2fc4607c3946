import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from tests.factories.instruments import CatalogueFactory

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
ADDRESS = "/instrumenten/"


@pytest.fixture
def loaded(db):
    return CatalogueFactory()


def codes(page):
    return [instrument.code for instrument in page.instruments]


def test_catalogue_without_login_goes_to_the_login(client, loaded):
    response = client.get(ADDRESS)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_catalogue_refuses_to_be_posted_to(login, officer, loaded):
    assert login(officer).post(ADDRESS).status_code == 405


def test_catalogue_shows_every_instrument_with_its_source(login, partner, loaded):
    response = login(partner).get(ADDRESS, **ENGLISH)
    page = response.context["page"]

    assert (len(page.instruments), page.total, page.is_concept, page.is_filtered) == (26, 26, True, False)
    assert [(force.value, force.count) for force in page.forces] == [
        ("voluntary", 17),
        ("pressure", 2),
        ("compulsory", 7),
    ]
    assert "https://www.gvk-advocaten.nl/agrarisch-recht/onteigenen-voor-natuur/" in response.text


def test_catalogue_filters_on_force_and_words_and_counts_follow_the_words(login, officer, loaded):
    page = login(officer).get(ADDRESS, {"dwang": "compulsory", "zoek": "HERVERKAVELING  grond"}).context["page"]

    assert codes(page) == ["herverkaveling"]
    assert {force.value: force.count for force in page.forces} == {"voluntary": 0, "pressure": 0, "compulsory": 1}
    assert page.is_filtered


def test_catalogue_finds_words_without_their_accents(login, officer, loaded):
    page = login(officer).get(ADDRESS, {"zoek": "beeindiging"}, headers={"accept-language": "nl"}).context["page"]

    assert codes(page) == ["beeindiging"]


def test_catalogue_ignores_a_force_that_does_not_exist(login, officer, loaded):
    assert len(login(officer).get(ADDRESS, {"dwang": "x' OR 1"}).context["page"].instruments) == 26


def test_catalogue_says_what_is_not_verified_yet(login, officer, loaded):
    page = login(officer).get(ADDRESS).context["page"]
    doubtful = {instrument.code for instrument in page.instruments if instrument.is_doubtful}

    assert "erfpacht" in doubtful
    assert "kavelruil" not in doubtful


def test_catalogue_without_result_offers_a_way_back(login, officer, loaded):
    response = login(officer).get(ADDRESS, {"zoek": "helikopter"}, **ENGLISH)

    assert response.context["page"].instruments == ()
    assert "Clear everything" in response.text


def test_catalogue_that_was_not_loaded_says_so(login, officer):
    response = login(officer).get(ADDRESS)

    assert response.status_code == 200
    assert str(_("No instruments have been loaded yet")) in response.text


def test_catalogue_part_equals_the_same_part_of_the_page(login, officer, loaded):
    client = login(officer)
    part = client.get(ADDRESS, {"dwang": "pressure"}, HTTP_HX_REQUEST="true").text.strip()

    assert part.startswith("<form")
    assert part in client.get(ADDRESS, {"dwang": "pressure"}).text


def test_catalogue_asks_the_same_queries_with_and_without_filter(login, officer, loaded, django_assert_max_num_queries):
    client = login(officer)
    with django_assert_max_num_queries(4) as every:
        client.get(ADDRESS)
    with django_assert_max_num_queries(len(every)):
        client.get(ADDRESS, {"dwang": "pressure"})
