import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from tests.factories.typology import CollaborationFactory, TypologyVersionFactory
from tests.typology.gearbox.test_gears import DIALS, TASK_FOR, answers_at
from typology.gearbox.pages import gears_page, profile_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(area):
    answers = answers_at(dict.fromkeys(DIALS, 2)) | TASK_FOR["4"]
    return CollaborationFactory(area=area, answers=answers, explanations={"subject-clear": "Our own words."})


def test_profile_page_without_assessment_is_none(area):
    assert profile_page(area) is None


def test_profile_page_carries_answers_rules_and_sources(area, assessment):
    with override("en"):
        page = profile_page(area)

    assert (page.current.code, page.needed.code, page.verdict) == ("2", "4", "too-light")
    assert page.headline == "The collaboration runs in gear 2, the task asks for gear 4."
    assert page.is_concept
    assert [line.dial_code for line in page.to_arrange] == DIALS
    assert all(line.why and line.what and line.who and line.condition and line.sources for line in page.to_arrange)
    assert all(rule.because and rule.answers and rule.sources for rule in page.rules)
    assert page.dials[0].answers[0].explanation == "Our own words."
    assert (page.answered, page.total) == (38, 38)


@pytest.mark.parametrize(("language", "name"), [("nl", "Programma of alliantie"), ("en", "Programme or alliance")])
def test_profile_page_speaks_the_active_language(area, assessment, language, name):
    with override(language):
        assert profile_page(area).needed.name == name


def test_profile_page_unanswered_says_what_is_open(area):
    CollaborationFactory(area=area)

    page = profile_page(area)

    assert (page.current, page.needed, page.task_open, page.answered) == (None, None, 5, 0)
    assert all(dial.needed is None and not dial.is_lagging for dial in page.dials)


def test_profile_page_takes_one_query(area, assessment, django_assert_num_queries):
    with django_assert_num_queries(1):
        profile_page(area)
    with django_assert_num_queries(1):
        gears_page()


def test_chart_draws_what_the_table_says(area, assessment):
    page = profile_page(area)

    drawing = render_to_string("typology/chart.html", {"chart": page.chart})

    assert [sum(notch.is_reached for notch in track.notches) - 1 for track in page.chart.tracks] == [2] * 5
    assert [[notch.is_asked for notch in track.notches].index(True) for track in page.chart.tracks] == [4] * 5
    assert page.chart.description in drawing
    assert "<title>" in drawing


def test_gears_page_without_typology_is_none():
    assert gears_page() is None


def test_gears_page_lists_every_gear_with_r_last():
    TypologyVersionFactory()

    with override("en"):
        page = gears_page()

    assert [gear.code for gear in page.gears] == ["1", "2", "3", "4", "5", "R"]
    assert all(gear.example and gear.forms for gear in page.gears)
    assert [form.code for form in page.forms] == ["shared", "lead", "nao", "province"]
    assert sum(len(form.rows) for form in page.forms) == 15
    assert page.forms[-1].rows[0].when == "Choice or duty: a duty"
    assert "Trust: mixed or high" in page.forms[0].rows[0].when
    assert "background knowledge" in page.forms[0].sources[0].note
