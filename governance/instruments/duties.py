"""How clear the obligation of a goal is: pure, total, and with the questions that are still open as reasons.

Condition 3 of the deck (chapter 7): be clear about the obligation. Effort or result? System recovery? May a
socio-economic weighing take place, and about what?
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.instruments.enums import Aim, Clarity, Duty, Weighing


class Missing(StrEnum):
    """What has to be known before an obligation is clear, in the order in which it is asked."""

    DUTY = "duty"
    BASIS = "basis"
    AIM = "aim"
    WEIGHING = "weighing"
    LEVELS = "levels"
    ACCOUNTABLE = "accountable"
    REVIEW = "review"
    OPEN_QUESTION = "open-question"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one obligation. valid_to: None when no end is known."""

    duty: Duty
    has_basis: bool
    aim: Aim
    weighing: Weighing
    has_levels: bool
    has_accountable: bool
    is_reviewed: bool
    has_open_question: bool
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How clear an obligation is, and what is still missing; lapsed_on: the day after which it does not hold."""

    clarity: Clarity
    missing: tuple[Missing, ...]
    lapsed_on: date | None = None


def judge(facts: Facts | None, today: date) -> Judgement:
    """Judge one obligation on this day; None means that nobody described it."""
    if facts is None:
        return Judgement(Clarity.NONE, ())
    missing = tuple(_missing(facts))
    if facts.valid_to and facts.valid_to < today:
        return Judgement(Clarity.LAPSED, missing, facts.valid_to)
    if Missing.DUTY in missing and Missing.AIM in missing and Missing.WEIGHING in missing:
        return Judgement(Clarity.NONE, missing)
    return Judgement(Clarity.PARTLY if missing else Clarity.CLEAR, missing)


def _missing(facts: Facts) -> Iterator[Missing]:
    if facts.duty == Duty.UNKNOWN:
        yield Missing.DUTY
    if not facts.has_basis:
        yield Missing.BASIS
    if facts.aim == Aim.UNKNOWN:
        yield Missing.AIM
    if facts.weighing == Weighing.UNKNOWN:
        yield Missing.WEIGHING
    if facts.weighing == Weighing.YES and not facts.has_levels:
        yield Missing.LEVELS
    if not facts.has_accountable:
        yield Missing.ACCOUNTABLE
    if not facts.is_reviewed:
        yield Missing.REVIEW
    if facts.has_open_question:
        yield Missing.OPEN_QUESTION
