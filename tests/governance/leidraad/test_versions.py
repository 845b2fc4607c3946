import copy

from hypothesis import given
from hypothesis import strategies as st

from governance.leidraad.guide import Guide
from governance.leidraad.versions import Kind, compare_words, difference
from tests.factories.leidraad import condition, guide, question, text

CODES = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, max_size=4)
TEXTS = st.text(alphabet="ab ,.\n\u00e9", max_size=12)


@st.composite
def guides(draw) -> Guide:
    """Any guide of up to four conditions, with questions that may stand in any of them."""
    questions = draw(st.permutations(draw(CODES)))
    conditions = [condition(place, code, "hard", []) for place, code in enumerate(draw(CODES))]
    for code in questions if conditions else ():
        asked = question(code, draw(TEXTS)) | draw(st.sampled_from([{}, {"fact": "x"}, {"source": "deck-7"}]))
        draw(st.sampled_from(conditions))["questions"].append(asked)
    return Guide(guide() | {"conditions": conditions, "summary": text(draw(TEXTS))})


@given(TEXTS, TEXTS)
def test_words_hold_both_texts_and_nothing_else(old, new):
    pieces = compare_words(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.REMOVED) == new
    assert all(piece.text for piece in pieces)


@given(guides(), guides())
def test_difference_of_any_two_versions_is_complete_and_turns_around(old, new):
    there, back = difference(old, new), difference(new, old)

    assert difference(old, old).is_empty
    assert there.is_empty == back.is_empty
    added = {change.code for change in there.questions(Kind.ADDED)}
    removed = {change.code for change in there.questions(Kind.REMOVED)}
    assert added == new.questions.keys() - old.questions.keys()
    assert removed == old.questions.keys() - new.questions.keys()
    assert added == {change.code for change in back.questions(Kind.REMOVED)}
    for code in old.questions.keys() & new.questions.keys():
        is_same = (old.questions[code]["question"], old.questions[code].get("fact")) == (
            new.questions[code]["question"],
            new.questions[code].get("fact"),
        )
        moved = (old.condition_of(code) or {})["code"] != (new.condition_of(code) or {})["code"]
        found = [change for change in there.questions(Kind.CHANGED) if change.code == code]
        assert bool(found) == (not is_same or moved)  # one source is the same as a list of one


def test_difference_names_weight_guidance_and_sources_of_a_condition():
    old = guide()
    new = copy.deepcopy(old)
    new["conditions"][0] |= {"weight": "advised", "guidance": text("Nieuwe uitleg"), "source": ["deck-7", "open"]}
    new["sources"][1]["url"] = "https://example.nl/elders"
    new["chapters"].append(old["chapters"][0] | {"code": "nieuw"})

    found = difference(Guide(old), Guide(new))

    assert [field.name for field in found.conditions[0].fields] == ["weight", "guidance", "source"]
    assert [(change.code, change.what) for change in found.chapters] == [("nieuw", Kind.ADDED)]
    assert [field.name for field in found.sources[0].fields] == ["url"]
    assert not found.conditions[0].parts
