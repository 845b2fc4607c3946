import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.intake.enums import Comparison
from pilots.intake.questionnaire import Condition, holds, parse, progress, visible_questions, visible_sections
from tests.factories.intake import body, option, question

QUESTIONNAIRE = parse(body())


@pytest.mark.parametrize(
    ("test", "value", "answer", "expected"),
    [
        ("is", "boer", "boer", True),
        ("is", "boer", "bewoner", False),
        ("is", "boer", None, False),
        ("is_not", "boer", "bewoner", True),
        ("is_not", "boer", "boer", False),
        ("is_not", "boer", None, True),
        ("is_not", "boer", ["boer", "bewoner"], False),
        ("contains", "water", ["water", "rust"], True),
        ("contains", "water", [], False),
        ("contains", "ja", {"nu": "ja"}, True),
        ("is", "3", 3, True),
        ("at_least", 3, 3, True),
        ("at_least", "3", 2, False),
        ("at_most", 3, 2.5, True),
        ("at_most", 3, 4, False),
        ("at_least", None, 4, False),
        ("at_least", 3, "veel", False),
        ("answered", None, "x", True),
        ("answered", None, "", False),
        ("answered", None, 0, True),
    ],
)
def test_condition(test, value, answer, expected):
    assert holds(Condition("q", Comparison(test), value), {"q": answer}) is expected


def test_no_condition_always_holds():
    assert holds(None, {})


def test_answer_to_a_question_that_is_not_asked_counts_as_none():
    chain = parse(
        {
            "sections": [
                {
                    "key": "s",
                    "title": {"nl": "S"},
                    "questions": [
                        question("a", "one_choice", options=[option("ja"), option("nee")]),
                        question("b", condition={"question": "a", "test": "is", "value": "ja"}),
                        question("c", condition={"question": "b", "test": "answered"}),
                    ],
                }
            ]
        }
    )

    assert [one.key for one in visible_questions(chain, {"a": "ja", "b": "x"})] == ["a", "b", "c"]
    assert [one.key for one in visible_questions(chain, {"a": "nee", "b": "x"})] == ["a"]


def test_section_without_anything_to_ask_is_left_out():
    hidden = parse(
        {
            "sections": [
                {"key": "s", "title": {"nl": "S"}, "questions": [question("a")]},
                {
                    "key": "t",
                    "title": {"nl": "T"},
                    "questions": [question("b", condition={"question": "a", "test": "answered"})],
                },
            ]
        }
    )

    assert [one.key for one in visible_sections(hidden, {})] == ["s"]
    assert [one.key for one in visible_sections(hidden, {"a": "x"})] == ["s", "t"]


def test_progress_counts_what_is_asked_and_names_what_is_missing():
    empty = progress(QUESTIONNAIRE, {})
    some = progress(QUESTIONNAIRE, {"naam": "Jan", "rol": "boer", "wensen": {"nu": "ja"}})

    assert (empty.answered, empty.total, empty.share, empty.can_be_sent) == (0, 9, 0, False)
    assert [one.key for one in empty.missing] == ["naam"]
    assert (some.answered, some.total) == (2, 10)  # the number of hectares is asked now; half a matrix is no answer
    assert some.can_be_sent
    assert [one.key for one in some.sections[1].advised] == ["verhaal"]


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "naam": st.text(max_size=3),
        "rol": st.sampled_from(["boer", "bewoner", None]),
        "hectaren": st.integers(0, 9),
        "wensen": st.dictionaries(st.sampled_from(["nu", "later"]), st.sampled_from(["ja", "nee"])),
    },
)


@settings(deadline=None, max_examples=60)
@given(ANSWERS)
def test_progress_adds_up_whatever_was_answered(answers):
    found = progress(QUESTIONNAIRE, answers)

    assert found.total == len(visible_questions(QUESTIONNAIRE, answers))
    assert 0 <= found.answered <= found.total
    assert (found.share == 100) == (found.answered == found.total)
