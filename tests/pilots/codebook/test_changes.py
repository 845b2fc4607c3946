from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pilots.codebook.changes import compare
from pilots.codebook.tables import Theme, Themes

CODES = ["a", "a.x", "a.y", "b", "b.x"]
texts = st.sampled_from(["een", "twee"]).map(lambda text: {"nl": text, "en": text})


def theme(code: str, **changes) -> Theme:
    parent = code.rpartition(".")[0]
    made = Theme(code, parent, {"nl": code, "en": code}, {"nl": "is", "en": "is"}, None, None, ())
    return replace(made, **changes)


@st.composite
def tables(draw) -> Themes:
    codes = draw(st.lists(st.sampled_from(CODES), unique=True))
    return Themes(tuple(theme(code, name=draw(texts), definition=draw(texts)) for code in codes))


@given(tables())
def test_compare_with_itself_finds_nothing(one):
    assert compare(one, one) == ()


@given(tables(), tables())
def test_compare_backwards_turns_added_into_removed(old, new):
    def codes(changes, kind):
        return {change.code for change in changes if change.kind == kind}

    forward, back = compare(old, new), compare(new, old)

    assert codes(forward, "added") == codes(back, "removed") == set(new.by_code) - set(old.by_code)
    assert codes(forward, "removed") == codes(back, "added") == set(old.by_code) - set(new.by_code)
    for kind in ("renamed", "redefined"):
        assert codes(forward, kind) == codes(back, kind)


def test_compare_theme_with_several_differences_names_each():
    old = Themes((theme("a.x"),))
    new = Themes((theme("a.x", parent="b", name={"nl": "n", "en": "n"}, use={"nl": "u", "en": "u"}),))

    assert [change.kind for change in compare(old, new)] == ["renamed", "redefined", "moved"]
