"""The answers that follow from records: each rule by each thing it can lack, and what holds for any records at all."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.instruments import duties
from governance.instruments.enums import Aim, Availability, Clarity, CoverStatus, Duty, Force, Weighing
from governance.leidraad.enums import AnswerValue, Fact, Lack, Todo
from governance.leidraad.facts import Cover, Goal, Instrument, Kind, Measure, Records, Subject, Year, derive
from pilots.goals.enums import Openness, PlaceKind, Position

TODAY = date(2026, 11, 24)
CLEAR = duties.Judgement(Clarity.CLEAR, ())
GOAL = Goal(1, "Blauwgrasland", True, True, PlaceKind.DRAWN, True, True, Openness.FIXED, True, CLEAR, (1,))
RULE = Instrument(1, "Peilbesluit", Force.COMPULSORY, Availability.OPEN, False, False, None, False, False)
FREE = replace(RULE, force=Force.VOLUNTARY, follows=Force.COMPULSORY, has_moment=True, has_decider=True)
MEASURE = Measure(1, "Sloten dempen", Position.OUTSIDE, True, (RULE,))
COVER = Cover(1, "Gebiedsbudget", CoverStatus.SECURED, True, False)
WHOLE = Records(
    goals=(GOAL,),
    measures=(MEASURE,),
    kinds=(Kind("hydrology", "Water", ()),),
    covers=(COVER,),
    years=(Year(2027, 100, 100, 0),),
    has_costs=True,
)


def _goal(**changes) -> Records:
    return replace(WHOLE, goals=(replace(GOAL, **changes),))


def _owed(*missing: duties.Missing, clarity: Clarity = Clarity.PARTLY) -> Records:
    return _goal(obligation=duties.Judgement(clarity, missing))


def _measure(**changes) -> Records:
    return replace(WHOLE, measures=(replace(MEASURE, **changes),))


def _instrument(instrument: Instrument, **changes) -> Records:
    return _measure(instruments=(replace(instrument, **changes),))


def _cover(**changes) -> Records:
    return replace(WHOLE, covers=(replace(COVER, **changes),))


def _year(**changes) -> Records:
    return replace(WHOLE, years=(replace(WHOLE.years[0], **changes),))


BROKEN = [
    (Fact.GOALS_NAMED, _goal(has_source=False), [Lack.SOURCE]),
    (Fact.GOALS_SPECIFIC, _goal(has_quantity=False, has_date=False), [Lack.QUANTITY, Lack.DATE]),
    (Fact.GOALS_SPECIFIC, _goal(place=PlaceKind.NONE), [Lack.PLACE]),
    (Fact.GOALS_SPECIFIC, _goal(place=PlaceKind.SEARCH_AREA, has_certainty=False), [Lack.CERTAINTY]),
    (Fact.MEASURES_OUTSIDE, _goal(measures=()), [Lack.MEASURE]),
    (Fact.MEASURES_OUTSIDE, _measure(position=Position.UNKNOWN), [Lack.POSITION]),
    (Fact.GOALS_OPENNESS, _goal(openness=Openness.UNKNOWN), [Lack.OPENNESS]),
    (Fact.GOALS_OPENNESS, _goal(openness=Openness.PARTLY, has_openness_note=False), [Lack.OPENNESS_NOTE]),
    (Fact.OTHER_TASKS, replace(WHOLE, kinds=(Kind("hydrology", "Water", ("Voedsel",)),)), [Lack.SIGNS]),
    (Fact.DUTY, _owed(clarity=Clarity.NONE), [Lack.DUTY, Lack.BASIS, Lack.REVIEW]),
    (Fact.DUTY, _owed(duties.Missing.OPEN_QUESTION, duties.Missing.AIM), [Lack.OPEN_QUESTION]),
    (Fact.AIM, _owed(duties.Missing.AIM), [Lack.AIM]),
    (Fact.AIM, _owed(clarity=Clarity.LAPSED), [Lack.VALIDITY]),
    (Fact.WEIGHING, _owed(duties.Missing.LEVELS), [Lack.LEVELS]),
    (Fact.ACCOUNTABLE, _owed(duties.Missing.ACCOUNTABLE), [Lack.ACCOUNTABLE]),
    (Fact.INSTRUMENTS_CHOSEN, replace(WHOLE, measures=(replace(MEASURE, instruments=()),)), [Lack.INSTRUMENT]),
    (Fact.INSTRUMENTS_FORCE, _instrument(RULE, force=None), [Lack.FORCE]),
    (Fact.ESCALATION, _measure(instruments=()), [Lack.INSTRUMENT]),
    (Fact.ESCALATION, _instrument(FREE, follows=None), [Lack.HEAVIER]),
    (Fact.ESCALATION, _instrument(FREE, follows=Force.VOLUNTARY, has_moment=False), [Lack.HEAVIER, Lack.MOMENT]),
    (Fact.ESCALATION, _instrument(FREE, has_decider=False), [Lack.DECIDER]),
    (Fact.AVAILABILITY, _instrument(RULE, availability=Availability.UNKNOWN), [Lack.AVAILABLE]),
    (Fact.AVAILABILITY, _instrument(RULE, availability=Availability.PLANNED), [Lack.NOT_OPEN]),
    (Fact.AVAILABILITY, _instrument(RULE, ends_too_early=True, needs_check=True), [Lack.TOO_SHORT, Lack.CHECK]),
    (Fact.MEASURE_COSTS, _measure(has_costs=False), [Lack.COSTS]),
    (Fact.COVER_CERTAINTY, _cover(has_decision=False), [Lack.DECISION]),
    (Fact.COVER_CERTAINTY, _cover(is_over_share=True), [Lack.SHARE]),
    (Fact.PROCESS_MONEY, _year(free=99), [Lack.COVER]),
    (Fact.PROCESS_MONEY, _year(process=0), [Lack.PROCESS_COSTS]),
]


def test_derive_says_yes_when_nothing_lacks_and_names_what_does():
    for fact in Fact:
        found = derive(fact, WHOLE)
        assert (found.value, found.reasons, found.held) == (AnswerValue.YES, (), found.total), fact
    for fact, records, lacks in BROKEN:
        found = derive(fact, records)
        assert found.value == AnswerValue.NO, (fact, lacks)
        assert [list(reason.lacks) for reason in found.reasons] == [lacks], fact
    assert {fact for fact, _, _ in BROKEN} == set(Fact) - {Fact.SHORTAGE}

    two = replace(WHOLE, goals=(GOAL, replace(GOAL, key=2, name="Heide", has_date=False)))
    found = derive(Fact.GOALS_SPECIFIC, two)
    assert (found.value, found.held, found.total, found.reasons[0].name) == (AnswerValue.PARTLY, 1, 2, "Heide")


def test_derive_of_the_shortage_knows_its_size_and_whether_it_is_there():
    short = derive(Fact.SHORTAGE, _year(missing=250))
    unknown = derive(Fact.SHORTAGE, _measure(has_costs=False))

    assert (short.value, short.reasons[0].amount, short.reasons[0].name) == (AnswerValue.PARTLY, 250, "2027")
    assert (unknown.value, unknown.reasons[0].subject) == (AnswerValue.PARTLY, Subject.MEASURE)


def test_derive_says_what_to_record_first():
    assert {derive(fact, Records()).todo for fact in Fact} == {Todo.GOALS}
    only_goals = Records(goals=(GOAL,))
    assert {fact.value: derive(fact, only_goals).todo for fact in Fact if derive(fact, only_goals).value is None} == {
        **dict.fromkeys(("other-tasks", "instruments-chosen", "instruments-force", "escalation"), "measures"),
        **dict.fromkeys(("availability", "measure-costs"), "measures"),
        **{"cover-certainty": "covers", "process-money": "costs", "shortage": "costs"},
    }  # fmt: skip
    without = _measure(instruments=())
    assert derive(Fact.AVAILABILITY, without).todo == derive(Fact.INSTRUMENTS_FORCE, without).todo == Todo.INSTRUMENTS


def test_derive_says_yes_about_an_obligation_exactly_when_it_is_clear():
    owed = (Fact.DUTY, Fact.AIM, Fact.WEIGHING, Fact.ACCOUNTABLE)
    ends = (None, TODAY - timedelta(1), TODAY)
    flags = product((False, True), repeat=5)
    for (duty, aim, weighing, end), known in product(product(Duty, Aim, Weighing, ends), list(flags)):
        judged = duties.judge(duties.Facts(duty, known[0], aim, weighing, *known[1:], valid_to=end), TODAY)
        answers = {derive(fact, _goal(obligation=judged)).value for fact in owed}
        assert (answers == {AnswerValue.YES}) == (judged.clarity == Clarity.CLEAR), judged


keys = st.integers(1, 3)
judgements = st.builds(
    duties.Judgement, st.sampled_from(Clarity), st.lists(st.sampled_from(duties.Missing), unique=True).map(tuple)
)
goals = st.builds(Goal, key=keys, obligation=judgements, measures=st.lists(keys, max_size=3).map(tuple))
instruments = st.builds(Instrument, key=keys)
measures = st.builds(Measure, key=keys, instruments=st.lists(instruments, max_size=2).map(tuple))
kinds = st.builds(Kind, unclear=st.lists(st.just("Voedsel"), max_size=2).map(tuple))
euros = st.integers(0, 2)
years = st.builds(Year, year=st.integers(2015, 2100), process=euros, free=euros, missing=euros)


def _many(each):
    return st.lists(each, max_size=3).map(tuple)


@settings(max_examples=40)
@given(st.builds(Records, _many(goals), _many(measures), _many(kinds), _many(st.builds(Cover)), _many(years)))
def test_derive_is_total_and_its_answer_follows_from_its_reasons(records):
    for fact in Fact:
        found = derive(fact, records)
        assert (found.value is None) == (found.todo is not None) == (found.total == 0)
        assert len(found.reasons) == found.total - found.held
        assert all(reason.lacks for reason in found.reasons)
        if found.value is not None:
            wanted = AnswerValue.PARTLY if found.reasons else AnswerValue.YES
            assert found.value == (AnswerValue.NO if found.total and not found.held else wanted)
