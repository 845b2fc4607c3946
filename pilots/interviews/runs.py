"""Cuts a text at the borders of the excerpts in it, so that overlapping excerpts can be shown without nesting."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """An excerpt in a text: from character `start` up to `end`. key: what it is known by."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in which the same excerpts hold everywhere. keys: in the order in which they began."""

    start: int
    end: int
    keys: tuple[int, ...]


def split(start: int, end: int, spans: Iterable[Span]) -> list[Run]:
    """Cut the text from `start` up to `end` into runs, in order, without gaps; what lies outside it does not count.

    Takes time in the length of the answer: spans are sorted once, and the text itself is never read.
    """
    inside = [(max(span.start, start), min(span.end, end), span.key) for span in spans]
    moments = sorted(
        [(first, True, key) for first, last, key in inside if first < last]
        + [(last, False, key) for first, last, key in inside if first < last]
    )
    runs: list[Run] = []
    open_keys: dict[int, int] = {}
    at = start
    for moment, is_start, key in moments:
        if moment > at:
            runs.append(Run(at, moment, tuple(open_keys)))
            at = moment
        open_keys[key] = open_keys.get(key, 0) + (1 if is_start else -1)
        if not open_keys[key]:
            del open_keys[key]
    if at < end:
        runs.append(Run(at, end, tuple(open_keys)))
    return runs


def split_at(edges: Iterable[tuple[int, int]], spans: Iterable[Span]) -> list[list[Run]]:
    """Cut a text that is shown in parts (its sentences, in order) into runs per part, in one sweep over all spans."""
    waiting = sorted(spans, key=lambda span: (span.start, span.end))
    parts: list[list[Run]] = []
    current: list[Span] = []
    index = 0
    for start, end in edges:
        while index < len(waiting) and waiting[index].start < end:
            current.append(waiting[index])
            index += 1
        current = [span for span in current if span.end > start]
        parts.append(split(start, end, current) if current else [Run(start, end, ())])
    return parts
