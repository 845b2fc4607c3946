"""The pack of the trust pulse as typed values: three questions and a scale of five steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from core.packs import Draft, Pack, Shape, label, read_pack

QUESTIONS: Final = 3
STEPS: Final = 5
Text = Mapping[str, str]

SHAPE = Shape(
    texts={"disclaimer"},
    children={"questions": Shape(texts={"name", "statement"}), "scale": Shape(texts={"name"})},
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a short name for charts, and the statement that people say how far they agree with."""

    code: str
    name: Text
    statement: Text

    @property
    def label(self) -> str:
        """The short name in the active language."""
        return label(self.name)

    @property
    def text(self) -> str:
        """The statement in the active language."""
        return label(self.statement)


@dataclass(frozen=True, slots=True)
class Tables:
    """One version of the pack. scale: the names of the steps 1 to 5."""

    disclaimer: Text
    questions: tuple[Question, ...]
    scale: tuple[Text, ...]

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """The steps with their names in the active language."""
        return tuple((number, label(name)) for number, name in enumerate(self.scale, start=1))


def read(folder: Path) -> Pack:
    """Read and check the pack in this folder. Raises PackError naming file, line and entry of every problem."""
    return read_pack(folder, SHAPE, check=check)


def check(draft: Draft) -> None:
    """Report another number of questions or steps: counters are kept for exactly these, and trends compare them."""
    if len(draft.content["questions"]) != QUESTIONS:
        draft.report(("questions",), _("there must be exactly %(number)s questions") % {"number": QUESTIONS})
    codes = [step["code"] for step in draft.content["scale"]]
    if codes != [str(number) for number in range(1, STEPS + 1)]:
        draft.report(("scale",), _("the steps must be 1 to %(number)s, in this order") % {"number": STEPS})


def tables(content: Mapping[str, Any]) -> Tables:
    """Turn the content of a checked pack into typed values."""
    questions = tuple(Question(one["code"], one["name"], one["statement"]) for one in content["questions"])
    return Tables(content["disclaimer"], questions, tuple(step["name"] for step in content["scale"]))
