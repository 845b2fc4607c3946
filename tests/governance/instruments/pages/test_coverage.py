from datetime import date

import pytest
from django.utils import translation

from governance.instruments.enums import Coverage
from governance.instruments.pages.coverage import coverage_page
from tests.factories.goals import GoalFactory

TODAY = date(2026, 11, 23)


@pytest.fixture
def page(area):
    def _page():
        with translation.override("en"):
            return coverage_page(area, today=TODAY)

    return _page


def states(row):
    return [cell.coverage for cell in row.cells]


def test_page_of_a_goal_that_is_arranged_has_no_gaps(page, arranged):
    found = page()

    assert [states(row) for row in found.rows] == [[Coverage.DONE] * 5]
    assert (found.gaps, found.arranged, found.total) == ((), 5, 5)


def test_page_of_a_bare_goal_names_what_to_arrange_for_each_aspect(page, area):
    GoalFactory(area=area)
    found = page()

    assert [states(row) for row in found.rows] == [[Coverage.MISSING] * 5]
    assert [reasons for _goal, _aspect, reasons in found.gaps] == [
        ("It is not on the map yet.",),
        ("Nobody has described the obligation yet.",),
        ("No measure serves this goal yet.",),
        ("No measure serves this goal yet.",),
        ("Costs follow from measures.",),
    ]


def test_page_without_cover_says_how_much_is_missing(page, arranged):
    arranged.cover.delete()
    [(_goal, aspect, reasons)] = page().gaps

    assert (aspect, reasons) == ("Budget", ("In the whole area € 1,000 is not covered.",))


def test_page_with_voluntary_instruments_only_says_so(page, arranged):
    arranged.choice.escalates_to = ""
    arranged.choice.save()
    [(_goal, aspect, reasons)] = page().gaps

    assert aspect == "Instruments"
    assert "voluntary instruments only" in reasons[0]


def test_page_leaves_out_a_measure_that_was_dropped(page, arranged):
    arranged.measure.status = "dropped"
    arranged.measure.save()

    assert states(page().rows[0])[2:] == [Coverage.MISSING] * 3
