"""Reads what people answered in rounds, ready to be added up or listed. Two queries, however many people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from pilots.intake.enums import ResponseState
from pilots.intake.models import Answer, FormVersion, Response, Round
from pilots.intake.questionnaire import Question, Questionnaire, Section, Text, parse
from pilots.intake.results import Given, given
from pilots.stakeholders.enums import OrganisationKind

EARLIER = Text("Vragen uit een eerdere versie", "Questions of an earlier version")


@dataclass(frozen=True)
class Person:
    """One person who sent in answers. name and organisation are "" for a reader who may not see them.

    answers: the primary key of the answer by question. is_changing: the person is changing it at this moment.
    """

    pk: int
    round_pk: int
    name: str
    organisation: str
    kind: str
    submitted_at: datetime
    changed_at: datetime
    is_changing: bool
    given: Given
    answers: dict[str, int]

    @property
    def kind_label(self) -> str:
        return str(OrganisationKind(self.kind).label)


def sent_responses(round_: Round) -> QuerySet[Response]:
    """Return what people sent in. What was never sent is not shown to anybody: it is still theirs alone."""
    return Response.objects.submitted().filter(invitation__round=round_)


def read_people(responses: QuerySet[Response], *, with_names: bool) -> list[Person]:
    """Read responses with their answers, in the order in which they were sent. Runs two queries."""
    related = responses.select_related("form_version", "invitation__person__organisation")
    rows = list(related.order_by("submitted_at", "pk"))
    values: dict[int, dict[str, Any]] = {row.pk: {} for row in rows}
    keys: dict[int, dict[str, int]] = {row.pk: {} for row in rows}
    answers = Answer.objects.filter(response__in=values).order_by()
    for pk, response, question, value in answers.values_list("pk", "response_id", "question", "value"):
        values[response][question] = value
        keys[response][question] = pk
    forms = _questionnaires(row.form_version for row in rows)
    return [
        _person(row, given(forms[row.form_version_id], values[row.pk]), keys[row.pk], with_names=with_names)
        for row in rows
    ]


def _questionnaires(versions: Iterable[FormVersion]) -> dict[int, Questionnaire]:
    known = {version.pk: version for version in versions}
    return {pk: parse(version.body) for pk, version in known.items()}


def _person(row: Response, answered: Given, keys: dict[str, int], *, with_names: bool) -> Person:
    person = row.invitation.person
    if row.submitted_at is None:
        raise ValueError("only what was sent is read")
    return Person(
        pk=row.pk,
        round_pk=row.invitation.round_id,
        name=person.name if with_names else "",
        organisation=person.organisation.name if with_names else "",
        kind=person.organisation.kind,
        submitted_at=row.submitted_at,
        changed_at=row.changed_at,
        is_changing=row.state == ResponseState.DRAFT,
        given=answered,
        answers={key: pk for key, pk in keys.items() if key in answered.values},
    )


def asked_sections(round_: Round) -> tuple[Section, ...]:
    """Return the sections of the form of a round, and what an earlier version asked people who already answered.

    Runs one query.
    """
    current = parse(round_.form_version.body)
    earlier = FormVersion.objects.filter(responses__invitation__round=round_).exclude(pk=round_.form_version_id)
    known = set(current.keys())
    more: list[Question] = []
    for version in earlier.order_by("-number").distinct():
        fresh = [question for question in parse(version.body).questions if question.key not in known]
        more += fresh
        known |= {question.key for question in fresh}
    extra = (Section("eerdere-versie", EARLIER, questions=tuple(more)),) if more else ()
    return (*current.sections, *extra)
