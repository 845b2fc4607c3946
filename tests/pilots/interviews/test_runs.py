from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pilots.interviews.runs import Run, Span, split, split_at

LENGTH = 60
BORDERS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)
SPANS = st.lists(BORDERS, max_size=12).map(
    lambda borders: [Span(start, end, key) for key, (start, end) in enumerate(borders)]
)


def test_text_without_excerpts_is_one_run():
    assert split(0, 10, []) == [Run(0, 10, ())]


def test_overlapping_excerpts_give_a_run_per_combination():
    assert split(0, 10, [Span(2, 6, 1), Span(4, 8, 2)]) == [
        Run(0, 2, ()),
        Run(2, 4, (1,)),
        Run(4, 6, (1, 2)),
        Run(6, 8, (2,)),
        Run(8, 10, ()),
    ]


def test_two_excerpts_of_the_same_words_are_one_run():
    assert split(0, 5, [Span(1, 3, 1), Span(1, 3, 2)]) == [Run(0, 1, ()), Run(1, 3, (1, 2)), Run(3, 5, ())]


@given(spans=SPANS)
def test_runs_cover_the_text_once_and_say_for_each_character_which_excerpts_hold(spans):
    runs = split(0, LENGTH, spans)

    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])]
    assert runs[-1].end == LENGTH
    for run in runs:
        assert run.start < run.end
        for at in range(run.start, run.end):
            assert set(run.keys) == {span.key for span in spans if span.start <= at < span.end}


@given(spans=SPANS, cuts=st.sets(st.integers(1, LENGTH - 1), max_size=8))
def test_runs_of_the_parts_are_those_of_the_whole(spans, cuts):
    borders = [0, *sorted(cuts), LENGTH]
    edges = list(pairwise(borders))

    parts = split_at(edges, spans)

    assert len(parts) == len(edges)
    for (start, end), runs in zip(edges, parts, strict=True):
        marked = {at: set(run.keys) for run in runs for at in range(run.start, run.end)}
        assert marked == {at: {span.key for span in spans if span.start <= at < span.end} for at in range(start, end)}
