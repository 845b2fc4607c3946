from datetime import date

import pytest
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from accounts.enums import Province
from core import pack_versions
from governance.leidraad.enums import AnswerValue, ConditionStatus, GateStatus, Rule
from governance.leidraad.guide import read_guide
from governance.leidraad.models import Answer, Check, GuideVersion
from pilots.areas.enums import Visibility
from reports.gates import reason_words
from reports.programme import programme_page
from tests.factories.areas import AreaFactory
from tests.factories.leidraad import DeviationFactory, GuideVersionFactory
from tests.factories.signing import sign_conditions
from typology.gearbox import tables
from typology.gearbox.models import Collaboration, TypologyVersion

TODAY = date(2026, 11, 23)
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def guide(db) -> GuideVersion:
    """The guide as it is, but with every question answered by hand."""
    content = read_guide(settings.CONTENT_DIR / "leidraad").content
    conditions = [
        {**entry, "questions": [{key: each[key] for key in each if key != "fact"} for each in entry["questions"]]}
        for entry in content["conditions"]
    ]
    return GuideVersionFactory(content={**content, "conditions": conditions})


@pytest.fixture
def typology(db) -> TypologyVersion:
    return pack_versions.load(TypologyVersion, tables.read(settings.CONTENT_DIR / "typology"))[0]


@pytest.fixture
def make_check(guide):
    """Return a maker of a check whose every question has the same answer, with every condition signed."""

    def make(area, value=AnswerValue.YES, **fields) -> Check:
        check = Check.objects.create(area=area, version=guide)
        for condition in guide.content["conditions"]:
            for question in condition["questions"]:
                answered = {"answered_by": fields.get("owner"), "answered_at": "2026-11-01T12:00Z"}
                Answer.objects.create(guide_check=check, question=question["code"], value=value, **fields, **answered)
        sign_conditions(area)
        return check

    return make


def programme(user, query=""):
    return programme_page(user, QueryDict(query), today=TODAY)


def test_programme_without_areas_says_what_to_do(login, officer):
    response = login(officer).get(reverse("reports:home"), **ENGLISH)

    assert response.status_code == 200
    assert "You do not see any areas yet" in response.text


def test_programme_shows_an_area_that_did_not_start(area, officer, guide):
    (row,) = programme(officer).rows

    assert row.standing is None
    assert row.name == area.name


def test_programme_hides_what_the_person_may_not_see(area, stranger, guide):
    assert programme(stranger).rows == ()


def test_programme_shows_the_status_of_every_condition_with_its_reasons(area, officer, make_check):
    make_check(area, AnswerValue.NO, owner=officer, due_on=TODAY)

    page = programme(officer)

    (row,) = page.rows
    assert row.standing.gate == GateStatus.CLOSED
    assert row.standing.cells.count("<td") == len(page.columns) == 8
    assert row.standing.cells.count(str(ConditionStatus.OPEN.label)) == 8
    assert "<small>" in row.standing.cells


def test_programme_names_every_reason_beside_its_cell_and_marks_a_deliberate_start(login, area, officer, make_check):
    check = make_check(area, AnswerValue.YES, owner=officer)
    check.answers.filter(question="2.1").update(value=AnswerValue.NO)
    DeviationFactory(area=area)

    page = login(officer).get(reverse("reports:home"), **ENGLISH)

    row = page.text[page.text.index("<tbody") :]
    assert row.count('role="tooltip"') == 1
    assert 'aria-describedby="w-landgoederen-brummen-doel"' in row
    assert "<b>2.1</b>" in row
    assert str(Rule.NO.label) in row
    assert reverse("leidraad:condition-detail", args=[area.slug, "doel"]) in row
    assert reverse("leidraad:deviation-list", args=[area.slug]) in row
    assert page.context["page"].deviating == 1


def test_programme_follows_a_changed_answer(area, officer, make_check):
    check = make_check(area, AnswerValue.YES, owner=officer)
    assert programme(officer).rows[0].standing.gate == GateStatus.OPEN

    check.answers.filter(question="2.1").update(value=AnswerValue.PARTLY, due_on=TODAY)
    assert programme(officer).rows[0].standing.gate == GateStatus.CLOSED  # not what was signed
    sign_conditions(area)
    assert programme(officer).rows[0].standing.gate == GateStatus.CONDITIONAL

    check.answers.filter(question="2.1").update(value=AnswerValue.NO)
    assert programme(officer).rows[0].standing.gate == GateStatus.CLOSED


def test_programme_leaves_out_answers_that_were_put_away(area, officer, make_check):
    check = make_check(area, AnswerValue.YES, owner=officer)
    check.answers.filter(question="2.1").update(archived_at="2026-11-02T12:00Z")

    assert programme(officer).rows[0].standing.gate == GateStatus.CLOSED


def test_programme_shows_the_gears(area, officer, typology):
    Collaboration.objects.create(area=area, version=typology, answers={})

    (row,) = programme(officer).rows

    assert row.gears == ("", "")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("name=brum", ["Landgoederen Brummen"]),
        ("province=NL-LI", ["Geuldal"]),
        ("phase=exploration", []),
        ("gate=open", ["Landgoederen Brummen"]),
        ("gate=nonsense", ["Geuldal", "Landgoederen Brummen"]),
        ("", ["Geuldal", "Landgoederen Brummen"]),
    ],
)
def test_programme_filters_keep_rows_and_counts_together(area, officer, make_check, query, names):
    AreaFactory(name="Geuldal", provinces=[Province.LIMBURG], visibility=Visibility.PUBLIC)
    make_check(area, owner=officer)

    page = programme(officer, query)

    assert [row.name for row in page.rows] == names
    assert sum(number for _, _, number in page.counts) + page.not_started == len(names)


@pytest.mark.parametrize("count", [1, 5, 50])
def test_programme_takes_the_same_queries_for_any_number_of_areas(
    login, officer, guide, typology, make_check, django_assert_num_queries, count
):
    for area in AreaFactory.create_batch(count):
        Check.objects.create(area=area, version=guide)
        Collaboration.objects.create(area=area, version=typology, answers={})
    client = login(officer)
    client.get(reverse("reports:home"))

    with django_assert_num_queries(8):
        client.get(reverse("reports:home"))


def test_every_reason_of_the_gate_has_words():
    assert all(reason_words(rule, 2) for rule in Rule)
