"""The page on which one condition is filled in: its questions with their forms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from accounts.enums import Role
from accounts.models import User
from governance.comments.pages import Thread, threads_of
from governance.leidraad.forms import AnswerForm, EvidenceForm
from governance.leidraad.models import Answer, Evidence
from governance.leidraad.pages import CheckPage, ConditionView, QuestionView
from governance.leidraad.pages.checks import ReadCheck, page_of, read_check
from governance.leidraad.pages.reviews import ReviewView, reviews_of
from governance.leidraad.pages.tasks import QUESTION
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class QuestionRow:
    """One question with its forms; both are None for somebody who only reads.

    theirs: the answer somebody else saved meanwhile. removed: evidence that can be put back.
    is_refused: the answer form shows what was wrong, or a conflict.
    """

    code: str
    question: QuestionView
    answer: AnswerForm | None = None
    evidence: EvidenceForm | None = None
    theirs: Answer | None = None
    removed: tuple[Evidence, ...] = ()
    is_refused: bool = False
    review: ReviewView | None = None
    thread: Thread | None = None


@dataclass(frozen=True)
class Refused:
    """A form that was sent and is shown again: of the answer to a question, or of its evidence."""

    code: str
    answer: AnswerForm | None = None
    evidence: EvidenceForm | None = None
    theirs: Answer | None = None


@dataclass(frozen=True)
class ConditionSheet:
    """One condition to read or to fill in. previous and following: the conditions beside it, None at the ends."""

    page: CheckPage
    condition: ConditionView
    rows: tuple[QuestionRow, ...]
    can_edit: bool
    previous: ConditionView | None
    following: ConditionView | None

    def row(self, code: str) -> QuestionRow | None:
        """Return the row of a question; None when this condition does not ask it."""
        return next((row for row in self.rows if row.code == code), None)


def condition_sheet(
    area: PilotArea, code: str, *, user: User, can_edit: bool, with_people: bool = True, refused: Refused | None = None
) -> ConditionSheet | None:
    """Gather what is needed to read or fill in a condition; None when the guide of the area has none of this code.

    Runs 20 queries at most: those of `read_check`, the people to choose from, the removed evidence, and what people
    say about the answers.
    """
    found = read_check(area)
    page = page_of(found, with_people=with_people) if found else None
    condition = page.condition(code) if page else None
    if found is None or page is None or condition is None:
        return None
    order = [None, *page.conditions, None]
    place = order.index(condition)
    is_form = can_edit and page.is_started
    rows = _form_rows(area, condition, refused) if is_form else tuple(_row(each) for each in condition.questions)
    if page.is_started:
        rows = _with_talk(found, rows, user)
    return ConditionSheet(page, condition, rows, can_edit, order[place - 1], order[place + 1])


def _with_talk(found: ReadCheck, rows: Sequence[QuestionRow], user: User) -> tuple[QuestionRow, ...]:
    """Add what people say about the answers, for readers who are involved."""
    codes = [row.code for row in rows]
    reviews = reviews_of(found, codes, user=user)
    threads = threads_of(found.area, QUESTION, codes, user=user, version=found.version.version)
    return tuple(replace(row, review=reviews.get(row.code), thread=threads.get(row.code)) for row in rows)


def people_of(area: PilotArea) -> Sequence[User]:
    """Return who may be named to arrange something: the people of the area, its officers, and who was named."""
    officers = Q(role=Role.OFFICER, province__in=area.provinces)
    members = Q(pk__in=area.members.values("user"))
    owners = Q(pk__in=Answer.objects.filter(guide_check__area=area, owner__isnull=False).values("owner"))
    active = Q(is_active=True) & (Q(pk=area.coordinator_id) | officers | members)
    people = User.objects.filter(active | owners)  # who left stays named, or saving a text would take the name away
    return list(people.order_by("name", "pk"))


def _row(question: QuestionView) -> QuestionRow:
    return QuestionRow(code=question.code, question=question)


def _form_rows(area: PilotArea, condition: ConditionView, refused: Refused | None) -> tuple[QuestionRow, ...]:
    codes = [question.code for question in condition.questions]
    gone: dict[str, list[Evidence]] = {code: [] for code in codes}
    rows = Evidence.objects.filter(
        answer__guide_check__area=area, answer__archived_at=None, answer__question__in=codes, removed_at__isnull=False
    )
    for evidence in rows.select_related("answer", "removed_by"):
        gone[evidence.answer.question].append(evidence)
    people = people_of(area)
    return tuple(_form_row(question, people, gone[question.code], refused) for question in condition.questions)


def _form_row(
    question: QuestionView, people: Sequence[User], removed: Sequence[Evidence], refused: Refused | None
) -> QuestionRow:
    row = QuestionRow(
        code=question.code,
        question=question,
        answer=AnswerForm(
            initial=_initial(question),
            code=question.code,
            people=people,
            is_derived=question.derived is not None,
            auto_id=f"{question.anchor}-%s",
        ),
        evidence=EvidenceForm(auto_id=f"bewijs-{question.anchor}-%s"),
        removed=tuple(removed),
    )
    if refused is None or refused.code != question.code:
        return row
    if refused.answer is not None:
        refused.answer.auto_id = f"{question.anchor}-%s"
        return replace(row, answer=refused.answer, theirs=refused.theirs, is_refused=True)
    if refused.evidence is not None:
        refused.evidence.auto_id = f"bewijs-{question.anchor}-%s"
        return replace(row, evidence=refused.evidence)
    return row


def _initial(question: QuestionView) -> dict[str, object]:
    return {
        "value": question.value,
        "explanation": question.text,
        "owner": question.owner_id or "",
        "due_on": question.due_on,
        "revision": question.revision,
    }
