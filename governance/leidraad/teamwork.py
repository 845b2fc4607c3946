"""What people agree on about questions: who arranges them by when, and what they think of each other's answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.leidraad.actions import locked_answer
from governance.leidraad.enums import Decision
from governance.leidraad.facts import Derived
from governance.leidraad.gathering import derived_in
from governance.leidraad.guide import Guide
from governance.leidraad.models import Answer, Check, Review
from governance.leidraad.review import fingerprint


class ReviewError(Exception):
    """This review cannot be given. The message says why."""


@transaction.atomic
def assign_questions(*, check: Check, questions: Collection[str], owner: User, due_on: date | None) -> list[Answer]:
    """Let somebody arrange these questions; due_on None leaves the date of each as it is. Returns what changed."""
    changed = []
    for question in sorted(questions):
        answer = locked_answer(check, question)
        day = due_on or answer.due_on
        if (answer.owner, answer.due_on) != (owner, day):
            answer.owner, answer.due_on = owner, day
            answer.revision += 1
            answer.save(update_fields=["owner", "due_on", "revision"])
            changed.append(answer)
    return changed


@transaction.atomic
def ask_review(*, check: Check, question: str, asked_of: User, by: User) -> Review:
    """Ask somebody to look at an answer. Raises ReviewError when that person gave it."""
    answer = locked_answer(check, question)
    if answer.answered_by_id == asked_of.pk:
        raise ReviewError(_("Somebody else than who answered has to look at it."))
    last = answer.reviews.order_by("-at", "-pk").first()
    if last and last.asked_of_id == asked_of.pk:
        return last
    return Review.objects.create(answer=answer, decision=Decision.ASKED, asked_of=asked_of, by=by)


@transaction.atomic
def review_answer(*, check: Check, question: str, decision: Decision, remark: str, seen: str, by: User) -> Review:
    """Accept an answer, or ask to change it. seen: the fingerprint of what the reviewer read.

    Raises ReviewError to who gave the answer, when there is none, and when it was changed meanwhile.
    """
    answer = locked_answer(check, question)
    guide = Guide(check.version.content)
    derived = derived_in(guide, check.area_id, today=timezone.localdate()) if question in guide.facts else {}
    now = read_answer(answer, derived.get(question))
    if not now.value:
        raise ReviewError(_("There is no answer to look at yet."))
    if answer.answered_by_id == by.pk:
        raise ReviewError(_("You gave this answer yourself. Somebody else has to look at it."))
    if seen != now.fingerprint:
        raise ReviewError(_("The answer was changed in the meantime. Read it again first."))
    return Review.objects.create(answer=answer, decision=decision, remark=remark, fingerprint=now.fingerprint, by=by)


@dataclass(frozen=True, slots=True)
class Read:
    """An answer as a reviewer reads it; value is "" without one."""

    value: str
    fingerprint: str


def read_answer(answer: Answer, derived: Derived | None) -> Read:
    """Read an answer with its evidence. derived: what the records answer, None for a question answered by hand."""
    value = str((derived.value if derived else answer.value) or "")
    evidence = answer.evidence.all() if answer.pk else ()
    keys = [str(each.key) for each in evidence if each.removed_at is None]
    return Read(value, fingerprint(value, answer.explanation, keys, derived))
