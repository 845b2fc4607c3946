from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from types import SimpleNamespace

from typology.gearbox.arranging import TO_DO, Kind, Point, State, arranged_since, lines, state_of
from typology.gearbox.enums import ArrangementStatus

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
