from hypothesis import given
from hypothesis import strategies as st

from reports.differences import FORM, Change, Chapter, Item, Move, Thing, compare, store

words = st.text("abc ", max_size=4)
items = st.lists(st.builds(Item, words, words, words, st.booleans()), max_size=3, unique_by=lambda item: item.key)
things = st.lists(st.builds(Thing, words, words, items.map(tuple)), max_size=3, unique_by=lambda thing: thing.key)
chapters = st.lists(
    st.builds(Chapter, words, words, things.map(tuple)), max_size=3, unique_by=lambda chapter: chapter.key
)


def snapshot(*items: Item, name: str = "H6410", key: str = "1") -> dict:
    return store([Chapter("goals", "Doelen", (Thing(key, name, items),))])


def test_compare_tells_what_is_new_gone_changed_and_rewritten():
    old = store([Chapter("goals", "Doelen", (
        Thing("1", "H6410", (
            Item("gap", "gap", "4 ha"), Item("note", "note", "Jan zei het", is_told=False),
            Item("place", "place", "kaart"),
        )),
        Thing("2", "H1166", ()),
    ))])  # fmt: skip
    new = store([Chapter("goals", "Doelen", (
        Thing("3", "H4010", ()),
        Thing("1", "H6410 nat", (Item("gap", "lack", "6 ha"), Item("note", "note", "Piet zei het", is_told=False))),
    ))])  # fmt: skip

    (group,) = compare(old, new)

    assert group.name == "Doelen"
    assert group.changes == (
        Change("H4010", Move.NEW),
        Change("H6410 nat", Move.CHANGED, "H6410", "H6410 nat"),
        Change("H6410 nat: lack", Move.CHANGED, "4 ha", "6 ha"),  # another name for the same fact is no change
        Change("H6410 nat: note", Move.REWRITTEN),
        Change("H6410 nat: place", Move.CHANGED, "kaart", ""),
        Change("H1166", Move.GONE),
    )
    assert "Jan" not in str(old)  # a text that is not told is not stored either


def test_compare_leaves_snapshots_of_another_form_alone():
    new = snapshot(Item("gap", "gap", "4 ha"))

    assert new["form"] == FORM
    assert [change.move for group in compare({}, new) for change in group.changes] == [Move.NEW]
    assert compare({"form": FORM + 1, "chapters": "?"}, new) == compare({}, new)


@given(chapters, chapters)
def test_compare_is_empty_exactly_when_the_same_facts_are_told(one, other):
    old, new = store(one), store(other)

    assert compare(old, old) == ()
    assert [group.name for group in compare(old, new)] == [] or old != new
    there, back = (sum(len(group.changes) for group in compare(*pair)) for pair in ((old, new), (new, old)))
    assert there == back
