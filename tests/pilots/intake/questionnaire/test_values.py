"""Answers as people and programs send them: clean values come out, or a message, never an exception."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.intake.enums import QuestionKind, Shape
from pilots.intake.questionnaire import Option, Question, Text, check_answer, is_empty, show_answer
from pilots.intake.questionnaire.values import LONG_TEXT, MOST_VERTICES, SHORT_TEXT

pytestmark = pytest.mark.usefixtures("in_english")
CHOICES = (Option("a", Text("A")), Option("b", Text("B")), Option("c", Text("C")))
SHAPES = (Shape.POINT, Shape.LINE, Shape.POLYGON)


def question(kind, **fields):
    return Question(
        "vraag", kind, Text("Vraag?"), options=CHOICES, rows=CHOICES, columns=CHOICES, shapes=SHAPES, **fields
    )


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(kind=st.sampled_from(QuestionKind), value=ANYTHING)
def test_whatever_is_sent_gives_a_clean_value_or_a_message(kind, value):
    checked = check_answer(question(kind), value)

    assert checked.is_right or checked.value is None
    if checked.is_right and checked.value is not None:
        json.dumps(checked.value, allow_nan=False)
        assert check_answer(question(kind), checked.value) == checked, "a clean value stays as it is"
        assert show_answer(question(kind), checked.value)


@settings(deadline=None, max_examples=60)
@given(
    kind=st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon", "Circle"]),
    coordinates=st.recursive(
        st.floats(min_value=-10, max_value=60) | st.text(max_size=3) | st.none(),
        lambda inner: st.lists(inner, max_size=5),
        max_leaves=20,
    ),
)
def test_any_shape_gives_a_clean_value_or_a_message(kind, coordinates):
    checked = check_answer(question(QuestionKind.PLACE), {"type": kind, "coordinates": coordinates})

    if checked.is_right:
        assert checked.value["type"] == kind
        assert show_answer(question(QuestionKind.PLACE), checked.value)


@pytest.mark.parametrize("value", [None, "", "   ", [], {}])
@pytest.mark.parametrize("kind", list(QuestionKind))
def test_nothing_is_no_answer_for_every_kind(kind, value):
    assert is_empty(value)
    assert check_answer(question(kind), value).value is None
    assert show_answer(question(kind), value) == ""


@pytest.mark.parametrize(
    ("kind", "value", "clean"),
    [
        ("short_text", "  veel \n ruimte ", "veel ruimte"),
        ("short_text", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("short_text", "=1+1", "=1+1"),
        ("long_text", "een\r\n\r\ntwee\x00", "een\n\ntwee"),
        ("one_choice", "b", "b"),
        ("several_choices", ["c", "a", "a"], ["a", "c"]),
        ("several_choices", "c", ["c"]),
        ("scale", "3", 3),
        ("number", "1.250,5", 1250.5),
        ("number", "12", 12),
        ("number", "3.4", 3.4),
        ("number", "1 000", 1000),
        ("date", "2026-11-23", "2026-11-23"),
        ("place", '{"type": "Point", "coordinates": [6.1, 52.1, 3]}', {"type": "Point", "coordinates": [6.1, 52.1]}),
        ("file", [3, 3, 4], [3, 4]),
        ("matrix", {"b": "a", "a": "c", "c": ""}, {"a": "c", "b": "a"}),
    ],
)
def test_right_answer_comes_out_clean(kind, value, clean):
    checked = check_answer(question(QuestionKind(kind), decimals=1), value)

    assert (checked.value, checked.error) == (clean, "")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("short_text", "x" * 10_000, f"At most {SHORT_TEXT} characters fit here. Shorten it by 9800 characters."),
        ("long_text", "x" * (LONG_TEXT + 1), "Shorten it by 1 character."),
        ("short_text", 5, "in words"),
        ("one_choice", "d", "Choose one"),
        ("several_choices", ["a", "d"], "Choose from"),
        ("scale", 6, "from 1 to 5"),
        ("scale", True, "from 1 to 5"),
        ("number", "twaalf", "Fill in a number"),
        ("number", "NaN", "too large"),
        ("number", "1e99", "too large"),
        ("number", -1, "at least 0"),
        ("number", 101, "at most 100"),
        ("date", "23-11-2026", "Fill in a date"),
        ("date", "0001-01-01", "between 1800 and 2200"),
        ("place", "[" * 3000, "Draw it on the map again"),
        ("place", {"type": "Point", "coordinates": [0, 0]}, "not in the Netherlands"),
        ("place", {"type": "LineString", "coordinates": [[6, 52]]}, "at least two points"),
        ("place", {"type": "Polygon", "coordinates": [[[6, 52], [6.1, 52]]]}, "at least three points"),
        ("place", {"type": "Polygon", "coordinates": [[[6, 52]] * 1_000_000]}, f"at most {MOST_VERTICES} points"),
        ("place", "x" * 100_000, f"at most {MOST_VERTICES} points"),
        ("place", {"type": "MultiPoint", "coordinates": []}, "Draw one of these"),
        ("file", ["a.pdf"], "Choose the file again"),
        ("file", [1, 2, 3, 4, 5, 6], "at most 5 files"),
        ("matrix", {"d": "a"}, "in each row"),
        ("matrix", {"a": "d"}, "in each row"),
    ],
)
def test_wrong_answer_says_what_is_wrong(kind, value, words):
    checked = check_answer(question(QuestionKind(kind), minimum=0, maximum=100), value)

    assert words in checked.error
    assert checked.value is None


def test_open_area_is_closed():
    ring = [[6.0, 52.0], [6.1, 52.0], [6.1, 52.1]]

    checked = check_answer(question(QuestionKind.PLACE), {"type": "Polygon", "coordinates": [ring]})

    assert checked.value["coordinates"][0][-1] == ring[0]


def test_shape_that_may_not_be_drawn_is_refused():
    one = Question("vraag", QuestionKind.PLACE, Text("Waar?"), shapes=(Shape.POLYGON,))

    assert "an area" in check_answer(one, {"type": "Point", "coordinates": [6, 52]}).error


def test_answers_read_as_words():
    assert show_answer(question(QuestionKind.SEVERAL_CHOICES), ["a", "c"]) == "A\nC"
    assert show_answer(question(QuestionKind.MATRIX), {"a": "b"}) == "A: B"
    assert show_answer(question(QuestionKind.NUMBER, unit=Text("ha", "ha")), 3) == "3 ha"
    assert show_answer(question(QuestionKind.NUMBER, unit=Text("ha", "ha")), 3.0) == "3 ha"
    assert show_answer(question(QuestionKind.NUMBER, unit=Text("ha", "ha")), 3.5) == "3.5 ha"
    assert show_answer(question(QuestionKind.SCALE), 2) == "2 of 5"


def test_half_a_smiley_is_left_out_because_no_database_keeps_it():
    question = Question("wens", QuestionKind.LONG_TEXT, Text("Wens"))

    assert check_answer(question, "Graag \ud83d water").value == "Graag  water"


@pytest.mark.parametrize(
    "value",
    ['{"type": [], "coordinates": [5, 52]}', '{"type": "Point", "coordinates": [1' + "0" * 400 + ", 52]}"],
)
def test_shape_made_by_hand_gets_a_message(value):
    question = Question("plek", QuestionKind.PLACE, Text("Plek"), shapes=(Shape.POINT,))

    assert check_answer(question, value).error
