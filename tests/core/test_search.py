import pytest

from core.search import Question, Replacement, ask, lexicon, mend, search
from tests.factories.toolbox import PracticeFactory
from toolbox.models import Practice

LEXICON = {"bescherming": 4, "beschermd": 1, "kavelruil": 2, "water": 9, "watering": 1}


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("beschermign", "bescherming"),
        ("Beschremimg", "bescherming"),
        ("kavel", "kavelruil"),
        ("watr", "water"),
        ("xyzzy", "xyzzy"),
        ("bescherming", "bescherming"),
    ],
)
def test_mend_unknown_word_takes_the_nearest_known_word(typed, used):
    assert mend(typed, {typed.lower()}, LEXICON).used == used


def test_mend_equal_distance_takes_the_word_in_most_rows():
    assert mend("brok", {"brok"}, {"brak": 1, "brik": 3}).used == "brik"


def test_mend_keeps_operators_and_known_words():
    question = mend('"watr" -kavelruil water', {"watr"}, LEXICON)

    assert question == Question('"watr" -kavelruil water', '"water" -kavelruil water', (Replacement("watr", "water"),))


@pytest.fixture
def library(db):
    return [
        PracticeFactory(published=True, title="Bescherming van bronnen", summary="Met koeien in het beekdal."),
        PracticeFactory(published=True, title="Kavelruil", summary="Bronnen en water."),
        PracticeFactory(title="Geheimschrift", summary="Nog een concept."),
    ]


def test_ask_word_that_occurs_changes_nothing_and_takes_one_query(library, django_assert_num_queries):
    with django_assert_num_queries(1):
        question = ask(Practice.objects.published(), "  bronnen  ")

    assert question == Question("bronnen", "bronnen")


def test_ask_mistyped_word_is_mended_in_three_queries(library, django_assert_num_queries):
    with django_assert_num_queries(3):
        question = ask(Practice.objects.published(), "beschermign koeien")

    assert question.used == "bescherming koeien"
    assert question.replaced == (Replacement("beschermign", "bescherming"),)
    assert [row.title for row in search(Practice.objects.published(), question)] == ["Bescherming van bronnen"]


def test_ask_never_suggests_a_word_from_a_row_out_of_reach(library):
    question = ask(Practice.objects.published(), "geheimschrif")

    assert question.replaced == ()
    assert "geheimschrift" not in lexicon(Practice.objects.published())


def test_ask_words_that_occur_but_never_together_are_not_replaced(library):
    assert ask(Practice.objects.published(), "koeien kavelruil").replaced == ()


@pytest.mark.parametrize(
    "typed", ["", "   ", "de", '"', "-", "%", "'; drop table", "\x01", "a\x00b", "a" * 2000, "woord " * 2000]
)
def test_ask_odd_input_is_no_error(library, typed):
    question = ask(Practice.objects.published(), typed)

    list(search(Practice.objects.published(), question))


def test_search_title_weighs_more_than_summary(library):
    found = search(Practice.objects.published(), Question("bronnen", "bronnen"))

    assert [row.title for row in found] == ["Bescherming van bronnen", "Kavelruil"]
