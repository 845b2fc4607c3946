"""Reads what people answered in rounds, ready to be added up or listed: a few queries, however many people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Func, QuerySet
from django.urls import reverse

from pilots.intake.enums import ResponseState
from pilots.intake.models import Answer, FormVersion, Response, Round
from pilots.intake.questionnaire import Question, Questionnaire, Section, Text, parse
from pilots.intake.results import Given, given
from pilots.stakeholders.enums import OrganisationKind

EARLIER = Text("Vragen uit een eerdere versie", "Questions of an earlier version")


@dataclass(frozen=True)
class Person:
    """One person who sent in answers. name and organisation are "" for a reader who may not see them.

    answers: the primary key of the answer by question. is_changing: the person changed something after
    sending; what is told here is what was sent.
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


FACTS = (
    "pk", "state", "submitted_at", "changed_at", "form_version_id", "invitation__round_id", "invitation__person__name",
    "invitation__person__organisation__name", "invitation__person__organisation__kind",
)  # fmt: skip
ALL_OF_ONE = JSONBAgg(Func("question", "pk", "sent", function="jsonb_build_array"))


def read_people(responses: QuerySet[Response], *, with_names: bool) -> list[Person]:
    """Read responses with their answers, in the order in which they were sent. Runs three queries.

    The database hands over all answers of one person as one value, and the form once: seven thousand rows cost more.
    """
    rows = list(responses.order_by("submitted_at", "pk").values(*FACTS))
    found = Answer.objects.filter(response__in=[row["pk"] for row in rows]).order_by()
    answers: dict[int, list[Any]] = dict(
        found.values("response_id").annotate(all=ALL_OF_ONE).values_list("response_id", "all")
    )
    versions = FormVersion.objects.filter(pk__in={row["form_version_id"] for row in rows})
    forms = {version.pk: parse(version.body) for version in versions}
    return [
        _person(row, forms[row["form_version_id"]], answers.get(row["pk"], []), with_names=with_names) for row in rows
    ]


def _person(row: dict[str, Any], form: Questionnaire, answers: list[Any], *, with_names: bool) -> Person:
    answered = given(form, {question: value for question, _pk, value in answers})
    return Person(
        pk=row["pk"],
        round_pk=row["invitation__round_id"],
        name=row["invitation__person__name"] if with_names else "",
        organisation=row["invitation__person__organisation__name"] if with_names else "",
        kind=row["invitation__person__organisation__kind"],
        submitted_at=row["submitted_at"],
        changed_at=row["changed_at"],
        is_changing=row["state"] == ResponseState.DRAFT,
        given=answered,
        answers={question: pk for question, pk, _value in answers if question in answered.values},
    )


def people_url(round_: Round) -> str:
    """Return the address below which each person has a page: their number and a slash."""
    return reverse("intake:results-responses", args=[round_.area.slug, round_.pk])


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
