from itertools import product

from governance.signing.difference import compare, flatten
from governance.signing.enums import Decision, SignerState, SigningState
from governance.signing.judging import Asked, Decided, judge
from tests.governance.signing.conftest import PAPERS, WORDS

POSSIBLE = {
    None: SignerState.WAITING,
    Decided(Decision.SIGNED, "now"): SignerState.SIGNED,
    Decided(Decision.SIGNED, "old"): SignerState.LAPSED,
    Decided(Decision.REFUSED, "now"): SignerState.REFUSED,
    Decided(Decision.REFUSED, "old"): SignerState.WAITING,
}


def test_every_combination_of_three_signers_has_one_state_and_gives_turns_in_order():
    for decisions, places in product(product(POSSIBLE, repeat=3), product((1, 2), repeat=3)):
        asked = [Asked(key, place) for key, place in enumerate(places)]
        judged = judge(asked, {key: last for key, last in enumerate(decisions) if last}, "now")
        states = [POSSIBLE[last] for last in decisions]

        assert [signer.state for signer in judged.signers] == states
        assert (judged.state == SigningState.SIGNED) == (set(states) == {SignerState.SIGNED})
        assert (judged.state == SigningState.REFUSED) == (SignerState.REFUSED in states)
        for signer, place in zip(judged.signers, places, strict=True):
            others = [state for state, at in zip(states, places, strict=True) if at < place]
            may = signer.state != SignerState.SIGNED and set(others) <= {SignerState.SIGNED}
            assert signer.is_turn == may
    assert judge([], {}, "now").state == SigningState.NOTHING_ASKED


def test_difference_names_what_changed_and_not_what_moved():
    old = PAPERS["1"]
    first = {"code": "1.0", "answer": "nee", "text": ""}
    new = {"items": [first, {**old["items"][0], "text": "Zes hectare heide."}], "name": "Doel"}

    found = [(each.group, each.label, each.old, each.new) for each in compare(old, new, WORDS)]

    assert found == [
        ("Question 1.0", "Code", "", "1.0"),
        ("Question 1.0", "Answer", "", "nee"),
        ("Question 1.1", "Text", "Vijf hectare heide.", "Zes hectare heide."),
    ]
    assert [each.old for each in compare(new, {"name": "Doel"}, WORDS) if each.label == "Text"] == [
        "Zes hectare heide."
    ]
    assert [(line.label, line.value) for line in flatten(old, WORDS)][2] == ("Answer", "Yes")
