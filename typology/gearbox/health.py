"""How healthy a collaboration is, through the five lenses of Kaats and Opheij: pure and total, answers with it.

A light gear is not ill: what is enough follows from the gear that is needed. For a question that counts for a dial that
is the level the gear asks of that dial; a signal such as trust has an own level that is always enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from typology.gearbox.tables import Dial, Gear, Lens, Level, Question, Reading, Typology


@dataclass(frozen=True, slots=True)
class Look:
    """One question a lens looks at. answer: None when not given. asked: the level that is enough; None when unknown."""

    question: Question
    answer: Level | None
    asked: int | None

    @property
    def shortfall(self) -> int:
        """How many levels the answer stays below what is asked; 0 when either is unknown."""
        return max(0, self.asked - self.answer.level) if self.answer and self.asked is not None else 0


@dataclass(frozen=True, slots=True)
class LensState:
    """What one lens shows. value: mean level (0 to 5, one decimal) of the answers given, None without any.

    asked: mean of what is enough for those same answers. reading: from the largest shortfall, since the weakest spot
    decides; both None while the needed gear is unknown.
    """

    lens: Lens
    value: float | None
    asked: float | None
    reading: Reading | None
    looks: tuple[Look, ...]

    @property
    def lagging(self) -> tuple[Look, ...]:
        """The answers that stay below what is asked, the largest shortfall first."""
        return tuple(
            sorted((look for look in self.looks if look.shortfall), key=lambda look: look.shortfall, reverse=True)
        )

    @property
    def open(self) -> tuple[Look, ...]:
        """The questions that are not answered yet."""
        return tuple(look for look in self.looks if look.answer is None)


def radar(tables: Typology, answers: Mapping[str, str], gear: Gear | None = None) -> tuple[LensState, ...]:
    """Return every lens. answers: code of the answer per code of the question. gear: the one that is needed."""
    questions, dials = tables.questions, tables.dial_of
    asked = {code: _asked(question, dials[code], gear) for code, question in questions.items()}
    looks = {
        code: Look(question, question.answer(answers.get(code)), asked[code]) for code, question in questions.items()
    }
    return tuple(_state(tables, lens, tuple(looks[code] for code in lens.questions), gear) for lens in tables.lenses)


def _asked(question: Question, dial: Dial, gear: Gear | None) -> int | None:
    """Return the level that is enough: of a signal its own, otherwise what the gear asks of the dial."""
    if gear is None:
        return None
    return gear.demands[dial.code].level if question.enough is None else question.enough


def _state(tables: Typology, lens: Lens, looks: tuple[Look, ...], gear: Gear | None) -> LensState:
    value = _mean([look.answer.level for look in looks if look.answer])
    if gear is None or value is None:
        return LensState(lens, value, None, None, looks)
    asked = _mean([look.asked for look in looks if look.answer and look.asked is not None])
    return LensState(lens, value, asked, reading_of(tables, max(look.shortfall for look in looks)), looks)


def reading_of(tables: Typology, shortfall: int) -> Reading:
    """Return how a lens with this shortfall (0 to 5 levels) reads."""
    return next(reading for reading in tables.readings if shortfall <= reading.up_to)


def _mean(levels: list[int]) -> float | None:
    return round(sum(levels) / len(levels), 1) if levels else None
