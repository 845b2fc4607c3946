from hypothesis import given
from hypothesis import strategies as st

from pilots.areas.merging import three_way

values = st.fixed_dictionaries({name: st.integers(0, 2) for name in "abc"})


def test_three_way_takes_over_what_only_the_other_changed_and_names_what_both_did():
    base = {"name": "A", "programme": "P", "landscape": "sand", "months": 3}
    saved = {"name": "B", "programme": "Q", "landscape": "sand", "months": 4}
    yours = {"name": "A", "programme": "R", "landscape": "peat", "months": 4}

    merge = three_way(base, saved, yours)

    assert merge.values == {"name": "B", "programme": "R", "landscape": "peat", "months": 4}
    assert merge.taken == ("name",)
    assert merge.conflicts == ("programme",)


@given(base=values, saved=values, yours=values)
def test_three_way_never_loses_a_change(base, saved, yours):
    merge = three_way(base, saved, yours)

    for name in yours:
        if yours[name] != base[name]:
            assert merge.values[name] == yours[name]
            assert (name in merge.conflicts) == (saved[name] not in (base[name], yours[name]))
        else:
            assert merge.values[name] == saved[name]
