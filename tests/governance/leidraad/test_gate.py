from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.leidraad.enums import AnswerValue, ConditionStatus, GateStatus, Rule
from governance.leidraad.gate import Condition, Given, assess_condition, assess_gate

YES, NO = Given(AnswerValue.YES), Given(AnswerValue.NO)
PARTLY, PLANNED = Given(AnswerValue.PARTLY), Given(AnswerValue.PARTLY, is_planned=True)
NOT_APPLICABLE = Given(AnswerValue.NOT_APPLICABLE)
STATES = [None, YES, NO, PARTLY, PLANNED, NOT_APPLICABLE]
QUESTIONS = ("2.1", "2.2", "2.3", "2.4")
RULES = {
    None: Rule.UNANSWERED,
    NO: Rule.NO,
    PARTLY: Rule.PARTLY_UNPLANNED,
    PLANNED: Rule.PARTLY_PLANNED,
}


def expected_status(states, is_hard: bool) -> ConditionStatus:
    """Say in other words than the source what the status must be."""
    if all(state is None for state in states):
        return ConditionStatus.UNANSWERED
    if None in states or NO in states or PARTLY in states:
        return ConditionStatus.OPEN
    if is_hard and set(states) == {NOT_APPLICABLE}:
        return ConditionStatus.OPEN
    return ConditionStatus.PLANNED if PLANNED in states else ConditionStatus.MET


@pytest.mark.parametrize("is_hard", [True, False])
def test_assess_condition_over_every_combination_of_four_answers(is_hard):
    condition = Condition("doel", QUESTIONS, is_hard)

    for states in product(STATES, repeat=len(QUESTIONS)):
        answers = {code: state for code, state in zip(QUESTIONS, states, strict=True) if state}

        result = assess_condition(condition, answers)

        assert result.status == expected_status(states, is_hard)
        assert result.answered == len(answers)
        assert (result.reasons == ()) == (result.status == ConditionStatus.MET)
        for code, state in zip(QUESTIONS, states, strict=True):
            rules = [reason.rule for reason in result.reasons if reason.question == code]
            assert rules == ([RULES[state]] if state in RULES else [])
            assert all(reason.value == (state and state.value) for reason in result.reasons if reason.question == code)


def test_assess_condition_of_a_hard_condition_set_aside_says_so():
    result = assess_condition(Condition("doel", ("2.1",), True), {"2.1": NOT_APPLICABLE})

    assert [(reason.question, reason.rule) for reason in result.reasons] == [("", Rule.SET_ASIDE)]


conditions = st.lists(
    st.builds(
        Condition,
        code=st.uuids().map(str),
        questions=st.lists(st.uuids().map(str), min_size=1, max_size=5, unique=True).map(tuple),
        is_hard=st.booleans(),
    ),
    max_size=8,
)


@given(conditions, st.data())
def test_assess_gate_follows_the_weakest_hard_condition(conditions, data):
    codes = [code for condition in conditions for code in condition.questions]
    drawn = {code: data.draw(st.sampled_from(STATES)) for code in codes}
    answers = {code: state for code, state in drawn.items() if state}

    gate = assess_gate(conditions, answers)

    hard = [result.status for result in gate.conditions if result.is_hard]
    if any(status in {ConditionStatus.OPEN, ConditionStatus.UNANSWERED} for status in hard):
        assert gate.status == GateStatus.CLOSED
    elif ConditionStatus.PLANNED in hard:
        assert gate.status == GateStatus.CONDITIONAL
    else:
        assert gate.status == GateStatus.OPEN
    assert [result.code for result in gate.conditions] == [condition.code for condition in conditions]
    assert all(result.reasons for result in gate.deciding)
    assert (gate.deciding == ()) == (gate.status == GateStatus.OPEN)


@given(conditions, st.data())
def test_assess_gate_never_gets_worse_by_a_better_answer(conditions, data):
    order = [GateStatus.CLOSED, GateStatus.CONDITIONAL, GateStatus.OPEN]
    codes = [code for condition in conditions for code in condition.questions]
    answers = {code: state for code in codes if (state := data.draw(st.sampled_from(STATES)))}

    before = order.index(assess_gate(conditions, answers).status)
    for code in codes:
        after = order.index(assess_gate(conditions, answers | {code: YES}).status)
        assert after >= before


def test_assess_gate_ignores_an_answer_to_an_unknown_question():
    condition = Condition("doel", ("2.1",), True)

    assert assess_gate([condition], {"2.1": YES, "9.9": NO}).status == GateStatus.OPEN


def test_assess_gate_without_hard_conditions_is_open():
    assert assess_gate([Condition("advies", ("6.1",), False)], {}).status == GateStatus.OPEN
