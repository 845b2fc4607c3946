from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typology.gearbox.test_gears import DIALS, TABLES
from typology.gearbox.similar import ALIKE, Aspect, Context, Likeness, compare, similar

ORDER = [gear.code for gear in TABLES.steps]
CONTEXTS = st.builds(
    Context,
    key=st.sampled_from(["a", "b", "c", "d", "e"]),
    landscape=st.sampled_from(["", "sand", "peat"]),
    phase=st.sampled_from(["", "pre-exploration", "exploration", "execution"]),
    kinds=st.frozensets(st.sampled_from(["farm", "nature", "province"])),
    themes=st.frozensets(st.sampled_from(["nitrogen", "desiccation"])),
    current=st.sampled_from(["", "1", "2", "4"]),
    needed=st.sampled_from(["", "2", "4", "R"]),
    levels=st.sampled_from([(), tuple((dial, 2) for dial in DIALS), tuple((dial, 4) for dial in DIALS)]),
)


@settings(max_examples=80, deadline=None)
@given(own=CONTEXTS, others=st.lists(CONTEXTS, max_size=5, unique_by=lambda one: one.key), data=st.data())
def test_similar_any_areas(own, others, data):
    found = similar(TABLES, own, others)

    assert found == similar(TABLES, own, data.draw(st.permutations(others)))
    assert own.key not in {each.key for each in found}
    assert all(ALIKE <= each.likeness <= 1 and each.reasons for each in found)
    for other in others:
        one, back = compare(own, other, ORDER), compare(other, own, ORDER)
        assert (one and one.likeness) == (back and back.likeness), "likeness goes both ways"
        assert one is None or 0 <= one.likeness <= 1


def test_similar_says_what_two_areas_have_in_common_the_weightiest_first():
    own = Context(
        "a", "sand", "exploration", frozenset({"farm", "nature"}), frozenset({"nitrogen"}), "2", "4", (("subject", 3),)
    )
    other = Context(
        "b", "sand", "setup", frozenset({"farm"}), frozenset({"nitrogen"}), "1", "R", (("subject", 3), ("partners", 1))
    )

    (found,) = similar(TABLES, own, [other, own])

    assert [(reason.aspect, reason.shared) for reason in found.reasons] == [
        (Aspect.LANDSCAPE, ("sand",)),
        (Aspect.THEMES, ("nitrogen",)),
        (Aspect.KINDS, ("farm",)),
        (Aspect.DIALS, ("subject",)),
        (Aspect.PHASE, ("setup",)),
        (Aspect.CURRENT, ("1",)),
    ]
    # landscape 3×1, themes 3×1, needed 3×0 (R is outside the order), kinds 2×1/2, dials 2×1, current 3/4, phase 6/7
    assert found.likeness == round((3 + 3 + 0 + 1 + 2 + 0.75 + 6 / 7) / 15, 2)


def test_similar_same_area_in_all_but_name_is_one_and_too_little_known_is_nothing():
    own = Context("a", "sand", "setup", needed="4")

    assert similar(TABLES, own, [Context("b", "sand", "setup", needed="4")])[0].likeness == 1
    assert similar(TABLES, own, [Context("b", "sand", "setup")]) == ()
    assert similar(TABLES, Context("a"), [own]) == ()


def test_likeness_holds_no_place_in_a_ranking():
    assert [field.name for field in fields(Likeness)] == ["key", "likeness", "reasons"]
