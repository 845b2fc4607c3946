from itertools import product

from pilots.goals.enums import SIGN_MARKS, Sign
from pilots.goals.stack import Own, cells, conflicts
from pilots.goals.tables import Interaction

USUAL = {("rewetting", "food"): Interaction(Sign.MINUS, "Natte grond", ())}


def test_cells_without_a_default_are_not_known():
    rows = cells(["monitoring"], ["food"], USUAL, {})

    assert rows["monitoring"][0].sign == Sign.UNKNOWN
    assert rows["monitoring"][0].mark == "?"


def test_cells_follow_the_area_and_remember_the_list():
    own = Own(Sign.DEPENDS, "Natte teelt", Sign.MINUS, "Ans")

    (cell,) = cells(["rewetting"], ["food"], USUAL, {("rewetting", "food"): own})["rewetting"]

    assert (cell.sign, cell.default, cell.own) == (Sign.DEPENDS, Sign.MINUS, own)
    assert not cell.is_outdated


def test_cells_say_when_the_list_changed_since():
    own = Own(Sign.DEPENDS, "Natte teelt", Sign.PLUS)

    assert cells(["rewetting"], ["food"], USUAL, {("rewetting", "food"): own})["rewetting"][0].is_outdated


def test_conflicts_are_every_minus_of_list_and_area():
    for usual, own in product(Sign, [None, *Sign]):
        overrides = {("a", "b"): Own(own, "reden", usual)} if own else {}
        rows = cells(["a"], ["b"], {("a", "b"): Interaction(usual, "", ())}, overrides)
        assert bool(conflicts(rows)) == ((own or usual) == Sign.MINUS)


def test_every_sign_has_its_own_mark():
    assert len(set(SIGN_MARKS.values())) == len(Sign)
