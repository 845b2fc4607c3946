"""The page on which questions are given to people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from core.packs import label
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Check


@dataclass(frozen=True, slots=True)
class AssignRow:
    """One question with who arranges it by when; "" and None when nobody does."""

    code: str
    question: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class AssignChange:
    """What would change for one question."""

    row: AssignRow
    owner: str
    due_on: date | None

    @property
    def is_same(self) -> bool:
        return (self.row.owner, self.row.due_on) == (self.owner, self.due_on)


@dataclass(frozen=True, slots=True)
class AssignPage:
    """The questions of an area per condition: its number, its name and its questions."""

    conditions: tuple[tuple[int, str, tuple[AssignRow, ...]], ...]

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Return the questions as a form offers them, grouped by condition."""
        return [
            (f"{number}. {name}", [(row.code, _words(row)) for row in rows]) for number, name, rows in self.conditions
        ]

    def changes(self, *, questions: Collection[str], owner: User, due_on: date | None) -> list[AssignChange]:
        """Say what would change for the chosen questions; due_on None leaves the date of each as it is."""
        rows = [row for _number, _name, rows in self.conditions for row in rows if row.code in questions]
        return [AssignChange(row, str(owner), due_on or row.due_on) for row in rows]


def assign_page(check: Check) -> AssignPage:
    """Gather the questions of a check with who arranges them. Runs one query."""
    answers = {answer.question: answer for answer in check.answers.current().select_related("owner")}
    return AssignPage(
        tuple(
            (entry["number"], label(entry["name"]), tuple(_row(each, answers) for each in entry["questions"]))
            for entry in Guide(check.version.content).conditions
        )
    )


def _row(entry: dict[str, Any], answers: dict[str, Answer]) -> AssignRow:
    answer = answers.get(entry["code"]) or Answer()
    return AssignRow(entry["code"], label(entry["question"]), str(answer.owner or ""), answer.due_on)


def _words(row: AssignRow) -> str:
    words = f"{row.code} {row.question}"
    return f"{words} ({row.owner})" if row.owner else words
