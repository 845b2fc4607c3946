"""What the guide asks of one person, in all areas: for the list of tasks and the daily mail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.digest import Line
from accounts.models import User
from core.packs import label
from governance.comments.models import Comment
from governance.comments.pages import news_lines
from governance.comments.registry import Target
from governance.leidraad.enums import AnswerValue, Turn
from governance.leidraad.gathering import derived_of, records_of
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Check, GuideVersion, Review
from governance.leidraad.pages.checks import anchor
from governance.leidraad.pages.reviews import Reviewed, reviewed, with_reviews
from pilots.areas.models import PilotArea

QUESTION = "question"  # the kind of thing that comments on a question of the guide are about
DONE = {AnswerValue.YES, AnswerValue.NOT_APPLICABLE}


@dataclass(frozen=True)
class _Reader:
    """One person, and the areas in which they may read, take part and change."""

    user: User
    visible: frozenset[int]
    involved: frozenset[int]
    changeable: frozenset[int]


def question_url(area: PilotArea | None, code: str) -> str:
    """Return the address of a question, whatever condition it belongs to; "" without an area."""
    return reverse("leidraad:question-find", args=[area.slug, code]) if area else ""


def question_title(_area: PilotArea | None, code: str) -> str:
    """Name a question in a few words."""
    return _("question %(code)s of the guide") % {"code": code}


def is_question(area: PilotArea | None, code: str) -> bool:
    """Say whether the guide of this area asks this question."""
    check = Check.objects.filter(area=area).select_related("version").first() if area else None
    return check is not None and code in Guide(check.version.content).questions


QUESTIONS = Target(url=question_url, title=question_title, exists=is_question)


def tasks_of(user: User, today: date) -> Iterator[Line]:
    """Tell what is assigned to this person, what they are asked to review and to change. A source of the daily mail.

    Runs nine queries at most, and nine more when records answer one of the questions; however many areas there are.
    """
    areas = PilotArea.objects
    reader = _Reader(
        user,
        frozenset(areas.visible_to(user).values_list("pk", flat=True)),
        frozenset(areas.involving(user).values_list("pk", flat=True)),
        frozenset(areas.changeable_by(user).values_list("pk", flat=True)),
    )
    found = list(_reviewed(reader, today))
    late = sorted(found, key=lambda each: (each[0].answer.due_on or date.max, each[0].answer.pk))
    yield from (line for each, words in late for line in _assigned(reader, each, words))
    yield from (line for each, words in found for line in _to_review(reader, each, words))
    yield from (line for each, words in found for line in _to_change(reader, each, words))


def comments_on_own(user: User, _today: date) -> Iterable[Line]:
    """Tell what others say about questions this person arranges or answered. A source of the daily mail."""
    mine = Answer.objects.current().filter(Q(owner=user) | Q(answered_by=user), guide_check__area=OuterRef("area"))
    rows = Comment.objects.open().visible_to(user).filter(kind=QUESTION).exclude(by=user)
    return news_lines(rows.filter(Exists(mine.filter(question=OuterRef("code")))), user)


def _reviewed(reader: _Reader, today: date) -> Iterator[tuple[Reviewed, str]]:
    """Return the answers this person has to do with, judged, with the words of their questions."""
    took_part = Review.objects.filter(Q(asked_of=reader.user) | Q(by=reader.user), answer=OuterRef("pk"))
    mine = Q(owner=reader.user) | Q(answered_by=reader.user) | Q(Exists(took_part))
    rows = Answer.objects.current().filter(mine, guide_check__area__in=reader.visible)
    rows = rows.select_related("guide_check__area").order_by("guide_check__area__name", "question", "pk")
    answers = list(rows.prefetch_related(*with_reviews()))
    versions = GuideVersion.objects.in_bulk({answer.guide_check.version_id for answer in answers})
    guides = {key: Guide(version.content) for key, version in versions.items()}
    asked = {
        each.guide_check.area_id: guides[each.guide_check.version_id]
        for each in answers
        if each.question in guides[each.guide_check.version_id].facts
    }
    records = records_of(list(asked), today=today) if asked else {}
    derived = {area: derived_of(guide, records[area]) for area, guide in asked.items()}
    for answer in answers:
        question = guides[answer.guide_check.version_id].questions.get(answer.question)
        if question:
            found = derived.get(answer.guide_check.area_id, {}).get(answer.question)
            yield reviewed(answer, found), f"{answer.question} {label(question['question'])}"


def _line(found: Reviewed, words: str, group: str, due_on: date | None = None) -> Line:
    area = found.answer.guide_check.area
    url = f"{question_url(area, found.answer.question)}#{anchor(found.answer.question)}"
    return Line(words, url, group, area=area.name, due_on=due_on)


def _assigned(reader: _Reader, found: Reviewed, words: str) -> Iterator[Line]:
    if found.answer.owner_id == reader.user.pk and found.value not in DONE:
        yield _line(found, words, _("For you to arrange"), found.answer.due_on)


def _to_review(reader: _Reader, found: Reviewed, words: str) -> Iterator[Line]:
    if found.reviewer_id == reader.user.pk and found.answer.guide_check.area_id in reader.changeable:
        yield _line(found, words, _("For you to review"))


def _to_change(reader: _Reader, found: Reviewed, words: str) -> Iterator[Line]:
    """Return a request to change; readers who are not involved see no reviews, also not their own answer's."""
    answer = found.answer
    is_mine = (answer.answered_by_id or answer.owner_id) == reader.user.pk
    if found.turn == Turn.ANSWERER and is_mine and answer.guide_check.area_id in reader.involved:
        yield _line(found, words, _("Please change"))
