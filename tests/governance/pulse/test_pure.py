from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.masking import mask
from core.packs import PackError
from governance.pulse import counting, tickets
from governance.pulse.models import empty_counts
from governance.pulse.tables import read

STEP = st.integers(1, 5)


@given(st.lists(st.tuples(STEP, STEP, STEP), max_size=12))
def test_tally_adds_up_and_tells_nothing_below_five_answers_or_before_the_end(ballots):
    counts = empty_counts()
    for ballot in ballots:
        counts = counting.add(counts, ballot)

    assert counting.answered(counts) == len(ballots)
    assert counting.results(counts, is_closed=False) == ()
    shown = counting.results(counts, is_closed=True)
    assert bool(shown) == (len(ballots) >= 5)
    for question, result in enumerate(shown):
        given_answers = [ballot[question] for ballot in ballots]
        assert result.counts == tuple(given_answers.count(step) for step in range(1, 6))
        assert result.mean == pytest.approx(sum(given_answers) / len(ballots))
    assert counting.at_least(len(ballots)) in {0, 5, 10}
    assert 0 <= len(ballots) - counting.at_least(len(ballots)) < 5
    assert counting.results(None, is_closed=True) == ()


def test_ballot_with_another_shape_is_refused():
    for bad in [(), (1, 2), (1, 2, 3, 4), *((step, 3, 3) for step in (0, 6, -1))]:
        with pytest.raises(ValueError, match="ballot"):
            counting.add(empty_counts(), bad)


def test_code_is_known_again_however_it_is_typed_and_says_nothing_about_a_ticket():
    code = tickets.make_code()
    for typed in (code, code.lower(), code.replace("-", " "), f"  {code.replace('-', '')} "):
        assert tickets.hash_code(typed) == tickets.hash_code(code)
    for wrong in ("", "ABC", f"{code}A", code[:-1] + "0", code[:-1] + "é"):
        assert tickets.tidy(wrong) == ""
    assert len({tickets.make_code() for _ in range(50)}) == 50


def test_ticket_is_genuine_for_its_round_only_and_masked_in_every_log():
    ticket = tickets.make_ticket("round-1")

    assert tickets.is_genuine("round-1", ticket)
    assert not tickets.is_genuine("round-2", ticket)
    for place, sign in product(range(0, len(ticket), 6), "Ab"):
        forged = f"{ticket[:place]}{sign}{ticket[place + 1 :]}"
        assert forged == ticket or not tickets.is_genuine("round-1", forged)
    for nonsense in ("", "é", "x" * 43, ticket[:-1], f"{ticket}="):
        assert not tickets.is_genuine("round-1", nonsense)
    assert ticket not in mask(f"/vertrouwenspuls/5b2c/{ticket}/")


@pytest.mark.parametrize(
    ("before", "after"), [("- code: resultaat", "- code: openheid"), ('- code: "5"', '- code: "6"')]
)
def test_pack_with_other_questions_or_steps_is_refused(settings, tmp_path, before, after):
    text = (settings.CONTENT_DIR / "pulse" / "pack.yaml").read_text()
    (tmp_path / "pack.yaml").write_text(text.replace(before, after, 1))

    with pytest.raises(PackError):
        read(tmp_path)
