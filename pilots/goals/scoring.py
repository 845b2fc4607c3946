"""How parties judge a measure: the spread is the message, the mean would hide it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pilots.goals.enums import Criterion

APART = 2  # steps between the lowest and the highest judgement that count as disagreement


@dataclass(frozen=True)
class Spread:
    """The judgements on one criterion. voices: (party, step from 1 to 5), the lowest first.

    low, middle, high: None when nobody judged. is_divided: the parties lie at least two steps apart.
    """

    criterion: Criterion
    voices: tuple[tuple[str, int], ...]
    low: int | None
    middle: float | None
    high: int | None

    @property
    def is_divided(self) -> bool:
        return self.low is not None and self.high is not None and self.high - self.low >= APART

    @property
    def lowest(self) -> tuple[str, ...]:
        """Who judged lowest, when they are divided."""
        return tuple(party for party, step in self.voices if self.is_divided and step == self.low)

    @property
    def highest(self) -> tuple[str, ...]:
        """Who judged highest, when they are divided."""
        return tuple(party for party, step in self.voices if self.is_divided and step == self.high)


def spreads(scores: Iterable[tuple[str, Mapping[str, int | None]]]) -> tuple[Spread, ...]:
    """Return the spread per criterion. scores: per party the step per criterion, None when not judged."""
    listed = list(scores)
    return tuple(_spread(criterion, listed) for criterion in Criterion)


def _spread(criterion: Criterion, scores: Sequence[tuple[str, Mapping[str, int | None]]]) -> Spread:
    found = [(party, step) for party, steps in scores if (step := steps.get(criterion.value)) is not None]
    voices = tuple(sorted(found, key=lambda voice: (voice[1], voice[0])))
    steps = [step for _party, step in voices]
    if not steps:
        return Spread(criterion, (), None, None, None)
    return Spread(criterion, voices, min(steps), float(median(steps)), max(steps))
