"""What stands in the typology pack, as frozen values: dials, gears, and the decision tables with what they rest on.

Parts that an older version of the pack lacks (before 0.2: governance forms, lenses, principles, interests) are empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

HIGHEST: Final = 5  # level n of a dial is what gear n asks
REGIE: Final = "R"  # the gear for what is imposed; outside the order of the others
READINGS: Final = ("enough", "close", "short")  # how a lens reads, from good to bad

Text = Mapping[str, str]

NO_TEXT: Final[Text] = {"nl": "", "en": ""}


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from. `kind`: deck, public or proposal. `note` says what still has to be checked."""

    code: str
    name: Text
    kind: str
    url: str
    note: Text = field(default_factory=lambda: NO_TEXT)


@dataclass(frozen=True, slots=True)
class Level:
    """One answer to a question, and up to which level of the dial it reaches (0 to 5)."""

    code: str
    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a dial with its answers, the lowest first.

    enough: for a signal (trust, for instance) the level at which no gear asks for more; None for a question that
    counts for the level of its dial. is_informative: it helps to talk, and nothing is computed from it.
    """

    code: str
    question: Text
    levels: tuple[Level, ...]
    sources: tuple[Source, ...]
    enough: int | None = None
    is_informative: bool = False

    @property
    def counts(self) -> bool:
        """Whether the level of the dial depends on it."""
        return self.enough is None and not self.is_informative

    def answer(self, code: str | None) -> Level | None:
        """Return the answer with this code; None when this version does not know it."""
        return next((level for level in self.levels if level.code == code), None)

    def reaching(self, level: int) -> Level:
        """Return the lightest answer that reaches this level; the last answer reaches every level."""
        return next(answer for answer in self.levels if answer.level >= level)


@dataclass(frozen=True, slots=True)
class Dial:
    """One of the five questions of the deck. `who` usually takes care of it; `why` says why it matters."""

    code: str
    name: Text
    question: Text
    who: Text
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    why: Text = field(default_factory=lambda: NO_TEXT)


@dataclass(frozen=True, slots=True)
class Demand:
    """What one gear asks of one dial: a level, what to arrange for it, and the condition of the guide it belongs to."""

    code: str
    dial: str
    level: int
    arrange: Text
    condition: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Gear:
    """One way of collaborating, with its demands by dial code.

    forms: codes of the governance forms that usually fit it; example: when it is the fitting gear.
    """

    code: str
    name: Text
    description: Text
    goal_relation: Text
    contributions: Text
    agreements: Text
    governance: Text
    warning_signs: Text
    demands: Mapping[str, Demand]
    sources: tuple[Source, ...]
    example: Text = field(default_factory=lambda: NO_TEXT)
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question about the task."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class TaskQuestion:
    """One question about the task, its answers from the lightest to the heaviest."""

    code: str
    question: Text
    choices: tuple[Choice, ...]
    sources: tuple[Source, ...]

    def answer(self, code: str | None) -> Choice | None:
        """Return the answer with this code; None when this version does not know it."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """When all these answers are given, the task asks at least this gear. `when`: choice codes per question code."""

    code: str
    when: Mapping[str, frozenset[str]]
    gear: str
    because: Text
    sources: tuple[Source, ...]

    def fires(self, task: Mapping[str, str]) -> bool:
        """Say whether every answer it asks for is given. task: choice code per question code."""
        return all(task.get(question) in choices for question, choices in self.when.items())


@dataclass(frozen=True, slots=True)
class Interest:
    """One interest that a party in a rural area may have."""

    code: str
    name: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One governance form. `fits` says when it works, `tension` what keeps asking attention in it."""

    code: str
    name: Text
    description: Text
    fits: Text
    tension: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """One value of an axis: the answers that mean it, by code."""

    code: str
    name: Text
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Axis:
    """One input of the table of governance forms: a question of a dial or of the task, its answers put in bands."""

    code: str
    name: Text
    question: str
    bands: tuple[Band, ...]
    sources: tuple[Source, ...]

    def band(self, answer: str | None) -> Band | None:
        """Return the band of an answer by its code; None when it is not answered."""
        return next((band for band in self.bands if answer in band.answers), None)


@dataclass(frozen=True, slots=True)
class FormRule:
    """One row of the table of governance forms. `when`: band codes per axis code; an axis it does not name is free.

    Exactly one row fits every combination of bands.
    """

    code: str
    when: Mapping[str, frozenset[str]]
    form: str
    because: Text
    sources: tuple[Source, ...]

    def allows(self, bands: Mapping[str, str]) -> bool:
        """Say whether it may still be the one. bands: band code per axis code, of the axes that are known."""
        return all(axis not in bands or bands[axis] in wanted for axis, wanted in self.when.items())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a lens reads, up to a shortfall: how many levels its weakest answer stays below what is asked."""

    code: str
    name: Text
    up_to: int


@dataclass(frozen=True, slots=True)
class Lens:
    """One lens on the health of a collaboration: the questions it looks at, and a sentence per reading."""

    code: str
    name: Text
    why: Text
    questions: tuple[str, ...]
    words: Mapping[str, Text]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a principle asks of one question: met from `level`, partly from `partly`; `missing` says what lacks."""

    code: str
    question: str
    partly: int
    level: int
    missing: Text


@dataclass(frozen=True, slots=True)
class Principle:
    """One design principle for agreements that last."""

    code: str
    name: Text
    why: Text
    asks: tuple[Ask, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Typology:
    """One version of the typology. `gears` run from the lightest to the heaviest, with R last."""

    dials: tuple[Dial, ...]
    gears: tuple[Gear, ...]
    task_questions: tuple[TaskQuestion, ...]
    rules: tuple[Rule, ...]
    interests: tuple[Interest, ...] = ()
    forms: tuple[Form, ...] = ()
    form_axes: tuple[Axis, ...] = ()
    form_rules: tuple[FormRule, ...] = ()
    readings: tuple[Reading, ...] = ()
    lenses: tuple[Lens, ...] = ()
    principles: tuple[Principle, ...] = ()

    def gear(self, code: str) -> Gear:
        """Return the gear with this code. Raises KeyError."""
        return {gear.code: gear for gear in self.gears}[code]

    @property
    def steps(self) -> tuple[Gear, ...]:
        """The gears that follow each other: all but R."""
        return tuple(gear for gear in self.gears if gear.code != REGIE)

    @property
    def questions(self) -> dict[str, Question]:
        """The questions of all dials by code."""
        return {question.code: question for dial in self.dials for question in dial.questions}

    @property
    def all_questions(self) -> dict[str, Question | TaskQuestion]:
        """The questions of all dials and of the task by code."""
        return {**self.questions, **{question.code: question for question in self.task_questions}}

    @property
    def dial_of(self) -> dict[str, Dial]:
        """The dial of each question by the code of the question."""
        return {question.code: dial for dial in self.dials for question in dial.questions}
