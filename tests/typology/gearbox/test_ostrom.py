"""Each principle over all combinations of its answers, with what is said to be missing."""

from itertools import product

from tests.typology.gearbox.test_gears import TABLES
from typology.gearbox.ostrom import Met, completeness
from typology.gearbox.tables import Typology

QUESTIONS = TABLES.questions


def expected(asks, levels):
    """Write the rule once more: all met; none even partly; otherwise partly. levels: None for not answered."""
    if not any(level is not None for level in levels):
        return Met.UNKNOWN
    reached = [-1 if level is None else level for level in levels]
    if all(level >= ask.level for level, ask in zip(reached, asks, strict=True)):
        return Met.MET
    return Met.PARTLY if any(level >= ask.partly for level, ask in zip(reached, asks, strict=True)) else Met.NOT


def test_completeness_every_combination_says_how_far_and_what_is_missing():
    assert len(TABLES.principles) == 8
    for place, principle in enumerate(TABLES.principles):
        seen = set()
        for given in product(*([None, *QUESTIONS[ask.question].levels] for ask in principle.asks)):
            pairs = zip(principle.asks, given, strict=True)
            answers = {ask.question: answer.code for ask, answer in pairs if answer}

            state = completeness(TABLES, answers)[place]

            levels = [answer and answer.level for answer in given]
            assert state.state is expected(principle.asks, levels), (principle.code, answers)
            assert [each.answer for each in state.asks] == list(given)
            lacking = [
                ask.code
                for ask, level in zip(principle.asks, levels, strict=True)
                if level is None or level < ask.level
            ]
            assert [each.ask.code for each in state.missing] == lacking
            assert all(each.ask.missing["nl"] and each.ask.missing["en"] for each in state.missing)
            seen.add(state.state)
        assert seen == set(Met), f"{principle.code} cannot end as each outcome"
        assert principle.sources


def test_completeness_of_nothing_and_of_an_older_typology():
    old = Typology(TABLES.dials, TABLES.gears, TABLES.task_questions, TABLES.rules)

    assert {state.state for state in completeness(TABLES, {"subject-place": "gone"})} == {Met.UNKNOWN}
    assert completeness(old, {}) == ()
