"""Results as files: a row per person, a column per question; and the places that people drew, as GeoJSON.

Names are only in it when asked for: a file leaves the house.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.tabular import Cell
from pilots.intake.enums import QuestionKind
from pilots.intake.models import Attachment, Round
from pilots.intake.pages.coding import themes_of
from pilots.intake.pages.reading import Person, asked_sections, people_url
from pilots.intake.questionnaire import Question, show_answer


@dataclass(frozen=True)
class Table:
    """A table to save: the names of its columns and its rows."""

    header: list[str]
    rows: list[list[Cell]]


def result_table(round_: Round, people: Sequence[Person], *, with_names: bool) -> Table:
    """Write a row per person. A matrix takes a column per row; a place stands there as GeoJSON. Runs four queries."""
    questions = [question for section in asked_sections(round_) for question in section.questions]
    coded = themes_of(people)
    files = _file_names(people)
    named = [_("Name"), _("Organisation")] if with_names else []
    fixed = [_("Response"), _("Kind of organisation"), *named, _("Sent on"), _("Being changed")]
    header = [*fixed, *(name for question in questions for name in _columns(question)), _("Themes")]
    rows: list[list[Cell]] = []
    for person in people:
        who: list[Cell] = [person.name, person.organisation] if with_names else []
        cells = [cell for question in questions for cell in _cells(question, person, files)]
        themes = dict.fromkeys(name for pk in person.answers.values() for name in coded.names(pk))
        sent_on = timezone.localdate(person.submitted_at)
        is_changing = _("yes") if person.is_changing else _("no")
        rows.append([person.pk, person.kind_label, *who, sent_on, is_changing, *cells, "; ".join(themes)])
    return Table(header, rows)


def _columns(question: Question) -> Iterator[str]:
    if question.kind == QuestionKind.MATRIX:
        yield from (f"{question.label} – {row.label}" for row in question.rows)
    elif question.kind == QuestionKind.NUMBER and question.unit:
        yield f"{question.label} ({question.unit})"
    else:
        yield str(question.label)


def _cells(question: Question, person: Person, files: Mapping[int, str]) -> Iterator[Cell]:
    value = person.given.values.get(question.key)
    if question.kind == QuestionKind.MATRIX:
        chosen = value or {}
        yield from (question.option_label(chosen[row.key]) if row.key in chosen else "" for row in question.rows)
    elif value is None:
        yield None
    elif question.kind == QuestionKind.PLACE:
        yield json.dumps(value, separators=(",", ":"))
    elif question.kind == QuestionKind.FILE:
        yield "; ".join(files[pk] for pk in value if pk in files)
    elif question.kind in {QuestionKind.NUMBER, QuestionKind.SCALE}:
        yield value
    elif question.kind == QuestionKind.DATE:
        yield datetime.date.fromisoformat(value)
    else:
        text = show_answer(question, value)
        yield text.replace("\n", "; ") if isinstance(value, list) else text


def _file_names(people: Sequence[Person]) -> dict[int, str]:
    files = Attachment.objects.filter(response__in=[person.pk for person in people])
    return dict(files.values_list("pk", "name"))


def places(round_: Round, people: Iterable[Person], base: str = "") -> dict[str, Any]:
    """Return every place that people drew as a FeatureCollection. base: what stands before the path in an address."""
    questions = [question for section in asked_sections(round_) for question in section.questions]
    below = base + people_url(round_)
    drawn = [question for question in questions if question.kind == QuestionKind.PLACE]
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(person, question, below)
            for question in drawn
            for person in people
            if question.key in person.given.values
        ],
    }


def _feature(person: Person, question: Question, base: str) -> dict[str, Any]:
    facts = {
        "kind": "answer",
        "name": f"{question.label} ({person.kind_label}, {person.pk})",
        "question": str(question.label),
        "organisation_kind": person.kind_label,
        "url": f"{base}{person.pk}/",
    }
    return {"type": "Feature", "properties": facts, "geometry": person.given.values[question.key]}
