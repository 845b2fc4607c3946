from itertools import chain, combinations

from toolbox.suggesting import GROUNDS, WEIGHTS, Because, Item, best, fit

WANTED = {because: (because.value, f"{because.value}-2") for because in Because}


def subsets(kinds):
    return chain.from_iterable(combinations(kinds, size) for size in range(len(kinds) + 1))


def item(key=1, title="Item", codes=1, *, kinds):
    names = {because: frozenset(WANTED[because][:codes]) for because in kinds}
    return Item(key, title, names)


def test_fit_of_every_combination_gives_its_reasons_and_needs_a_ground():
    for kinds in subsets(list(Because)):
        for codes in (1, 2):
            found = fit(item(codes=codes, kinds=kinds), WANTED)

            if not set(kinds) & GROUNDS:
                assert found.reasons == ()
                assert found.score == 0
                continue
            assert {reason.because for reason in found.reasons} == set(kinds)
            assert len(found.reasons) == codes * len(kinds)
            weights = [WEIGHTS[because] for because in kinds]
            assert found.score == sum(weight.first + (codes - 1) * weight.further for weight in weights)


def test_fit_ignores_codes_that_nobody_wants_and_asks_nothing_twice():
    found = fit(item(kinds=list(Because)), {Because.GEAR: ("gear", "gear"), Because.CONDITION: ("other",)})

    assert [(reason.because, reason.code) for reason in found.reasons] == [(Because.GEAR, "gear")]
    assert fit(item(kinds=list(Because)), {}).reasons == ()


def test_best_sorts_by_weight_then_title_whatever_the_order():
    items = [
        item(1, "b", kinds=[Because.GEAR]),
        item(2, "A", kinds=[Because.GEAR]),
        item(3, "c", kinds=[Because.ARRANGE]),
        item(4, "d", kinds=[Because.LANDSCAPE]),
    ]

    for order in (items, items[::-1]):
        assert [found.key for found in best(order, WANTED)] == [3, 2, 1]
