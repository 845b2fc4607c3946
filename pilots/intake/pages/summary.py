"""What a report tells about the intake of an area: how many people answered, and what they answered together.

No names, no organisations, no texts, no places, and no number that fewer than five people stand for.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from core.packs import label
from pilots.areas.models import PilotArea
from pilots.codebook.models import Codebook
from pilots.intake.enums import InvitationState, RoundState
from pilots.intake.models import AnswerTheme, Response, Round
from pilots.intake.pages.figures import OutcomeView, outcome_view
from pilots.intake.pages.reading import Person, read_people
from pilots.intake.questionnaire import Question, parse
from pilots.intake.questionnaire.parts import TEXT_KINDS
from pilots.intake.results import LEAST, Outcome, hidden, outcomes, share

LEFT_OUT = TEXT_KINDS | {"place", "file", "date"}


@dataclass(frozen=True)
class ThemeCount:
    """How many people of the area gave an answer with a main theme; only themes that enough people mention."""

    name: str
    people: int


@dataclass(frozen=True)
class RoundSummary:
    """One round without anything personal. is_told: enough people answered to tell what they said.

    invited and answered: people; share: a percentage, None when nobody was invited.
    """

    title: str
    form: str
    opens_on: datetime.date
    closes_on: datetime.date
    state: str
    invited: int
    answered: int
    share: float | None
    is_told: bool
    questions: tuple[OutcomeView, ...]


@dataclass(frozen=True)
class IntakeSummary:
    """The intake of one area for a report. least: how many people must stand behind a number; more: texts left out."""

    rounds: tuple[RoundSummary, ...]
    themes: tuple[ThemeCount, ...]
    least: int

    @property
    def is_empty(self) -> bool:
        return not self.rounds


def intake_summary(area: PilotArea) -> IntakeSummary:
    """Gather the rounds of an area that were sent out, newest first. Runs at most six queries."""
    rounds = list(_rounds(area))
    responses = Response.objects.submitted().filter(invitation__round__in=rounds)
    people = read_people(responses, with_names=False) if any(row.answered for row in rounds) else []
    return IntakeSummary(
        rounds=tuple(_round(row, [person for person in people if person.round_pk == row.pk]) for row in rounds),
        themes=_themes(people),
        least=LEAST,
    )


def _rounds(area: PilotArea) -> QuerySet[Any]:
    sent = Round.objects.filter(area=area).exclude(state=RoundState.DRAFT).select_related("form_version__form")
    return sent.annotate(
        invited=Count("invitations", filter=~Q(invitations__state=InvitationState.REVOKED)),
        answered=Count("invitations", filter=Q(invitations__response__submitted_at__isnull=False)),
    ).order_by("-opens_on", "-pk")


def _round(round_: Any, people: Sequence[Person]) -> RoundSummary:
    is_told = len(people) >= LEAST
    questions: list[Question] = []
    if is_told:
        questions = [one for one in parse(round_.form_version.body).questions if one.kind not in LEFT_OUT]
    found = [_told(hidden(one)) for one in outcomes(questions, [person.given for person in people])]
    return RoundSummary(
        title=round_.title,
        form=round_.form_version.form.name,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        state=round_.get_state_display(),
        invited=round_.invited,
        answered=len(people),
        share=share(len(people), round_.invited),
        is_told=is_told,
        questions=tuple(outcome_view(one, prefix=f"ronde-{round_.pk}") for one in found),
    )


def _told(outcome: Outcome) -> Outcome:
    """Leave the counts out when none of them may be told: a drawing of nothing but hidden numbers says nothing."""
    if any(part.count for part in outcome.parts) or any(count for row in outcome.cells for count in row):
        return outcome
    return replace(outcome, parts=(), cells=())


def _themes(people: Sequence[Person]) -> tuple[ThemeCount, ...]:
    """Count people per main theme; a theme that few people mention is left out, not hidden: its name says enough."""
    owner = {answer: person.pk for person in people for answer in person.answers.values()}
    who: dict[str, set[int]] = {}
    given = (
        AnswerTheme.objects.filter(answer__response__in=[one.pk for one in people])
        .order_by()
        .values_list("answer_id", "theme")
    )
    for answer, theme in given:
        if answer in owner:
            who.setdefault(theme.partition(".")[0], set()).add(owner[answer])
    counts = sorted(((len(found), code) for code, found in who.items() if len(found) >= LEAST), reverse=True)
    names = _names() if counts else {}
    return tuple(ThemeCount(names.get(code, code), count) for count, code in counts)


def _names() -> dict[str, str]:
    codebooks = Codebook.objects.order_by("loaded_at", "pk")
    return {theme.code: label(theme.name) for codebook in codebooks for theme in codebook.themes.main}
