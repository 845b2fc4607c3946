import pytest
from django.urls import reverse

from tests.factories.areas import AreaFactory
from tests.factories.codebook import CodebookFactory
from tests.factories.intake import FormVersionFactory, RoundFactory, body
from tests.pilots.intake.answered import FARMER, fill

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def rounds(area):
    """Two rounds of the same form: ten answers in `area`, seven in another area of the province."""
    CodebookFactory()
    version = FormVersionFactory()
    own = RoundFactory(area=area, form_version=version)
    other = RoundFactory(area=AreaFactory(name="Veluwezoom", provinces=["NL-GE"]), form_version=version)
    for _number in range(5):
        fill(own, FARMER)
        fill(own, FARMER | {"rol": "bewoner"})
        fill(other, FARMER | {"vertrouwen": 4})
    fill(other, FARMER | {"rol": "bewoner"})
    fill(other, FARMER | {"rol": "bewoner"})
    return own, other


def compare(client, rounds):
    own, other = rounds
    path = reverse("intake:results-compare", args=[own.area.slug, own.pk])
    return client.get(f"{path}?met={other.pk}", **ENGLISH)


def test_compare_puts_shares_side_by_side_and_hides_small_numbers(login, officer, rounds):
    page = compare(login(officer), rounds).context["page"]

    found = {question.label: question for question in page.questions}
    assert page.names[1].startswith("Veluwezoom")
    assert found["Vraag rol? (en)"].figure.rows == (("Boer (en)", "50", "–"), ("Bewoner (en)", "50", "–"))
    assert found["Vraag belangen? (en)"].figure.rows[0] == ("Water (en)", "100", "100")
    assert found["Vraag hectaren? (en)"].figure.rows[0][1:] == ("42.5", "42.5")
    assert "Vraag verhaal? (en)" not in found


def test_compare_offers_no_round_of_an_area_where_one_does_not_work(login, officer, rounds):
    elsewhere = RoundFactory(
        area=AreaFactory(provinces=["NL-LI"], visibility="public"), form_version=rounds[0].form_version, title="Elders"
    )
    for _number in range(6):
        fill(elsewhere, FARMER)

    page = compare(login(officer), (rounds[0], elsewhere)).context["page"]

    assert [candidate.pk for candidate in page.candidates] == [rounds[1].pk]
    assert page.questions == ()


def test_compare_leaves_out_rounds_without_answers_or_common_questions(login, officer, rounds):
    RoundFactory(area=rounds[0].area, form_version=rounds[0].form_version)
    changed = body()
    changed["sections"] = [{**changed["sections"][0], "questions": changed["sections"][0]["questions"][:1]}]
    fill(RoundFactory(area=rounds[0].area, form_version=FormVersionFactory(body=changed)), {"naam": "Jan"})

    page = compare(login(officer), rounds).context["page"]

    assert [candidate.pk for candidate in page.candidates] == [rounds[1].pk]


def test_compare_survives_nonsense_in_the_address(login, officer, rounds):
    path = reverse("intake:results-compare", args=[rounds[0].area.slug, rounds[0].pk])

    assert login(officer).get(f"{path}?met=x&met=-1&met=999999").context["page"].questions == ()
