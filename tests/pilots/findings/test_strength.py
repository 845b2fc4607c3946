"""The strength of a finding: every small combination by hand, the large space with hypothesis."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.findings.enums import StrengthLevel
from pilots.findings.strength import Voice, independent, strength

pytestmark = pytest.mark.usefixtures("in_english")

PARTIES = st.frozensets(st.sampled_from(["p1", "p2", "p3", "p4", "o1", "o2"]), max_size=3)
VOICES = st.lists(st.builds(Voice, PARTIES, st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=12)


def voices(sources: int, areas: int, counter: int = 0) -> list[Voice]:
    """Return one voice per source, spread over the areas, and as many against."""
    support = [Voice(frozenset({f"p{n}"}), f"a{n % areas}") for n in range(sources)]
    return support + [Voice(frozenset({f"c{n}"}), "a0", is_counter=True) for n in range(counter)]


@pytest.mark.parametrize(
    ("sources", "areas", "counter", "level", "score"),
    [
        (0, 1, 0, StrengthLevel.NONE, 0),
        (0, 1, 1, StrengthLevel.DISPUTED, 0),
        (1, 1, 0, StrengthLevel.SINGLE, 1),
        (1, 1, 1, StrengthLevel.DISPUTED, 0),
        (2, 1, 0, StrengthLevel.INDICATIVE, 2),
        (3, 1, 0, StrengthLevel.INDICATIVE, 3),
        (3, 1, 1, StrengthLevel.INDICATIVE, 2),
        (2, 1, 1, StrengthLevel.DISPUTED, 1),
        (2, 2, 0, StrengthLevel.SUPPORTED, 4),
        (4, 1, 0, StrengthLevel.SUPPORTED, 4),
        (3, 3, 0, StrengthLevel.STRONG, 9),
        (4, 3, 1, StrengthLevel.STRONG, 9),
        (4, 3, 2, StrengthLevel.DISPUTED, 6),
    ],
)
def test_level_follows_areas_times_sources_less_those_against(sources, areas, counter, level, score):
    result = strength(voices(sources, areas, counter))

    assert (result.level, result.score) == (level, score)


def test_every_combination_has_a_level_and_a_sentence():
    for sources, areas, counter, withdrawn in product(range(7), range(1, 5), range(5), range(3)):
        result = strength(voices(sources, areas, counter), withdrawn)

        assert result.level in StrengthLevel
        assert result.label
        assert result.tone in {"ok", "warn", "neutral"}
        assert result.sentence.endswith(".")
        assert ("withdrawn" in result.sentence) == (withdrawn > 0)


def test_two_quotes_of_one_person_or_one_organisation_are_one_source():
    same_person = [Voice(frozenset({"person 1"}), "a")] * 2
    colleagues = [Voice(frozenset({f"person {n}", "organisation 1"}), "a") for n in range(3)]

    assert strength(same_person).sources == 1
    assert strength(colleagues).sources == 1
    assert "counts once" in strength(colleagues).sentence
    assert "counts once" not in strength(voices(2, 1)).sentence


def test_somebody_who_links_two_sources_makes_them_one():
    assert independent([{"p1", "o1"}, {"p2", "o2"}, {"p1", "o2"}]) == 1
    assert independent([{"p1"}, {"p2"}, set(), set()]) == 3


def test_sentence_says_how_the_level_came_about():
    assert strength(voices(3, 2)).sentence == "3 independent sources in 2 areas."
    assert "1 source says otherwise" in strength(voices(3, 2, 1)).sentence
    assert "disputed" in strength(voices(2, 1, 2)).sentence
    assert strength([], withdrawn=1).sentence == (
        "No source that may be used supports this finding. 1 source was withdrawn and no longer counts."
    )


@given(VOICES)
def test_order_and_repetition_change_nothing(given_voices):
    once = strength(given_voices)

    assert strength([*reversed(given_voices), *given_voices]).score == once.score
    assert strength(reversed(given_voices)).level == once.level


@given(VOICES, PARTIES)
def test_a_contradicting_voice_never_makes_a_finding_stronger(given_voices, parties):
    against = Voice(parties, "a", is_counter=True)

    assert strength([*given_voices, against]).score <= max(strength(given_voices).score, 0) or parties


@given(VOICES)
def test_counts_stay_within_what_was_heard(given_voices):
    result = strength(given_voices)
    support = [voice for voice in given_voices if not voice.is_counter]

    assert 0 <= result.sources <= len(support)
    assert result.areas == len({voice.area for voice in support})
    assert result.score == result.areas * max(result.sources - result.counter_sources, 0)
    assert (result.level == StrengthLevel.NONE) == (not given_voices)
