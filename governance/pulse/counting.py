"""What may be told about a tally: nothing before a round is closed with five answers, and then only sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from governance.pulse.tables import QUESTIONS, STEPS

LEAST: Final = 5  # answers; fewer say too much about one person


@dataclass(frozen=True, slots=True)
class Result:
    """The answers to one question. counts: how many people per step, 1 to 5; mean: of the steps."""

    counts: tuple[int, ...]
    mean: float


def add(counts: Sequence[int], answers: Sequence[int]) -> list[int]:
    """Return the tally with one ballot more. answers: a step from 1 to 5 per question. Raises ValueError."""
    if len(answers) != QUESTIONS or not all(1 <= answer <= STEPS for answer in answers):
        raise ValueError("A ballot has one step from 1 to 5 for each question.")
    chosen = {question * STEPS + answer - 1 for question, answer in enumerate(answers)}
    return [count + (cell in chosen) for cell, count in enumerate(counts)]


def answered(counts: Sequence[int] | None) -> int:
    """Return how many people answered: every ballot answers every question."""
    return sum(counts[:STEPS]) if counts else 0


def results(counts: Sequence[int] | None, *, is_closed: bool) -> tuple[Result, ...]:
    """Return the answers per question; nothing while the round is open or when fewer than LEAST people answered."""
    number = answered(counts)
    if counts is None or not is_closed or number < LEAST:
        return ()
    rows = [tuple(counts[start : start + STEPS]) for start in range(0, QUESTIONS * STEPS, STEPS)]
    return tuple(Result(row, sum(step * count for step, count in enumerate(row, start=1)) / number) for row in rows)


def at_least(number: int) -> int:
    """Return the number in steps of LEAST, so that no single answer shows: 0 for 0–4, 5 for 5–9, 10 for 10–14 …"""
    return number // LEAST * LEAST
