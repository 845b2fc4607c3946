"""The review of an answer: the whole table, and the row of steps it is judged from."""

from dataclasses import dataclass
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from governance.leidraad.enums import Decision, ReviewState, Turn
from governance.leidraad.review import fingerprint, judge, outcome

NONE, ASKED, ACCEPTED, LAPSED, CHANGE, ADAPTED = ReviewState
NOBODY, REVIEWER, ANSWERER = Turn
TABLE = {
    # last decision, is_changed, is_asked
    (None, False, False): (NONE, NOBODY),
    (None, False, True): (ASKED, REVIEWER),
    (None, True, False): (NONE, NOBODY),
    (None, True, True): (ASKED, REVIEWER),
    (Decision.ACCEPTED, False, False): (ACCEPTED, NOBODY),
    (Decision.ACCEPTED, False, True): (ACCEPTED, REVIEWER),
    (Decision.ACCEPTED, True, False): (LAPSED, REVIEWER),
    (Decision.ACCEPTED, True, True): (LAPSED, REVIEWER),
    (Decision.CHANGE, False, False): (CHANGE, ANSWERER),
    (Decision.CHANGE, False, True): (CHANGE, REVIEWER),
    (Decision.CHANGE, True, False): (ADAPTED, REVIEWER),
    (Decision.CHANGE, True, True): (ADAPTED, REVIEWER),
}


@dataclass(frozen=True)
class Step:
    decision: str
    fingerprint: str


def test_review_is_judged_by_the_table_and_without_an_answer_there_is_none():
    assert set(TABLE) == set(product([None, Decision.ACCEPTED, Decision.CHANGE], [False, True], [False, True]))
    for (decision, is_changed, is_asked), expected in TABLE.items():
        flags = {"is_changed": is_changed, "is_asked": is_asked}
        assert judge(decision, is_answered=True, **flags) == expected
        assert judge(decision, is_answered=False, **flags) == (NONE, NOBODY)


@given(st.lists(st.builds(Step, st.sampled_from(Decision.values), st.sampled_from(["a", "b"]))), st.booleans())
def test_review_follows_the_last_decision_and_a_question_asked_after_it(steps, is_answered):
    found = outcome(steps, "a", is_answered=is_answered)

    decisions = [at for at, step in enumerate(steps) if step.decision != Decision.ASKED]
    last = decisions[-1] if decisions else None
    asked = len(steps) - 1 if steps and last != len(steps) - 1 else None
    is_changed = last is not None and steps[last].fingerprint != "a"
    assert (found.decided, found.asked) == (last, asked)
    decision = steps[last].decision if last is not None else None
    assert (found.state, found.turn) == judge(
        decision, is_answered=is_answered, is_changed=is_changed, is_asked=asked is not None
    )


def test_fingerprint_knows_every_part_of_an_answer_and_no_order_of_evidence():
    base = fingerprint("ja", "Tekst", ["a", "b"])

    assert fingerprint("ja", "Tekst", ["b", "a"]) == base
    others = [
        fingerprint("nee", "Tekst", ["a", "b"]),
        fingerprint("ja", "Tekst.", ["a", "b"]),
        fingerprint("ja", "Tekst", ["a"]),
        fingerprint("ja", "Tekst", ["a", "b"], {"value": "ja"}),
    ]
    assert len({base, *others}) == 5
