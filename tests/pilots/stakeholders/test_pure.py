"""The pure modules of the room: contact load, the drawing, and which rows look alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.stakeholders.drawing import (
    CELL_HEIGHT,
    CELL_WIDTH,
    NUMBERS_PER_CELL,
    SIGNS,
    Spot,
    draw,
    fields,
    quadrant,
    shorten,
)
from pilots.stakeholders.duplicates import Entry, alike, plain, similar
from pilots.stakeholders.enums import Quadrant
from pilots.stakeholders.load import MANY, Contact, contact_load, quarter_of

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def asked(day, area="Brummen", area_id=1):
    return Contact(day, True, area_id, area)


@given(DAYS)
def test_quarter_holds_its_day(day):
    quarter = quarter_of(day)

    assert quarter.first <= day <= quarter.last
    assert (quarter.last - quarter.first).days in range(89, 92)


@pytest.mark.usefixtures("in_english")
def test_load_counts_over_all_areas_and_names_only_what_may_be_seen():
    contacts = [
        asked(date(2026, 10, 1)), asked(date(2026, 10, 5)), asked(date(2026, 10, 6), "", 7),
        asked(date(2026, 10, 7), "", 8), asked(date(2026, 9, 30)), Contact(date(2026, 10, 8), False, 1, "Brummen"),
        asked(date(2026, 12, 1)),
    ]  # fmt: skip

    load = contact_load(contacts, TODAY)

    assert (load.requests, load.contacts, load.by_area) == (4, 5, (("Brummen", 2),))
    assert (load.hidden_areas, load.hidden_requests, load.last_request_on) == (2, 2, date(2026, 10, 7))
    assert len(load.reasons) == 1
    assert "4 times in quarter 4 of 2026" in load.reasons[0]


@pytest.mark.parametrize(
    ("days", "warnings"),
    [([], 0), ([date(2026, 11, 22)], 1), ([date(2026, 11, 9)], 0), ([date(2026, 11, 10)], 1), ([TODAY] * 3, 2)],
)
def test_load_warns_after_many_requests_and_shortly_after_one(days, warnings):
    load = contact_load([asked(day) for day in days], TODAY)

    assert len(load.reasons) == warnings
    assert load.is_warning is bool(warnings)


@given(st.lists(st.tuples(DAYS, st.booleans(), st.integers(1, 4), st.sampled_from(["", "A", "B"]))), DAYS)
def test_load_adds_up_whatever_happened(rows, on):
    load = contact_load([Contact(*row) for row in rows], on)

    assert load.requests == sum(number for _, number in load.by_area) + load.hidden_requests
    assert load.requests <= load.contacts
    assert load.requests < MANY or load.is_warning


@pytest.mark.parametrize(
    ("influence", "interest", "field"),
    [
        (3, 3, Quadrant.TOGETHER), (5, 1, Quadrant.SATISFIED), (2, 5, Quadrant.INFORMED), (1, 2, Quadrant.WATCHED),
        (None, 3, None), (3, None, None),
    ],
)  # fmt: skip
def test_quadrant_says_how_to_work_with_a_party(influence, interest, field):
    assert quadrant(influence, interest) is field


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0, 0, 0), []),
        ((2, 0, 0, 0), []),
        ((3, 0, 0, 0), [3, 0, 0, 0]),
        ((8, 1, 3, 2), [8, None, 3, None]),
        ((8, 1, 3, 4), [8, None, None, 4]),
        ((8, 1, 0, 0), [None, None, 0, 0]),
        ((1, 1, 1, 0), [None, None, None, 0]),
    ],
)
def test_fields_hide_small_numbers_and_what_would_give_them_away(counts, shown):
    judged = [one for one, count in zip(Quadrant, counts, strict=True) for _ in range(count)]

    assert [field.parties for field in fields(judged)] == shown


STEPS = st.integers(1, 5)
PARTIES = st.lists(st.tuples(STEPS, STEPS, st.text(max_size=60)), max_size=70)


@given(PARTIES)
def test_no_label_of_the_drawing_lies_over_another(parties):
    drawing = draw(Spot(number, name, *steps) for number, (*steps, name) in enumerate(parties, start=1))

    boxes = []
    for cell in drawing.cells:
        assert len(cell.marks) + cell.more <= max(len(parties), 0)
        for mark in cell.marks:
            width = 9 + 12 + 7 * len(mark.short) if mark.short else 9
            boxes.append((mark.x - 9, mark.y - 9, mark.x + width, mark.y + 9))
            assert cell.x <= mark.x - 9
            assert mark.x + width <= cell.x + CELL_WIDTH
            assert cell.y <= mark.y - 9
            assert mark.y + 9 <= cell.y + CELL_HEIGHT
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert sum(len(cell.marks) + cell.more for cell in drawing.cells) == len(parties) == drawing.drawn
    assert all(len(cell.marks) <= NUMBERS_PER_CELL for cell in drawing.cells)


@given(st.text())
def test_shortened_name_fits(name):
    assert len(shorten(name)) <= SIGNS


def test_alike_finds_names_and_addresses_in_their_own_group():
    entries = [
        Entry(1, "Melkveebedrijf Wolbers", "", "a"),
        Entry(2, "melkveebedrijf  Wölbers B.V.", "", "a"),
        Entry(3, "Melkveebedrijf Wolbers", "", "b"),
        Entry(4, "Iemand anders", "x@example.nl", "b"),
        Entry(5, "Nog iemand", "X@example.nl", "c"),
    ]

    assert [(pair.first, pair.second, pair.score) for pair in alike(entries)] == [(1, 2, 100), (4, 5, 100)]


@pytest.mark.parametrize("name", ["", "De BV", "   ", "!!"])
def test_similar_to_nothing_is_nothing(name):
    assert similar(name, [Entry(1, "Boerderij", "")]) == []


def test_similar_gives_the_closest_first():
    entries = [Entry(1, "Landgoed De Eekhof"), Entry(2, "Landgoed Eekhoef"), Entry(3, "Waterschap")]

    assert [entry.pk for entry in similar("Landgoed de Eekhoef", entries)] == [2, 1]
    assert plain("Stichting Het Één Erf") == "erf"
