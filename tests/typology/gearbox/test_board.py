"""The board shows the same for any order of views, and nothing from which one person's answer follows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typology.gearbox.test_gears import TABLES
from typology.gearbox.board import FEWEST, Board, View, board, disagreement

TRUST = TABLES.questions["partners-trust"]
CODES = [level.code for level in TRUST.levels]
VIEWS = st.lists(
    st.builds(
        View,
        name=st.sampled_from(["Collectief", "Gemeente", "Landgoed", "Waterschap"]),
        may_be_named=st.booleans(),
        answers=st.fixed_dictionaries(
            {},
            optional={
                "partners-trust": st.sampled_from([*CODES, "gone"]),
                "agreements-monitoring": st.sampled_from(["agreements-monitoring-2", "agreements-monitoring-5"]),
                "setting": st.sampled_from(["free", "imposed"]),
            },
        ),
    ),
    max_size=9,
)


def line(views, code="partners-trust"):
    return next(line for line in board(TABLES, views).lines if line.question.code == code)


def views_of(*steps, named=()):
    """A view per step on the question about trust; those whose place is in `named` may be named."""
    return [View(f"P{n}", n in named, {"partners-trust": CODES[step]}) for n, step in enumerate(steps)]


@settings(max_examples=60, deadline=None)
@given(views=VIEWS, data=st.data())
def test_board_of_any_views_in_any_order(views, data):
    shown = board(TABLES, views)

    assert board(TABLES, data.draw(st.permutations(views))) == shown
    if len(views) < FEWEST:
        assert shown == Board(len(views), ())
        return
    for each in shown.lines:
        known = {answer.code for answer, _number in each.counts}
        assert each.answered == sum(number for _answer, number in each.counts) or each.answered < FEWEST
        if each.answered < FEWEST:
            assert (each.counts, each.median, each.spread, each.disagreement, each.differing) == ((), None, 0, 0, ())
            continue
        assert each.median.code in known
        assert 0 <= each.disagreement <= 1
        assert (each.disagreement == 0) == (each.spread == 0)
        silent = sum(not view.may_be_named and view.answers.get(each.question.code) in known for view in views)
        assert not each.differing or silent == 0 or silent >= FEWEST
        allowed = {(view.name, view.answers.get(each.question.code)) for view in views if view.may_be_named}
        assert {(who.name, who.answer.code) for who in each.differing} <= allowed


def test_board_counts_every_answer_and_finds_the_middle():
    shown = line(views_of(0, 3, 3, 4, 5))

    assert [number for _answer, number in shown.counts] == [1, 0, 0, 2, 1, 1]
    assert (shown.median.code, shown.spread, shown.answered) == ("partners-trust-3", 5, 5)
    assert line(views_of(1, 2, 4, 5)).median.code == "partners-trust-2", "of two in the middle the lower"


def test_disagreement_is_the_share_of_the_largest_distance_there_can_be():
    assert disagreement([2, 2, 2], 6) == 0
    assert disagreement([0, 0, 5, 5], 6) == 1
    assert disagreement([0, 5, 5], 6) == 1
    assert disagreement([0, 0, 0, 5], 6) == 0.75
    assert disagreement([2, 2, 3, 3], 6) == 0.2
    assert disagreement([0, 0, 0], 1) == 0


def test_board_names_who_differs_only_where_they_allowed_it_and_others_stay_hidden():
    everybody = line(views_of(0, 4, 4, 4, named={0, 1, 2, 3}))
    some_silent = line(views_of(0, 4, 4, 4, 4, named={0, 1}))
    one_silent = line(views_of(0, 4, 4, 4, named={0, 1, 2}))
    nobody = line(views_of(0, 4, 4, 4))

    assert [(who.name, who.answer.code, who.steps) for who in everybody.differing] == [("P0", "partners-trust-0", 4)]
    assert [who.name for who in some_silent.differing] == ["P0"]
    assert one_silent.differing == (), "the one who did not allow it could be counted out"
    assert nobody.differing == ()


def test_to_discuss_starts_where_views_differ_most():
    views = [
        View("", False, {"partners-trust": CODES[n], "setting": choice, "subject-clear": "subject-clear-1"})
        for n, choice in zip((2, 2, 3), ("free", "imposed", "imposed"), strict=True)
    ]

    assert [line.question.code for line in board(TABLES, views).to_discuss] == ["setting", "partners-trust"]
