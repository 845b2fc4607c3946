from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from random import Random
from types import SimpleNamespace

from tests.typology.gearbox.pages.test_result import TABLES, filled_in
from typology.gearbox.arranging import (
    TO_DO,
    Kind,
    Point,
    State,
    arranged_since,
    dial_points,
    form_points,
    lines,
    principle_points,
    state_of,
)
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.gears import dial_states
from typology.gearbox.ostrom import Met, completeness
from typology.gearbox.structure import advise

STATUSES = [None, *ArrangementStatus]
POINT = Point("4-subject", Kind.DIAL, "subject", (), is_met=False, is_complete=True, why=())
# What is said about a line whose row has each status: open, doing, done, dropped, after no row at all.
TABLE = {
    "gap": [State.OPEN, State.OPEN, State.DOING, State.CLAIMED, State.DROPPED],
    "met": [State.ARRANGED, State.ARRANGED, State.ARRANGED, State.DONE, State.DROPPED],
    "by hand": [State.OPEN, State.OPEN, State.DOING, State.DONE, State.DROPPED],
    "past": [None, State.PAST, State.PAST, State.DONE, State.DROPPED],
    "own": [None, State.OPEN, State.DOING, State.DONE, State.DROPPED],
}
POINTS = {"gap": POINT, "met": replace(POINT, is_met=True), "by hand": replace(POINT, is_by_hand=True)}


def row(code, status, pk=1):
    return SimpleNamespace(pk=pk, code=code, status=status)


def moment(day):
    return datetime(2026, 11, day, 9, tzinfo=UTC)


def test_state_of_every_line_follows_the_table():
    for kind, states in TABLE.items():
        for status, state in zip(STATUSES, states, strict=True):
            if state is not None:
                assert state_of(POINTS.get(kind), status, is_own=kind == "own") is state, (kind, status)


def test_lines_lose_no_row_and_no_gap_and_name_each_once():
    points = [replace(POINT, code=code, is_met=is_met) for code, is_met in (("a", False), ("b", True), ("c", True))]
    since = {"c": moment(3)}
    for statuses in product(STATUSES, repeat=4):
        codes = ("a", "b", "", "gone")
        rows = [row(code, status, pk) for pk, (code, status) in enumerate(zip(codes, statuses, strict=True)) if status]

        found = lines(points, rows, since)

        assert [line.row for line in found if line.row] == sorted(rows, key=lambda each: found_at(found, each))
        assert len({line.key for line in found}) == len(found)
        assert {"a", "c"} <= {line.key for line in found}
        assert ("b" in {line.key for line in found}) == bool(statuses[1]), "what never was a gap is no line"
        assert all(line.arranged_at == since.get(line.key) for line in found)
        assert {line.key for line in found if line.state in TO_DO} >= ({"a"} if statuses[0] != "dropped" else set())


def found_at(found, each):
    return next(place for place, line in enumerate(found) if line.row is each)


def test_arranged_since_is_the_change_after_the_last_gap_and_an_empty_form_is_no_gap():
    met = replace(POINT, is_met=True)
    seen = {
        "good": [met],
        "gap": [POINT],
        "empty": [replace(POINT, is_complete=False)],
    }
    cases = {
        ("good", "good", "gap"): {"4-subject": moment(8)},
        ("good", "gap", "good"): {"4-subject": moment(9)},
        ("good", "empty", "empty"): {},
        ("good",): {},
    }

    for history, expected in cases.items():
        moments = [(moment(9 - number), {"answers": name}) for number, name in enumerate(history)]

        assert arranged_since([met], moments, lambda answers: seen[answers["answers"]]) == expected

    assert arranged_since([POINT], [(moment(1), {"answers": "good"})], lambda answers: seen[answers["answers"]]) == {}


def test_points_never_ask_more_than_the_needed_gear_and_each_is_found_by_one_code():
    for seed in range(40):
        answers = filled_in(Random(seed), 1.0 if seed % 2 else 0.5)
        states, principles = dial_states(TABLES, answers), completeness(TABLES, answers)
        for gear in TABLES.gears:
            points = [
                *dial_points(states, gear),
                *principle_points(TABLES, principles, gear),
                *form_points(advise(TABLES, answers, gear), gear),
            ]

            assert len({point.code for point in points}) == len(points)
            assert {point.code for point in points} >= {demand.code for demand in gear.demands.values()}
            asked = [point for point in points if point.kind is Kind.PRINCIPLE]
            assert not (asked and gear.code == "R")
            for point in asked:
                state = next(each for each in principles if f"principe-{each.principle.code}" == point.code)
                within = [
                    each for each in state.asks
                    if each.ask.level <= gear.demands[TABLES.dial_of[each.question.code].code].level
                ]  # fmt: skip
                missing = [each for each in within if each.state is not Met.MET]
                assert point.is_met == (not missing)
                assert [given.question for given in point.why] == [each.question for each in missing]
                assert point.condition
    assert dial_points(states, None) == principle_points(TABLES, principles, None) == ()
    assert form_points(advise(TABLES, {}), TABLES.gears[0]) == ()
