from datetime import date
from itertools import product

import pytest

from governance.instruments.enums import Availability, Force, MixState
from governance.instruments.mix import Chosen, Flag, Remark, Served, judge

TODAY = date(2026, 11, 23)


def chosen(**values):
    base = {
        "name": "Kavelruil",
        "force": Force.PRESSURE,
        "availability": Availability.OPEN,
        "ends_on": None,
        "checked_on": TODAY,
        "escalates_to": None,
    }
    return Chosen(**base | values)


def served(*instruments, ends_on=date(2028, 12, 31), name="Sloten dempen"):
    return Served(name, ends_on, tuple(instruments))


def test_judge_goal_without_measures_has_nothing_and_says_why():
    mix = judge([], TODAY)

    assert (mix.state, mix.remarks) == (MixState.NOTHING, (Remark(Flag.NO_MEASURE),))


def test_judge_measure_without_instrument_has_nothing_and_names_it():
    mix = judge([served()], TODAY)

    assert (mix.state, mix.remarks) == (MixState.NOTHING, (Remark(Flag.NO_INSTRUMENT, "Sloten dempen"),))


def test_judge_one_measure_of_two_without_instrument_is_a_gap():
    mix = judge([served(chosen()), served(name="Bufferzone")], TODAY)

    assert (mix.state, mix.remarks) == (MixState.GAPS, (Remark(Flag.NO_INSTRUMENT, "Bufferzone"),))


def test_judge_voluntary_instruments_only_are_flagged():
    mix = judge([served(chosen(force=Force.VOLUNTARY)), served(chosen(force=Force.VOLUNTARY))], TODAY)

    assert (mix.state, mix.remarks) == (MixState.VOLUNTARY, (Remark(Flag.VOLUNTARY_ONLY),))


@pytest.mark.parametrize(
    ("escalates_to", "expected"),
    [(Force.VOLUNTARY, MixState.VOLUNTARY), (Force.PRESSURE, MixState.FIRM), (Force.COMPULSORY, MixState.FIRM)],
)
def test_judge_voluntary_with_an_agreed_escalation_is_no_longer_voluntary_only(escalates_to, expected):
    assert judge([served(chosen(force=Force.VOLUNTARY, escalates_to=escalates_to))], TODAY).state == expected


@pytest.mark.parametrize(
    ("ends_on", "is_flagged"), [(None, False), (date(2028, 12, 30), True), (date(2028, 12, 31), False)]
)
def test_judge_instrument_that_ends_before_its_measure_is_flagged(ends_on, is_flagged):
    mix = judge([served(chosen(ends_on=ends_on))], TODAY)

    assert (Remark(Flag.ENDS_TOO_EARLY, "Sloten dempen", "Kavelruil") in mix.remarks) is is_flagged


def test_judge_instrument_that_ended_is_flagged_for_a_measure_without_planning():
    mix = judge([served(chosen(ends_on=date(2026, 11, 22)), ends_on=None)], TODAY)

    assert (mix.state, [remark.flag for remark in mix.remarks]) == (MixState.DOUBTFUL, [Flag.ENDS_TOO_EARLY])


@pytest.mark.parametrize(("checked_on", "is_flagged"), [(date(2025, 11, 23), False), (date(2025, 11, 22), True)])
def test_judge_instrument_that_nobody_checked_for_a_year_is_flagged(checked_on, is_flagged):
    flags = [remark.flag for remark in judge([served(chosen(checked_on=checked_on))], TODAY).remarks]

    assert flags == ([Flag.NOT_CHECKED] if is_flagged else [])


def test_judge_closed_instrument_is_flagged():
    mix = judge([served(chosen(availability=Availability.CLOSED))], TODAY)

    assert mix.remarks == (Remark(Flag.NOT_AVAILABLE, "Sloten dempen", "Kavelruil"),)


def test_judge_is_total_and_firm_only_without_remarks():
    for force, availability, ends_on, checked_on, escalates_to in product(
        Force, Availability, (None, date(2020, 1, 1)), (TODAY, date(2020, 1, 1)), (None, *Force)
    ):
        one = chosen(
            force=force, availability=availability, ends_on=ends_on, checked_on=checked_on, escalates_to=escalates_to
        )
        mix = judge([served(one)], TODAY)

        assert (mix.state == MixState.FIRM) == (not mix.remarks)
