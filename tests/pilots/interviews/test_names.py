import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.interviews.enums import NameKind
from pilots.interviews.names import Known, NamesLeftError, contexts, occurrences, propose, replace

TEXT = """Interviewer: Hoe begon het?
Jan de Vries: Nou, in Brummen kwam meneer Wolters langs, van Waterschap Vallei. Jan zei ik nog,
dat wordt wat in januari.
Mail mij maar: jan.devries@boerderij.example of bel 06-12345678. Ik woon
aan de Zutphensestraat 12, 6971 AB.
Later sprak Anneke van der Meulen met Rijkswaterstaat en met NMG. Kijk, De Vries ben ik."""
KNOWN = [Known("Jan de Vries", NameKind.PERSON, "Veehouder A")]


def found(text=TEXT, known=KNOWN):
    return {one.original: one for one in propose(text, known)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jan de Vries", NameKind.PERSON),
        ("Jan", NameKind.PERSON),
        ("Wolters", NameKind.PERSON),
        ("Anneke van der Meulen", NameKind.PERSON),
        ("Waterschap Vallei", NameKind.ORGANISATION),
        ("NMG", NameKind.ORGANISATION),
        ("Brummen", NameKind.PLACE),
        ("jan.devries@boerderij.example", NameKind.EMAIL),
        ("06-12345678", NameKind.PHONE),
        ("Zutphensestraat 12", NameKind.ADDRESS),
        ("6971 AB", NameKind.ADDRESS),
    ],
)
def test_what_may_be_a_name_is_proposed(name, kind):
    assert found()[name].kind == kind


@pytest.mark.parametrize("word", ["Interviewer", "Nou", "Later", "Kijk", "Hoe", "Ik", "januari"])
def test_what_is_no_name_is_not_proposed(word):
    assert word not in found()


def test_a_participant_keeps_one_pseudonym_under_every_form_of_the_name():
    assert {found()[name].suggestion for name in ("Jan de Vries", "Jan", "Vries")} == {"Veehouder A"}


def test_others_get_a_number_in_brackets_that_says_what_they_are():
    assert found()["Brummen"].suggestion == "[plaats 1]"


def test_finding_counts_whole_words():
    assert found()["Jan"].count == 2


def test_contexts_show_what_stands_around_a_name():
    before, name, after = contexts(TEXT, "Wolters")[0]

    assert before.endswith("kwam meneer ")
    assert (name, after[:6]) == ("Wolters", " langs")


@pytest.mark.parametrize("text", ["Januari is koud", "Janssen", "JanJan", "_Jan"])
def test_a_name_inside_a_word_is_left(text):
    assert list(occurrences(text, "Jan")) == []
    assert replace(text, {"Jan": "A"}).text == text


def test_the_longest_name_goes_first():
    done = replace("Jan de Vries en Jan", {"Jan": "X", "Jan de Vries": "Veehouder A"})

    assert done.text == "Veehouder A en X"


def test_a_pseudonym_that_brings_the_name_back_is_refused():
    with pytest.raises(NamesLeftError) as refused:
        replace("Jan belde", {"Jan": "broer van Jan"})

    assert refused.value.names == ("Jan",)


def test_pieces_of_the_text_stay_what_they_were():
    text = "Dag Jan de Vries, het peil is te hoog."
    start = text.index("het")

    done = replace(text, {"Jan de Vries": "A"})
    new_start, new_end = done.move(start, len(text))

    assert done.text[new_start:new_end] == "het peil is te hoog."


def test_piece_that_cuts_through_a_name_gets_the_whole_pseudonym():
    done = replace("Dag Jan de Vries, hallo", {"Jan de Vries": "Veehouder A"})

    assert done.text[slice(*done.move(6, 10))] == "Veehouder A"


LETTERS = st.text(alphabet="aAbBé ._-'\n", min_size=0, max_size=60)
NAMES = st.dictionaries(
    st.text(alphabet="AaBbé.'- ", min_size=1, max_size=6).map(str.strip).filter(bool),
    st.integers(1, 9).map(lambda number: f"[persoon {number}]"),
    max_size=5,
)


@given(text=LETTERS, pairs=NAMES)
def test_no_name_is_left_in_the_text(text, pairs):
    done = replace(text, pairs)

    for name in pairs:
        own_start, own_end = (r"(?<!\w)" if name[0].isalnum() else "", r"(?!\w)" if name[-1].isalnum() else "")
        assert not re.search(own_start + re.escape(name) + own_end, done.text)


@given(text=LETTERS, pairs=NAMES, cut=st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted))
def test_a_moved_piece_lies_in_the_text_and_holds_what_was_not_replaced(text, pairs, cut):
    start, end = (min(border, len(text)) for border in cut)
    done = replace(text, pairs)

    new_start, new_end = done.move(start, end)

    assert 0 <= new_start <= new_end <= len(done.text)
    assert done.move(0, len(text)) == (0, len(done.text))
    if not done.rounds:
        assert done.text[new_start:new_end] == text[start:end]


@given(text=st.text(max_size=300))
def test_proposing_takes_any_text(text):
    for one in propose(text, KNOWN):
        assert one.count >= 1
        assert one.original in text
