"""The results of one round: how far it is, what each question brought, and who sent something in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pilots.intake.enums import QuestionKind
from pilots.intake.models import Attachment, Response, Round
from pilots.intake.pages.coding import Coded, finding_url, themes_of
from pilots.intake.pages.figures import OutcomeView, outcome_view
from pilots.intake.pages.reading import Person, asked_sections, people_url, read_people
from pilots.intake.questionnaire import Section, parse, show_answer
from pilots.intake.results import outcomes


@dataclass(frozen=True)
class SectionResults:
    """One section of the form with what its questions brought."""

    key: str
    title: str
    questions: tuple[OutcomeView, ...]


@dataclass(frozen=True)
class RoundResults:
    """What the chosen people of a round answered. people: how many they are."""

    people: int
    sections: tuple[SectionResults, ...]

    @property
    def has_places(self) -> bool:
        return any(each.is_place and each.is_answered for section in self.sections for each in section.questions)


@dataclass(frozen=True)
class PersonRow:
    """One person in the table. answered of asked: questions. url: their answers."""

    title: str
    organisation: str
    kind: str
    submitted_at: datetime
    is_changing: bool
    answered: int
    asked: int
    url: str


@dataclass(frozen=True)
class PlaceRow:
    """One place that somebody drew, in words."""

    question: str
    place: str
    person: PersonRow


@dataclass(frozen=True)
class FileLink:
    """One file that somebody sent along."""

    name: str
    url: str


@dataclass(frozen=True)
class AnswerView:
    """One answer to read. files: what was sent along; finding_url: "" when findings cannot be made."""

    label: str
    text: str
    files: tuple[FileLink, ...]
    themes: tuple[str, ...]
    finding_url: str


@dataclass(frozen=True)
class AnsweredSection:
    """One section with the answers of one person."""

    title: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class ResponsePage:
    """All that one person answered, to read. open: labels of questions that were left open."""

    row: PersonRow
    function: str
    sections: tuple[AnsweredSection, ...]
    open: tuple[str, ...]


def round_results(round_: Round, responses: QuerySet[Response]) -> RoundResults:
    """Add up what these people answered. Runs four queries, however many people."""
    people = read_people(responses, with_names=False)
    sections = tuple(
        SectionResults(
            key=section.key,
            title=str(section.title),
            questions=tuple(map(outcome_view, outcomes(section.questions, [person.given for person in people]))),
        )
        for section in asked_sections(round_)
    )
    return RoundResults(people=len(people), sections=tuple(section for section in sections if section.questions))


def person_rows(round_: Round, people: list[Person]) -> list[PersonRow]:
    """Describe people for the table."""
    base = people_url(round_)
    return [_row(base, person) for person in people]


def _row(base: str, person: Person) -> PersonRow:
    return PersonRow(
        title=person.name or _("Response %(number)s") % {"number": person.pk},
        organisation=person.organisation,
        kind=person.kind_label,
        submitted_at=person.submitted_at,
        is_changing=person.is_changing,
        answered=len(person.given.values),
        asked=len(person.given.asked),
        url=f"{base}{person.pk}/",
    )


def place_rows(round_: Round, people: list[Person]) -> list[PlaceRow]:
    """List the places that people drew, question by question. Runs one query."""
    questions = [question for section in asked_sections(round_) for question in section.questions]
    base = people_url(round_)
    return [
        PlaceRow(str(question.label), show_answer(question, person.given.values[question.key]), _row(base, person))
        for question in questions
        if question.kind == QuestionKind.PLACE
        for person in people
        if question.key in person.given.values
    ]


def response_page(round_: Round, response: Response, *, with_names: bool) -> ResponsePage:
    """Gather what one person answered. Runs seven queries, however many answers."""
    (person,) = read_people(Response.objects.filter(pk=response.pk), with_names=with_names)
    sections = parse(response.form_version.body).sections
    coded = themes_of([person])
    files = {
        file.pk: FileLink(file.name, reverse("intake:results-file", args=[round_.area.slug, round_.pk, file.pk]))
        for file in Attachment.objects.filter(response=response)
    }
    return ResponsePage(
        row=_row(people_url(round_), person),
        function=response.invitation.person.function if with_names else "",
        sections=tuple(
            AnsweredSection(str(section.title), answers)
            for section in sections
            if (answers := tuple(_answers(section, person, coded, files)))
        ),
        open=tuple(
            str(question.label)
            for section in sections
            for question in section.questions
            if question.key in person.given.asked and question.key not in person.given.values
        ),
    )


def _answers(section: Section, person: Person, coded: Coded, files: dict[int, FileLink]) -> Iterator[AnswerView]:
    for question in section.questions:
        if question.key not in person.given.values:
            continue
        value, pk = person.given.values[question.key], person.answers[question.key]
        is_file = question.kind == QuestionKind.FILE
        yield AnswerView(
            label=str(question.label),
            text="" if is_file else show_answer(question, value),
            files=tuple(files[file] for file in value if file in files) if is_file else (),
            themes=coded.names(pk),
            finding_url=finding_url(pk),
        )
