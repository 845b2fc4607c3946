import pytest
from django.urls import reverse

from tests.factories.areas import AreaFactory
from tests.governance.instruments.conftest import arrange

NAMES = ["coverage", "obligation-list", "mix", "budget"]
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
ELSEWHERE = "Gemaal verplaatsen bij de buren"


def address(name, area):
    return reverse(f"instruments:{name}", args=[area.slug])


@pytest.mark.parametrize("name", NAMES)
def test_page_without_login_goes_to_the_login(client, area, name):
    response = client.get(address(name, area))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", NAMES)
def test_page_of_another_province_does_not_exist(login, stranger, area, name):
    assert login(stranger).get(address(name, area)).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_page_of_a_public_area_is_still_for_who_is_involved(login, stranger, area, name):
    area.visibility = "openbaar"
    area.save()

    assert login(stranger).get(address(name, area)).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_page_refuses_to_be_posted_to(login, officer, area, name):
    assert login(officer).post(address(name, area)).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_page_of_an_area_without_goals_says_where_to_start(login, officer, area, name):
    response = login(officer).get(address(name, area), **ENGLISH)

    assert response.status_code == 200
    if name != "budget":
        assert "This area has no goals yet" in response.text


@pytest.mark.parametrize("name", NAMES)
def test_page_shows_its_own_area_only(login, officer, arranged, area, name):
    other = arrange(AreaFactory())
    other.measure.name = ELSEWHERE
    other.measure.save()
    response = login(officer).get(address(name, area), **ENGLISH)

    assert response.status_code == 200
    assert ELSEWHERE not in response.text


@pytest.mark.parametrize("name", NAMES)
def test_page_for_a_partner_has_no_way_to_change(login, partner, arranged, area, name):
    area.visibility = "partners"
    area.save()
    response = login(partner).get(address(name, area), **ENGLISH)

    assert response.status_code == 200
    assert "/nieuw/" not in response.text
    assert f"/maatregel/{arranged.measure.pk}/" not in response.text


@pytest.mark.parametrize("name", NAMES)
def test_page_asks_as_many_queries_for_more_goals(login, officer, arranged, area, name, django_assert_max_num_queries):
    client = login(officer)
    with django_assert_max_num_queries(20) as one:
        client.get(address(name, area))
    for _more in range(3):
        arrange(area)

    with django_assert_max_num_queries(len(one)):
        client.get(address(name, area))


def test_obligations_say_what_is_known_and_what_is_missing(login, officer, arranged, area):
    arranged.obligation.accountable = ""
    arranged.obligation.save()
    [row] = login(officer).get(address("obligation-list", area), **ENGLISH).context["page"].rows

    assert (row.clarity, row.reason) == ("Partly clear", "Still missing: who is accountable.")
    assert row.weighing == "Yes: the choice of measures"


def test_mix_shows_what_follows_and_who_decides(login, officer, arranged, area):
    response = login(officer).get(address("mix", area), **ENGLISH)
    [goal] = response.context["page"].goals
    [choice] = goal.measures[0].choices

    assert (goal.state, choice.follows, choice.decided_by) == ("Chosen", "Duty to tolerate", "Gedeputeerde Staten")


def test_budget_adds_up_exactly_and_draws_the_years(login, officer, arranged, area):
    arranged.cost.amount, arranged.cost.last_year = 10_000_000_000, 2028
    arranged.cost.save()
    response = login(officer).get(address("budget", area), **ENGLISH)
    page = response.context["page"]

    assert (page.budget.need, page.budget.secured, page.budget.missing) == (20_000_000_100, 1000, 19_999_999_100)
    assert page.figure.head == ("Year", "Need", "Secured", "Pledged", "Missing")
    assert [row[0] for row in page.figure.rows] == ["2027", "2028"]
