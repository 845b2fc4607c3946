from hypothesis import given
from hypothesis import strategies as st

from toolbox.facets import facets, fits

CHOICES = {"kind": ("Kind", [("a", "A"), ("b", "B")]), "land": ("Land", [("x", "X"), ("y", "Y"), ("z", "Z")])}
VALUES = {
    name: st.frozensets(st.sampled_from([value for value, _ in choices])) for name, (_, choices) in CHOICES.items()
}
ITEMS = st.lists(st.fixed_dictionaries(VALUES), max_size=8)
CHOSEN = st.fixed_dictionaries(VALUES)


@given(items=ITEMS, chosen=CHOSEN)
def test_facets_count_is_what_choosing_only_that_option_would_show(items, chosen):
    for facet in facets(items, CHOICES, chosen):
        for option in facet.options:
            alone = chosen | {facet.name: frozenset({option.value})}
            assert option.count == sum(fits(item, alone) for item in items)


@given(items=ITEMS, chosen=CHOSEN)
def test_facets_leave_out_empty_options_unless_they_are_on(items, chosen):
    for facet in facets(items, CHOICES, chosen):
        shown = {option.value for option in facet.options}
        assert chosen[facet.name] <= shown
        assert all(option.count or option.is_on for option in facet.options)
        assert facet.chosen == len(chosen[facet.name])
