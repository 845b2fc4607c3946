from datetime import date
from itertools import product

import pytest

from governance.instruments.duties import Facts, Missing, judge
from governance.instruments.enums import Aim, Clarity, Duty, Weighing

TODAY = date(2026, 11, 23)
CLEAR = Facts(
    duty=Duty.RESULT,
    has_basis=True,
    aim=Aim.RECOVERY,
    weighing=Weighing.YES,
    has_levels=True,
    has_accountable=True,
    is_reviewed=True,
    has_open_question=False,
)
FLAGS = (False, True)
VALID = (None, date(2026, 11, 22), date(2026, 11, 23))


def changed(**values):
    return Facts(**{name: getattr(CLEAR, name) for name in CLEAR.__slots__} | values)


def test_judge_nothing_described_is_none():
    assert judge(None, TODAY).clarity == Clarity.NONE


def test_judge_everything_known_is_clear_without_reasons():
    assert judge(CLEAR, TODAY).clarity == Clarity.CLEAR
    assert judge(CLEAR, TODAY).missing == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"duty": Duty.UNKNOWN}, Missing.DUTY),
        ({"has_basis": False}, Missing.BASIS),
        ({"aim": Aim.UNKNOWN}, Missing.AIM),
        ({"weighing": Weighing.UNKNOWN}, Missing.WEIGHING),
        ({"has_levels": False}, Missing.LEVELS),
        ({"has_accountable": False}, Missing.ACCOUNTABLE),
        ({"is_reviewed": False}, Missing.REVIEW),
        ({"has_open_question": True}, Missing.OPEN_QUESTION),
    ],
)
def test_judge_one_thing_missing_is_partly_and_names_it(change, missing):
    judgement = judge(changed(**change), TODAY)

    assert (judgement.clarity, judgement.missing) == (Clarity.PARTLY, (missing,))


def test_judge_without_a_weighing_asks_no_levels():
    assert judge(changed(weighing=Weighing.NO, has_levels=False), TODAY).clarity == Clarity.CLEAR


def test_judge_lapsed_yesterday_says_so_and_keeps_what_is_missing():
    judgement = judge(changed(valid_to=date(2026, 11, 22), is_reviewed=False), TODAY)

    assert (judgement.clarity, judgement.lapsed_on) == (Clarity.LAPSED, date(2026, 11, 22))
    assert judgement.missing == (Missing.REVIEW,)


def test_judge_is_still_valid_on_its_last_day():
    assert judge(changed(valid_to=TODAY), TODAY).clarity == Clarity.CLEAR


def test_judge_is_total_and_clear_only_without_anything_missing():
    """Every combination has an outcome; clear means nothing is missing and still valid, and nothing else does."""
    for duty, basis, aim, weighing, levels, accountable, reviewed, question, valid_to in product(
        Duty, FLAGS, Aim, Weighing, FLAGS, FLAGS, FLAGS, FLAGS, VALID
    ):
        facts = Facts(duty, basis, aim, weighing, levels, accountable, reviewed, question, valid_to)
        judgement = judge(facts, TODAY)
        is_lapsed = valid_to == date(2026, 11, 22)

        assert (judgement.clarity == Clarity.CLEAR) == (not judgement.missing and not is_lapsed)
        assert (judgement.clarity == Clarity.LAPSED) == is_lapsed
