"""The modules that know no database: chains, holes and the layout of the diagram."""

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from governance.bodies.chains import above, levels, makes_circle
from governance.bodies.diagram import Arrow, Node, lay_out
from governance.bodies.drawing import draw
from governance.bodies.enums import DecisionRule, LinkKind
from governance.bodies.holes import Gap, Group, Subject, find_holes

KEYS = st.integers(0, 7)
LINES = st.lists(st.tuples(KEYS, KEYS), max_size=14)


@given(LINES, KEYS, KEYS)
def test_chains_end_also_in_a_circle_and_a_circle_is_seen_before_it_is_made(lines, lower, higher):
    over = above(lines)
    depth = levels(range(8), lines)

    assert makes_circle(lines, lower, higher) == (
        lower in above([*lines, (lower, higher)])[lower] and (lower == higher or lower in over.get(higher, ()))
    )
    for low, high in lines:
        if low not in over[low] and high not in over[high]:
            assert depth[low] > depth[high]


NODES = st.lists(st.integers(0, 11), min_size=1, max_size=12, unique=True)
ARROWS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(LinkKind)), max_size=16)


@given(NODES, ARROWS)
def test_diagram_has_every_body_once_and_no_arrow_crosses_a_box(keys, arrows):
    nodes = [Node(key, f"Gebiedstafel met een tamelijk lange naam {key}", ("elke maand",)) for key in keys]
    drawn = lay_out(nodes, [Arrow(*arrow) for arrow in arrows])

    assert sorted(box.key for box in drawn.boxes) == sorted(keys)
    assert len(drawn.tracks) == len([one for one in arrows if {one[0], one[1]} <= set(keys) and one[0] != one[1]])
    for one, other in product(drawn.boxes, drawn.boxes):
        apart = abs(one.x - other.x) >= one.width or one.y + one.height <= other.y or other.y + other.height <= one.y
        assert one is other or apart
    for track in drawn.tracks:
        for (x1, y1), (x2, y2) in pairwise(track.points):
            assert x1 == x2 or y1 == y2
            assert 0 <= min(x1, x2) <= max(x1, x2) <= drawn.width
            assert 0 <= min(y1, y2) <= max(y1, y2) <= drawn.height
            for box in drawn.boxes:
                crosses = min(x1, x2) < box.x + box.width and max(x1, x2) > box.x
                crosses &= min(y1, y2) < box.y + box.height and max(y1, y2) > box.y
                assert not crosses


def test_drawing_has_its_words_and_escapes_them():
    layout = lay_out([Node(1, "A <b>"), Node(2, "B")], [Arrow(2, 1, LinkKind.ADVISES)])
    svg = draw(layout, "key", "Wie & wat", "B adviseert A <b>.")

    assert '<title id="key-title">Wie &amp; wat</title>' in svg
    assert "A &lt;b&gt;" in svg
    assert "<b>" not in svg
    assert "style" not in svg
    assert 'stroke-dasharray="9 5"' in svg


def test_every_hole_is_found_in_all_combinations_of_one_body():
    """A single body that decides about everything: each fault shows exactly when it is there."""
    for rule, members, deciders, has_chair, left in product(
        ["", *DecisionRule.values], (0, 1, 3), (0, 1, 2), (True, False), ((), ("Waterschap",))
    ):
        if deciders > members or (has_chair and not members):
            continue
        group = Group(1, "Tafel", rule, members, deciders, has_chair, left)
        found = {hole.gap for hole in find_holes([group], [Subject("Doelen", (1,), is_escalation=True)], [])}
        expected = {
            Gap.NO_RULE: not rule,
            Gap.ONLY_ADVISES: rule == DecisionRule.ADVISES,
            Gap.NO_MANDATE: members > 0 and deciders == 0,
            Gap.ONE_IS_MORE: rule == DecisionRule.ONE and deciders > 1,
            Gap.NO_MEMBERS: members == 0,
            Gap.NO_CHAIR: members > 0 and not has_chair,
            Gap.PARTY_LEFT: bool(left),
        }
        assert found == {gap for gap, is_there in expected.items() if is_there}


def test_topics_need_one_decider_and_decisions_a_way_up():
    sound = {"rule": "consensus", "members": 2, "deciders": 1, "has_chair": True}
    top, middle, low, idle = (Group(key, f"B{key}", **sound) for key in range(4))
    subjects = [
        Subject("Doelen", (0,)),
        Subject("Budget", ()),
        Subject("Planning", (1, 2)),
        Subject("Geschil", (1,), others=(2,), is_escalation=True),
    ]

    holes = find_holes([top, middle, low, idle], subjects, [(1, 0)])
    assert [(hole.gap, hole.body, hole.topic, hole.others) for hole in holes] == [
        (Gap.NO_DECIDER, "", "Budget", ()),
        (Gap.TWO_DECIDERS, "", "Planning", ("B1", "B2")),
        (Gap.NO_TOPIC, "B3", "", ()),
        (Gap.NO_WAY_UP, "B2", "", ("B1",)),
    ]

    # With a line, also through another body, there is a way up; in a circle there is none.
    assert Gap.NO_WAY_UP not in {hole.gap for hole in find_holes([top, middle, low], subjects, [(2, 0), (0, 1)])}
    assert Gap.CIRCLE in {hole.gap for hole in find_holes([top, middle, low], subjects, [(0, 1), (1, 2), (2, 0)])}
