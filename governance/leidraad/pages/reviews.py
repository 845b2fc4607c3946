"""The review of answers as the page of a condition shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.safestring import SafeString

from accounts.enums import Role
from accounts.models import User
from core import markdown
from governance.leidraad.enums import REVIEW_BADGES, ReviewState, Turn
from governance.leidraad.facts import Derived
from governance.leidraad.forms import AskForm, ReviewForm
from governance.leidraad.models import Answer, Evidence, Review
from governance.leidraad.pages.checks import ReadCheck
from governance.leidraad.review import outcome
from governance.leidraad.teamwork import read_answer
from pilots.areas.enums import MemberRole
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class ReviewView:
    """The review of one answer. remark, by and at are of the last decision, "" and None without one.

    asked_of: who was asked to look since then. form and ask: None for who may not.
    """

    code: str
    state: str
    label: str
    badge: str
    remark: SafeString
    by: str
    at: datetime | None
    asked_of: str
    form: ReviewForm | None
    ask: AskForm | None

    @property
    def is_shown(self) -> bool:
        return self.state != ReviewState.NONE


@dataclass(frozen=True)
class Reviewed:
    """One answer with how far its review is; reviewer: whose turn it is to look, None when it is nobody's."""

    answer: Answer
    value: str
    fingerprint: str
    state: ReviewState
    turn: Turn
    decided: Review | None
    asked: Review | None

    @property
    def reviewer_id(self) -> int | None:
        """Who was asked last, or else who decided before the answer changed."""
        if self.turn != Turn.REVIEWER:
            return None
        if self.asked:
            return self.asked.asked_of_id
        return self.decided.by_id if self.decided else None


def with_steps() -> Prefetch:
    """Return what to prefetch of the reviews of answers before `reviewed`."""
    return Prefetch("reviews", Review.objects.select_related("by", "asked_of"))


def with_reviews() -> tuple[Prefetch, Prefetch]:
    """Return what to prefetch of answers before `reviewed`."""
    return with_steps(), Prefetch("evidence", Evidence.objects.current())


def reviewed(answer: Answer, derived: Derived | None) -> Reviewed:
    """Judge the review of one answer. derived: what the records answer, None for a question answered by hand."""
    steps = list(answer.reviews.all()) if answer.pk else []
    read = read_answer(answer, derived)
    found = outcome(steps, read.fingerprint, is_answered=bool(read.value))
    return Reviewed(
        answer=answer,
        value=read.value,
        fingerprint=read.fingerprint,
        state=found.state,
        turn=found.turn,
        decided=steps[found.decided] if found.decided is not None else None,
        asked=steps[found.asked] if found.asked is not None else None,
    )


def reviewers_of(area: PilotArea) -> Sequence[User]:
    """Return who may look at answers of this area: its coordinator, its team and the officers of its provinces."""
    officers = Q(role=Role.OFFICER, province__in=area.provinces)
    team = Q(pk__in=area.members.filter(role=MemberRole.TEAM).values("user"))
    people = User.objects.filter(Q(is_active=True) & (Q(pk=area.coordinator_id) | officers | team))
    return list(people.order_by("name", "pk"))


def reviews_of(found: ReadCheck, codes: Sequence[str], *, user: User) -> Mapping[str, ReviewView]:
    """Return the review of every question; nothing for who is not involved in the area. Runs two queries."""
    area, check = found.area, found.check
    if check is None or not user.has_perm("areas.involve_pilotarea", area):
        return {}
    can_edit = user.has_perm("areas.change_pilotarea", area)
    asked = {code: found.answers.get(code) or Answer(guide_check=check, question=code) for code in codes}
    prefetch_related_objects([answer for answer in asked.values() if answer.pk], with_steps())
    people = reviewers_of(area) if can_edit else ()
    return {
        code: _view(reviewed(answer, found.derived.get(code)), user, people, can_edit) for code, answer in asked.items()
    }


def _view(found: Reviewed, user: User, people: Sequence[User], can_edit: bool) -> ReviewView:
    """Turn a review into what is shown. people: who may be asked to look at it."""
    answerer, code = found.answer.answered_by_id, found.answer.question
    others = [person for person in people if person.pk != answerer]
    is_open = bool(can_edit and found.value)
    auto_id = f"beoordeling-{code.replace('.', '-')}-%s"
    form = ReviewForm(initial={"seen": found.fingerprint}, auto_id=auto_id)
    return ReviewView(
        code=code,
        state=found.state.value,
        label=str(found.state.label),
        badge=REVIEW_BADGES[found.state],
        remark=markdown.render(found.decided.remark if found.decided else ""),
        by=str(found.decided.by) if found.decided else "",
        at=found.decided.at if found.decided else None,
        asked_of=str(found.asked.asked_of) if found.asked else "",
        form=form if is_open and answerer != user.pk else None,
        ask=AskForm(people=others, auto_id=auto_id) if is_open and others else None,
    )
