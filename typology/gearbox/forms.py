"""The questions of one part of the schakelbak: a dial, or the task."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.packs import label
from typology.gearbox.pages import SourceLine, source_lines
from typology.gearbox.tables import Question, TaskQuestion, Typology

TASK = "opgave"  # the part with the questions about the task, beside one part per dial
EXPLANATION = "-toelichting"  # after the code of a question: the field for own words


@dataclass(frozen=True, slots=True)
class Part:
    """One page of questions."""

    code: str
    name: str
    question: str
    questions: tuple[Question | TaskQuestion, ...]
    sources: tuple[SourceLine, ...]


def parts(tables: Typology) -> tuple[Part, ...]:
    """Return the parts in the order in which they are filled in: the dials, then the task."""
    dials = tuple(
        Part(dial.code, label(dial.name), label(dial.question), dial.questions, source_lines(dial.sources))
        for dial in tables.dials
    )
    task = Part(TASK, _("Task"), _("What does the task ask?"), tables.task_questions, ())
    return (*dials, task)


class PartForm(forms.Form):
    """An answer and own words per question. Nothing is required: half an answer is worth keeping too."""

    def __init__(
        self, part: Part, answers: Mapping[str, str], explanations: Mapping[str, str], data: Any = None
    ) -> None:
        super().__init__(data)
        self.part = part
        for question in part.questions:
            self.fields[question.code] = forms.ChoiceField(
                label=label(question.question),
                choices=[*_choices(question), ("", _("Not answered yet"))],
                initial=answers.get(question.code, ""),
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[question.code + EXPLANATION] = forms.CharField(
                label=_("Explanation"),
                initial=explanations.get(question.code, ""),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        """Each question with the field for own words, and the names of both for saving them alone."""
        return [
            (self[question.code], self[question.code + EXPLANATION], f"{question.code},{question.code}{EXPLANATION}")
            for question in self.part.questions
        ]

    def sent(self, suffix: str = "") -> dict[str, str]:
        """Return what was sent, by code of the question; a question that was not sent stays as it is."""
        codes = [question.code for question in self.part.questions]
        return {code: self.cleaned_data[code + suffix] for code in codes if code + suffix in self.data}


def _choices(question: Question | TaskQuestion) -> list[tuple[str, str]]:
    answers = question.levels if isinstance(question, Question) else question.choices
    return [(answer.code, label(answer.text)) for answer in answers]
