import json
from dataclasses import asdict

import pytest

from pilots.intake.pages import intake_summary
from tests.factories.areas import AreaFactory
from tests.factories.codebook import CodebookFactory
from tests.factories.intake import AnswerThemeFactory, InvitationFactory, RoundFactory
from tests.pilots.intake.answered import FARMER, fill

SECRETS = ["Geheim", "waterpeil", "6.15", "42", "2027-03"]


@pytest.fixture
def round_(area):
    CodebookFactory()
    return RoundFactory(area=area, title="Winterronde")


def told(area) -> str:
    """Return all that the summary holds, drawings included."""
    return json.dumps(asdict(intake_summary(area)), default=str, ensure_ascii=False)


def test_summary_tells_only_that_few_people_answered(area, round_):
    for _number in range(4):
        fill(round_, FARMER)
    InvitationFactory(round=round_)

    (found,) = intake_summary(area).rounds

    assert (found.invited, found.answered, found.share, found.is_told) == (5, 4, 80, False)
    assert found.questions == ()
    assert not any(secret in told(area) for secret in SECRETS)


def test_summary_adds_up_and_hides_small_numbers(area, round_, in_english):
    for _number in range(6):
        fill(round_, FARMER)
    fill(round_, FARMER | {"rol": "bewoner", "vertrouwen": 5})

    found = {question.key: question for question in intake_summary(area).rounds[0].questions}

    assert set(found) == {"rol", "hectaren", "belangen", "vertrouwen", "wensen"}
    assert found["rol"].figure is None  # every number would be hidden
    assert [row[1] for row in found["belangen"].figure.rows] == ["7 (100%)", "7 (100%)", "0 (0%)"]
    assert [name for name, _value in found["vertrouwen"].facts] == ["Middle value (median)"]


def test_summary_holds_nothing_personal(area, round_):
    for number in range(8):
        fill(round_, FARMER | {"hectaren": 42 + number})

    assert not any(secret in told(area) for secret in SECRETS[:3])


def test_summary_counts_people_per_main_theme_and_leaves_rare_themes_out(area, round_):
    for number in range(6):
        story = fill(round_, FARMER).answers.get(question="verhaal")
        AnswerThemeFactory(answer=story, theme="mistrust.history")
        AnswerThemeFactory(answer=story, theme="mistrust.figures")
        if number < 4:
            AnswerThemeFactory(answer=story, theme="budget")

    assert [theme.people for theme in intake_summary(area).themes] == [6]


def test_summary_leaves_out_drafts_other_areas_and_what_was_not_sent(area, round_):
    RoundFactory(area=area, draft=True, title="Nog niet")
    fill(RoundFactory(area=AreaFactory(), title="Elders"), FARMER)
    for _number in range(6):
        fill(round_, FARMER, sent=False)

    (found,) = intake_summary(area).rounds

    assert (found.title, found.answered, found.is_told) == ("Winterronde", 0, False)


def test_summary_of_an_area_without_rounds_is_empty(area):
    assert intake_summary(area).is_empty


def test_summary_asks_as_many_queries_for_more_rounds(area, round_, django_assert_max_num_queries):
    def more():
        for _number in range(5):
            AnswerThemeFactory(answer=fill(round_, FARMER).answers.get(question="verhaal"), theme="mistrust")
        RoundFactory(area=area)

    more()
    with django_assert_max_num_queries(6) as few:
        intake_summary(area)
    more()

    with django_assert_max_num_queries(len(few)):
        intake_summary(area)
