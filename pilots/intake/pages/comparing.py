"""Results of several rounds side by side, in percentages, with small numbers hidden.

The reader may open the answers of all these rounds. Small numbers are hidden all the same: a comparison is what people
copy into a memo about another area, and there the readers are others. The exact number stands with the round itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.charts import Figure, GroupedChart, Stack, figure
from pilots.intake.enums import QuestionKind
from pilots.intake.models import Response, Round
from pilots.intake.pages.figures import fewer
from pilots.intake.pages.reading import Person, read_people
from pilots.intake.questionnaire import Question, parse
from pilots.intake.results import Outcome, comparable, hidden, outcomes, share

MOST = 4  # rounds beside the own one: more bars than five nobody reads


@dataclass(frozen=True)
class Candidate:
    """A round to compare with. shared: how many questions it has in common; answered: how many people sent it in."""

    pk: int
    title: str
    area: str
    shared: int
    answered: int
    is_chosen: bool


@dataclass(frozen=True)
class Compared:
    """One question of several rounds. answered: how many answered it, per round, in words; figure may be None."""

    label: str
    unit: str
    answered: tuple[str, ...]
    figure: Figure | None


@dataclass(frozen=True)
class ComparisonPage:
    """What may be compared, and what is. names: the rounds in the order of the bars."""

    candidates: tuple[Candidate, ...]
    names: tuple[str, ...]
    questions: tuple[Compared, ...]


def comparison_page(round_: Round, user: User, chosen: Iterable[int]) -> ComparisonPage:
    """Compare a round with others this user may open. Runs five queries, however many rounds."""
    own = _questions(round_)
    others = Round.objects.managed_by(user).exclude(pk=round_.pk).select_related("area", "form_version")
    counted = Count("invitations", filter=Q(invitations__response__submitted_at__isnull=False))
    rows = [row for row in others.annotate(people=counted).order_by("area__name", "-opens_on") if row.people]
    wanted = set(chosen)
    shared = {row.pk: [one for one in own if any(comparable(one, other) for other in _questions(row))] for row in rows}
    picked = [row for row in rows if shared[row.pk] and row.pk in wanted][:MOST]
    candidates = tuple(
        Candidate(row.pk, row.title, row.area.name, len(shared[row.pk]), row.people, row in picked)
        for row in rows
        if shared[row.pk]
    )
    together = [round_, *picked]
    return ComparisonPage(
        candidates=candidates,
        names=tuple(f"{row.area.name}: {row.title}" for row in together),
        questions=_compared(own, together) if picked else (),
    )


def _questions(round_: Round) -> tuple[Question, ...]:
    return parse(round_.form_version.body).questions


def _compared(own: Sequence[Question], rounds: Sequence[Round]) -> tuple[Compared, ...]:
    people = read_people(Response.objects.submitted().filter(invitation__round__in=rounds), with_names=False)
    per_round = [
        {one.question.key: one for one in _outcomes(row, [each for each in people if each.round_pk == row.pk])}
        for row in rounds
    ]
    names = tuple(row.area.name for row in rounds)
    found = []
    for question in own:
        sides = [
            one if (one := outcome.get(question.key)) and comparable(question, one.question) else None
            for outcome in per_round
        ]
        if sum(side is not None for side in sides) > 1:
            found.append(_side_by_side(question, sides, names))
    return tuple(found)


def _outcomes(round_: Round, people: Sequence[Person]) -> list[Outcome]:
    return [hidden(one) for one in outcomes(_questions(round_), [person.given for person in people])]


def _side_by_side(question: Question, sides: Sequence[Outcome | None], names: tuple[str, ...]) -> Compared:
    answered = tuple(_answered(name, side) for name, side in zip(names, sides, strict=True))
    if question.kind == QuestionKind.NUMBER:
        values = tuple(side.spread.median if side and side.spread else None for side in sides)
        stacks = [Stack(_("Middle value (median)"), values)]
        unit = str(question.unit) or _("Answer")
    else:
        stacks = [Stack(label, tuple(_percentage(side, key) for side in sides)) for key, label in _labels(question)]
        unit = _("Percentage of the answers")
    is_empty = all(value is None for stack in stacks for value in stack.values)
    chart = GroupedChart(str(question.label), unit, names, tuple(stacks), label_head=_("Answer"))
    return Compared(
        str(question.label), unit, answered, None if is_empty else figure(chart, f"vergelijk-{question.key}")
    )


def _labels(question: Question) -> list[tuple[str, str]]:
    if question.kind == QuestionKind.SCALE:
        ends = {1: question.low, question.steps: question.high}
        return [(str(step), f"{step} {ends.get(step, '')}".strip()) for step in range(1, question.steps + 1)]
    return [(option.key, str(option.label)) for option in question.options]


def _answered(name: str, side: Outcome | None) -> str:
    if side is None:
        return _("%(area)s: not asked") % {"area": name}
    count = fewer() if side.answered is None else str(side.answered)
    return _("%(area)s: %(count)s answers") % {"area": name, "count": count}


def _percentage(side: Outcome | None, key: str) -> float | None:
    part = next((part for part in side.parts if part.key == key), None) if side else None
    return share(part.count, side.answered) if part and side else None
