import pytest
from django.urls import reverse

from governance.instruments.models import Choice, CostLine, CoverLine, Obligation
from tests.factories.areas import AreaFactory
from tests.factories.goals import GoalFactory, MeasureFactory
from tests.factories.instruments import CatalogueFactory, ChoiceFactory, FundsFactory, ObligationFactory
from tests.governance.instruments.conftest import arrange

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
COST = {"process": "monitoring", "first_year": "2027", "last_year": "2029", "amount": "25000"}
COVER = {
    "fund": "provincie",
    "name": "Gebiedsbudget",
    "status": "pledged",
    "first_year": "2027",
    "last_year": "2028",
    "amount": "20000",
}


def addresses(area, rows):
    """Every address that changes something of these rows."""
    keys = {
        "obligation-edit": rows.goal.pk,
        "choice-create": rows.measure.pk,
        "choice-edit": rows.choice.pk,
        "choice-delete": rows.choice.pk,
        "cost-create": None,
        "cost-edit": rows.cost.pk,
        "cost-delete": rows.cost.pk,
        "cover-create": None,
        "cover-edit": rows.cover.pk,
        "cover-delete": rows.cover.pk,
    }
    return {
        name: reverse(f"instruments:{name}", args=[area.slug] if key is None else [area.slug, key])
        for name, key in keys.items()
    }


NAMES = [
    "obligation-edit", "choice-create", "choice-edit", "choice-delete", "cost-create", "cost-edit", "cost-delete",
    "cover-create", "cover-edit", "cover-delete",
]  # fmt: skip


def errors(response):
    return dict(response.context["form"].errors)


@pytest.mark.parametrize("name", NAMES)
def test_page_without_login_goes_to_the_login(client, area, arranged, name):
    assert client.get(addresses(area, arranged)[name]).status_code == 302


@pytest.mark.parametrize("name", NAMES)
def test_page_does_not_exist_for_a_stranger_and_a_partner(login, stranger, partner, area, arranged, name):
    area.visibility = "partners"
    area.save()

    for user in (stranger, partner):
        assert login(user).get(addresses(area, arranged)[name]).status_code == 404
        assert login(user).post(addresses(area, arranged)[name]).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_page_opens_for_who_may_change_the_area(login, officer, area, arranged, name):
    assert login(officer).get(addresses(area, arranged)[name]).status_code == 200
    assert login(officer).put(addresses(area, arranged)[name]).status_code == 405


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"cost-create", "cover-create"}])
def test_page_of_a_row_of_another_area_does_not_exist(login, officer, area, arranged, name):
    other = AreaFactory()
    rows = arrange(other)

    assert login(officer).get(addresses(area, rows)[name]).status_code == 404


def test_obligation_is_saved_and_counts_its_edits(login, officer, area):
    goal = GoalFactory(area=area)
    client, address = login(officer), reverse("instruments:obligation-edit", args=[area.slug, goal.pk])
    data = {"seen": "0", "duty": "effort", "weighing": "yes", "weighing_levels": ["pace", "measure"]}
    assert client.post(address, data).status_code == 302
    assert client.post(address, data | {"seen": "1", "duty": "result"}).status_code == 302

    saved = Obligation.objects.get(goal=goal)
    assert (saved.duty, saved.weighing_levels, saved.version) == ("result", ["pace", "measure"], 2)


def test_obligation_that_somebody_else_changed_is_not_overwritten(login, officer, area):
    obligation = ObligationFactory(goal=GoalFactory(area=area), version=2)
    address = reverse("instruments:obligation-edit", args=[area.slug, obligation.goal_id])
    response = login(officer).post(address, {"seen": "1", "duty": "effort"}, **ENGLISH)
    obligation.refresh_from_db()

    assert (response.status_code, obligation.duty) == (200, "result")
    assert "Somebody else changed this in the meantime." in errors(response)["__all__"][0]
    assert response.context["form"]["duty"].value() == "effort"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"weighing": "no", "weighing_levels": ["goal"]}, "weighing_levels"),
        ({"reviewed_by": "Jurist"}, "reviewed_on"),
        ({"reviewed_on": "2026-11-01"}, "reviewed_by"),
        ({"valid_from": "2027-01-01", "valid_to": "2026-12-31"}, "valid_to"),
        ({"legal_url": "javascript:alert(1)"}, "legal_url"),
        ({"duty": "promise"}, "duty"),
    ],
)
def test_obligation_with_a_mistake_says_so_beside_the_field(login, officer, area, change, field):
    goal = GoalFactory(area=area)
    address = reverse("instruments:obligation-edit", args=[area.slug, goal.pk])
    response = login(officer).post(address, {"seen": "0"} | change)

    assert list(errors(response)) == [field]
    assert not Obligation.objects.exists()


def test_choice_is_saved_with_the_version_of_the_catalogue(login, officer, area):
    catalogue, measure = CatalogueFactory(), MeasureFactory(area=area)
    address = reverse("instruments:choice-create", args=[area.slug, measure.pk])
    login(officer).post(address, {"instrument": "kavelruil", "escalates_to": "herverkaveling"})

    saved = Choice.objects.get()
    assert (saved.measure, saved.catalogue, saved.escalates_to) == (measure, catalogue, "herverkaveling")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"instrument": "anlb"}, "instrument"),
        ({"instrument": "toverstaf"}, "instrument"),
        ({"instrument": "kavelruil", "escalates_to": "kavelruil"}, "escalates_to"),
        ({"instrument": "kavelruil", "available_from": "2027-01-01", "available_to": "2026-01-01"}, "available_to"),
    ],
)
def test_choice_with_a_mistake_says_so_beside_the_field(login, officer, area, data, field):
    choice = ChoiceFactory(measure=MeasureFactory(area=area), instrument="anlb")
    address = reverse("instruments:choice-create", args=[area.slug, choice.measure_id])
    response = login(officer).post(address, data)

    assert list(errors(response)) == [field]
    assert Choice.objects.count() == 1


def test_choice_without_a_loaded_catalogue_does_not_exist(login, officer, area):
    measure = MeasureFactory(area=area)

    assert login(officer).get(reverse("instruments:choice-create", args=[area.slug, measure.pk])).status_code == 404


def test_choice_can_be_removed_after_a_question(login, officer, area):
    choice = ChoiceFactory(measure=MeasureFactory(area=area))
    address = reverse("instruments:choice-delete", args=[area.slug, choice.pk])

    assert login(officer).get(address).status_code == 200
    assert Choice.objects.count() == 1
    login(officer).post(address)
    assert Choice.objects.count() == 0


def test_cost_is_saved_in_whole_euros(login, officer, area):
    login(officer).post(reverse("instruments:cost-create", args=[area.slug]), COST)

    saved = CostLine.objects.get()
    assert (saved.area, saved.process, saved.amount, saved.last_year) == (area, "monitoring", 25000, 2029)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"process": ""}, "measure"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "12,50"}, "amount"),
        ({"amount": "10000000001"}, "amount"),
        ({"amount": "9" * 40}, "amount"),
        ({"first_year": "1999"}, "first_year"),
        ({"last_year": "2026"}, "last_year"),
        ({"last_year": "20280"}, "last_year"),
        ({"process": "party"}, "process"),
    ],
)
def test_cost_with_a_mistake_says_so_beside_the_field(login, officer, area, change, field):
    response = login(officer).post(reverse("instruments:cost-create", args=[area.slug]), COST | change)

    assert field in errors(response)
    assert not CostLine.objects.exists()


def test_cost_for_a_measure_of_another_area_is_refused(login, officer, area):
    elsewhere = MeasureFactory(area=AreaFactory())
    data = COST | {"process": "", "measure": str(elsewhere.pk)}
    response = login(officer).post(reverse("instruments:cost-create", args=[area.slug]), data)

    assert list(errors(response)) == ["measure"]


def test_cost_for_both_a_measure_and_the_process_is_refused(login, officer, area):
    data = COST | {"measure": str(MeasureFactory(area=area).pk)}
    response = login(officer).post(reverse("instruments:cost-create", args=[area.slug]), data)

    assert list(errors(response)) == ["measure"]


def test_cover_is_saved_with_its_status_and_share(login, officer, area):
    FundsFactory()
    login(officer).post(reverse("instruments:cover-create", args=[area.slug]), COVER | {"max_share": "84"})

    saved = CoverLine.objects.get()
    assert (saved.area, saved.fund, saved.status, saved.max_share) == (area, "provincie", "pledged", 84)


@pytest.mark.parametrize("change", [{"max_share": "0"}, {"max_share": "101"}, {"fund": "loterij"}, {"name": ""}])
def test_cover_with_a_mistake_says_so_beside_the_field(login, officer, area, change):
    FundsFactory()
    response = login(officer).post(reverse("instruments:cover-create", args=[area.slug]), COVER | change)

    assert list(errors(response)) == list(change)
    assert not CoverLine.objects.exists()
