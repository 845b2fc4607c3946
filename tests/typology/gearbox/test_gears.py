"""Every combination of dial levels and of answers about the task, so the tables are total in fact and not in theory."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.typology import pack
from typology.gearbox.gears import Verdict, current_gear, dial_states, gaps, needed_gear, profile
from typology.gearbox.health import radar
from typology.gearbox.ostrom import Met, completeness
from typology.gearbox.tables import HIGHEST, REGIE, asked_by, combinations, typology

TABLES = typology(pack().content)
DIALS = [dial.code for dial in TABLES.dials]
LEVELS = range(HIGHEST + 1)
ASKED = asked_by(TABLES, TABLES.rules)
TASKS = list(combinations(ASKED))
ALL_LEVELS = [dict(zip(DIALS, levels, strict=True)) for levels in product(LEVELS, repeat=len(DIALS))]


def answers_at(levels):
    """The lowest answers that reach these levels."""
    return {
        question.code: next(answer.code for answer in question.levels if answer.level >= levels[dial.code])
        for dial in TABLES.dials
        for question in dial.questions
    }


TASK_FOR = {
    gear.code: next(task for task in combinations(TABLES.task_questions) if needed_gear(TABLES, task).gear == gear)
    for gear in TABLES.gears
}


def test_current_gear_of_every_combination_is_the_heaviest_whose_demands_are_met():
    for levels in ALL_LEVELS:
        met = [
            gear for gear in TABLES.steps if all(levels[dial] >= demand.level for dial, demand in gear.demands.items())
        ]

        assert current_gear(TABLES, levels) == (met[-1] if met else None)
        assert met == list(TABLES.steps[: len(met)]), "a heavier gear is met while a lighter one is not"


def test_current_gear_never_falls_when_a_dial_rises():
    order = [None, *TABLES.steps]
    for levels in ALL_LEVELS:
        here = order.index(current_gear(TABLES, levels))
        for dial in DIALS:
            if levels[dial] < HIGHEST:
                higher = levels | {dial: levels[dial] + 1}
                assert order.index(current_gear(TABLES, higher)) >= here


def test_needed_gear_of_every_combination_is_decided_by_rules_that_fire():
    assert len(TASKS) == 576
    seen, decided = set(), set()
    for task in TASKS:
        needed = needed_gear(TABLES, task)

        assert needed.gear is not None
        assert needed.decided_by
        assert all(rule.fires(task) and rule.gear == needed.gear.code for rule in needed.decided_by)
        assert (needed.gear.code == REGIE) == (task["setting"] == "imposed")
        for rule in needed.decided_by:
            assert rule.because["nl"]
            assert rule.because["en"]
            assert rule.sources
            assert all(task[question] in choices for question, choices in rule.when.items())
        decided |= {rule.code for rule in needed.decided_by}
        seen.add(needed.gear.code)
    assert seen == {gear.code for gear in TABLES.gears}
    assert decided == {rule.code for rule in TABLES.rules}


def test_needed_gear_is_the_lightest_that_satisfies_every_rule():
    order = [gear.code for gear in TABLES.gears]
    for task in TASKS:
        needed = needed_gear(TABLES, task).gear.code

        asked = [order.index(rule.gear) for rule in TABLES.rules if rule.fires(task)]
        assert order.index(needed) == max(asked)


@pytest.mark.parametrize("question", [question.code for question in ASKED])
def test_needed_gear_with_one_answer_missing_is_unknown_unless_the_goal_is_imposed(question):
    for task in TASKS:
        partial = {code: choice for code, choice in task.items() if code != question}
        needed = needed_gear(TABLES, partial)

        assert (needed.gear is None) == (partial.get("setting") != "imposed")
        assert [missing.code for missing in needed.missing] == [question]


@pytest.mark.parametrize("gear", [gear.code for gear in TABLES.gears])
def test_profile_of_every_combination_says_exactly_what_is_left_to_arrange(gear):
    demands = TABLES.gear(gear).demands
    for levels in ALL_LEVELS[:: 1 if gear in {"4", REGIE} else 7]:
        needed = TABLES.gear(gear)
        states = dial_states(TABLES, answers_at(levels))
        reached = {state.dial.code: state.level for state in states}

        found = gaps(states, needed)

        assert {gap.state.dial.code for gap in found} == {dial for dial in DIALS if reached[dial] < demands[dial].level}
        for gap in found:
            assert gap.lagging
            assert all(given.level < gap.demand.level for given in gap.lagging)
        if not found:
            assert current_gear(TABLES, reached, needed) is not None


def test_profile_nothing_answered_has_no_gear_and_says_what_blocks():
    outcome = profile(TABLES, {})

    assert outcome.current is None
    assert outcome.needed.gear is None
    assert outcome.verdict is Verdict.UNKNOWN
    assert [gap.demand.level for gap in outcome.blocking] == [1] * len(DIALS)
    assert outcome.needed.missing == ASKED
    assert outcome.to_arrange == ()


def test_profile_answers_of_another_version_are_left_aside():
    assert profile(TABLES, {"subject-clear": "gone", "unknown": "x", "setting": "gone"}) == profile(TABLES, {})


@pytest.mark.parametrize(
    ("level", "gear", "verdict", "current"),
    [
        (2, "4", Verdict.TOO_LIGHT, "2"),
        (4, "4", Verdict.FITS, "4"),
        (5, "2", Verdict.HEAVIER, "5"),
        (3, REGIE, Verdict.FITS, REGIE),
        (2, REGIE, Verdict.TOO_LIGHT, "2"),
    ],
)
def test_profile_verdict_compares_current_and_needed(level, gear, verdict, current):
    outcome = profile(TABLES, answers_at(dict.fromkeys(DIALS, level)) | TASK_FOR[gear])

    assert outcome.verdict is verdict
    assert outcome.current.code == current
    assert outcome.needed.gear.code == gear


def test_dial_state_weakest_answer_decides():
    answers = answers_at(dict.fromkeys(DIALS, 5)) | {"partners-table": "partners-table-1"}

    partners = next(state for state in dial_states(TABLES, answers) if state.dial.code == "partners")

    assert partners.level == 1


def test_gaps_largest_comes_first():
    answers = answers_at(dict.fromkeys(DIALS, 3) | {"agreements": 0})

    found = gaps(dial_states(TABLES, answers), TABLES.gear("4"))

    assert found[0].state.dial.code == "agreements"


def test_dial_state_signals_and_what_only_informs_do_not_count():
    answers = answers_at(dict.fromkeys(DIALS, 5))
    lowest = {each.code: each.levels[0].code for each in TABLES.questions.values() if not each.counts}

    assert len(lowest) == 5
    assert profile(TABLES, answers | lowest).current.code == "5"


def test_gap_says_for_each_lagging_answer_which_one_is_enough():
    found = gaps(dial_states(TABLES, answers_at(dict.fromkeys(DIALS, 2))), TABLES.gear("3"))

    for gap in found:
        assert [answer.level >= gap.demand.level for answer in gap.targets] == [True] * len(gap.lagging)
    assert [target.code for target in found[-1].targets][:2] == ["agreements-paper-3", "agreements-decide-3"]


ORDER = [None, *(gear.code for gear in TABLES.steps)]
ANSWERS = st.fixed_dictionaries(
    {}, optional={each.code: st.sampled_from(range(len(each.levels))) for each in TABLES.questions.values()}
)


@settings(max_examples=60, deadline=None)
@given(places=ANSWERS, code=st.sampled_from(sorted(TABLES.questions)), gear=st.sampled_from(["1", "3", "5", REGIE]))
def test_better_answer_never_lowers_a_dial_a_gear_a_lens_or_a_principle(places, code, gear):
    question = TABLES.questions[code]
    low = {each: TABLES.questions[each].levels[place].code for each, place in places.items()}
    better = [level.code for level in question.levels[places.get(code, -1) + 1 :]]
    for high in ({**low, code: answer} for answer in better):
        before, after = profile(TABLES, low), profile(TABLES, high)
        assert all(one.level <= other.level for one, other in zip(before.states, after.states, strict=True))
        assert ORDER.index(before.current and before.current.code) <= ORDER.index(after.current and after.current.code)
        for one, other in zip(completeness(TABLES, low), completeness(TABLES, high), strict=True):
            assert list(Met).index(one.state) <= list(Met).index(other.state)
        if code not in places:
            continue  # a mean over what is answered may fall when more is answered
        lenses = zip(radar(TABLES, low, TABLES.gear(gear)), radar(TABLES, high, TABLES.gear(gear)), strict=True)
        for one, other in lenses:
            assert one.value is None or one.value <= other.value
            assert one.reading is None or one.reading.up_to >= other.reading.up_to
