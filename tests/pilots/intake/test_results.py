import pytest
from django.utils.translation import override
from hypothesis import given as gives
from hypothesis import strategies as st

from pilots.intake.questionnaire import Questionnaire, Section, Text, parse
from pilots.intake.results import (
    LEAST,
    NO_THEME,
    Given,
    TextFilters,
    comparable,
    given,
    hidden,
    hide,
    outcome,
    outcomes,
    share,
)
from tests.factories.intake import body, option, question

FORM = parse(body())
AA, BB = option("a"), option("b")


def asked(key: str, values: list) -> object:
    found = FORM.question(key)
    return outcome(found, len(values), values)


def counts(found) -> list:
    return [part.count for part in found.parts]


def made(**fields):
    """Return a question by itself."""
    text = {"nl": "Deel", "en": "Part"}
    return parse({"sections": [{"key": "deel", "title": text, "questions": [question("los", **fields)]}]}).questions[0]


def test_given_answer_behind_a_condition_that_does_not_hold_does_not_count():
    found = given(FORM, {"rol": "bewoner", "hectaren": 12, "naam": "", "verhaal": "Goed"})

    assert "hectaren" not in found.asked
    assert found.values == {"rol": "bewoner", "verhaal": "Goed"}


def test_outcomes_count_who_was_asked_and_who_answered():
    people = [
        given(FORM, {"rol": "boer", "hectaren": 10}),
        given(FORM, {"rol": "boer"}),
        given(FORM, {"rol": "bewoner"}),
    ]

    found = {one.question.key: one for one in outcomes(FORM.questions, people)}

    assert (found["hectaren"].asked, found["hectaren"].answered) == (2, 1)
    assert (found["rol"].asked, found["rol"].answered, counts(found["rol"])) == (3, 3, [2, 1])
    assert (found["naam"].asked, found["naam"].answered) == (3, 0)


def test_several_choices_count_each_option():
    assert counts(asked("belangen", [["water", "natuur"], ["water"], ["rust"]])) == [2, 1, 1]


def test_choice_that_the_form_no_longer_has_is_not_counted():
    assert counts(asked("rol", ["boer", "jager"])) == [1, 0]


def test_scale_has_every_step_and_a_median():
    found = asked("vertrouwen", [1, 1, 4, 5, 9])

    assert counts(found) == [2, 0, 0, 1, 1]
    assert (found.spread.median, found.spread.lowest, found.spread.highest) == (2.5, 1, 5)
    with override("nl"):
        assert asked("vertrouwen", [1]).parts[0].label == "1 – geen"


def test_numbers_fall_in_round_ranges():
    with override("nl"):
        found = outcome(made(kind="number"), 5, [3, 12, 18, 40, 41])

    assert [(part.label, part.count) for part in found.parts] == [
        ("0 – 4", 1), ("5 – 9", 0), ("10 – 14", 1), ("15 – 19", 1), ("20 – 24", 0), ("25 – 29", 0), ("30 – 34", 0),
        ("35 – 39", 0), ("40 – 44", 2),
    ]  # fmt: skip
    assert found.spread.median == 18


def test_equal_numbers_fall_in_one_range():
    assert [(part.label, part.count) for part in outcome(made(kind="number"), 2, [7, 7]).parts] == [("7", 2)]


@gives(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.integers(0, 3))
def test_any_numbers_are_all_counted_in_few_ranges(units, decimals):
    values = [unit / 10**decimals for unit in units]

    found = outcome(made(kind="number", decimals=decimals), len(values), values)

    assert sum(counts(found)) == len(values)
    assert len(found.parts) <= 10
    assert found.spread.lowest <= found.spread.median <= found.spread.highest


def test_dates_are_counted_per_month_and_what_is_no_date_is_left_out():
    found = asked("datum", ["2027-01-15", "2027-01-31", "2028-05-01", "ooit"])

    assert [(part.key, part.count) for part in found.parts] == [("2027-01", 2), ("2028-05", 1)]


def test_matrix_counts_each_cell():
    found = asked("wensen", [{"nu": "ja", "later": "nee"}, {"nu": "ja"}, {"nu": "nee"}])

    assert found.cells == ((2, 1), (0, 1))


@pytest.mark.parametrize("key", [one.key for one in FORM.questions])
def test_question_without_answers_has_an_outcome(key):
    found = asked(key, [])

    assert found.answered == 0
    assert hidden(found).answered == 0
    assert found.spread is None


# Hiding -------------------------------------------------------------------------------------------------------------
def test_few_answers_tell_nothing_but_that():
    found = hidden(asked("rol", ["boer"] * 4))

    assert (found.is_hidden, found.answered, found.parts) == (True, None, ())


def test_small_count_is_hidden_and_a_second_one_with_it():
    found = hidden(asked("rol", ["boer"] * 6 + ["bewoner"]))

    assert found.answered == 7
    assert counts(found) == [None, None], "one hidden count beside a known sum could be worked out"


def test_options_that_do_not_add_up_hide_only_the_small_count():
    found = hidden(asked("belangen", [["water", "natuur"]] * 6 + [["water", "rust"]]))

    assert counts(found) == [7, 6, None]


def test_lowest_and_highest_are_always_of_one_person():
    found = hidden(asked("vertrouwen", [1, 2, 3, 4, 5, 5]))

    assert found.spread.median == 3.5
    assert (found.spread.lowest, found.spread.highest) == (None, None)


@gives(st.lists(st.integers(0, 30), max_size=9))
def test_hidden_counts_can_not_be_worked_out(numbers):
    safe = hide(numbers, LEAST, adds_up=True)

    assert all(count is None or count == number for count, number in zip(safe, numbers, strict=True))
    assert not any(count is not None and 0 < count < LEAST for count in safe)
    gone = [number for count, number in zip(safe, numbers, strict=True) if count is None]
    if gone and len(gone) < len(numbers):
        assert len(gone) > 1
        assert sum(gone) >= LEAST


@pytest.mark.parametrize(("count", "of", "answer"), [(1, 3, 33), (None, 3, None), (1, None, None), (0, 0, None)])
def test_share_of_what_is_hidden_or_empty_is_not_told(count, of, answer):
    assert share(count, of) == answer


# Comparing and texts ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ({"kind": "scale", "steps": 5}, {"kind": "scale", "steps": 5}, True),
        ({"kind": "scale", "steps": 5}, {"kind": "scale", "steps": 7}, False),
        ({"kind": "scale"}, {"kind": "number"}, False),
        ({"kind": "one_choice", "options": [AA, BB]}, {"kind": "one_choice", "options": [BB]}, True),
        ({"kind": "one_choice", "options": [AA]}, {"kind": "one_choice", "options": [BB]}, False),
        ({"kind": "long_text"}, {"kind": "long_text"}, False),
    ],
)  # fmt: skip
def test_comparable_needs_the_same_kind_of_answer(one, other, answer):
    assert comparable(made(**one), made(**other)) is answer


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        (TextFilters(), True),
        (TextFilters(words="WATER peil"), True),
        (TextFilters(words="water mest"), False),
        (TextFilters(theme="mistrust"), True),
        (TextFilters(theme="mistrust.history"), True),
        (TextFilters(theme="mistrust.figures"), False),
        (TextFilters(theme="mis"), False),
        (TextFilters(theme=NO_THEME), False),
    ],
)
def test_text_fits_when_all_words_and_the_theme_do(wanted, answer):
    assert wanted.fits("Het waterpeil staat te hoog", ["mistrust.history"]) is answer


def test_text_without_theme_fits_the_wish_for_none():
    assert TextFilters(theme=NO_THEME).fits("Tekst", [])


def test_outcomes_of_an_empty_form_are_empty():
    assert outcomes(Questionnaire((Section("deel", Text("Deel", "Part")),)).questions, [Given(frozenset(), {})]) == ()
