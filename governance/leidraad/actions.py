"""Everything that changes the check of an area. Nothing somebody typed is ever destroyed."""

from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.uploads import examine
from governance.leidraad.enums import AnswerValue
from governance.leidraad.guide import Change, Guide, compare
from governance.leidraad.models import Answer, Check, Evidence, GuideVersion
from pilots.areas.models import PilotArea


class AnswerConflictError(Exception):
    """Somebody else changed this answer since it was read; `current` is what stands there now."""

    def __init__(self, current: Answer) -> None:
        self.current = current
        super().__init__(current.question)


class DerivedAnswerError(Exception):
    """The records of the area answer this question: nobody can give it another answer by hand."""


@transaction.atomic
def start_check(*, area: PilotArea, by: User) -> Check:
    """Begin the check of an area with the guide that was published last, or return the one that was begun before.

    Raises GuideVersion.DoesNotExist when no guide was published.
    """
    check, _ = Check.objects.get_or_create(
        area=area, defaults={"version": GuideVersion.objects.newest(), "started_by": by}
    )
    return check


@transaction.atomic
def save_answer(
    *,
    check: Check,
    question: str,
    value: str,
    explanation: str,
    owner: User | None,
    due_on: date | None,
    revision: int,
    by: User,
) -> Answer:
    """Save what an area answers to a question; value "" means that it is not answered yet.

    revision: the one the writer read, 0 for a question without an answer. The same content again changes nothing,
    whatever the revision. Raises AnswerConflictError when somebody else changed it in between, and DerivedAnswerError
    for a value that the records give: explanation, owner and date can be saved then, and an earlier value stays.
    """
    answer = locked_answer(check, question)
    if question in Guide(check.version.content).facts:
        if value:
            raise DerivedAnswerError(f"the records answer question {question}: change the records")
        value = _kept(answer, explanation)
    given = {"value": value, "explanation": explanation, "owner": owner, "due_on": due_on}
    changed = [name for name, content in given.items() if getattr(answer, name) != content]
    if not changed and not answer.is_reworded:
        return answer
    if answer.revision != revision and changed:
        raise AnswerConflictError(answer)
    for name, content in given.items():
        setattr(answer, name, content)
    if {"value", "explanation"} & set(changed) or answer.is_reworded:
        is_given = bool(value or explanation)
        answer.answered_by = by if is_given else None
        answer.answered_at = timezone.now() if is_given else None
    answer.is_reworded = False
    answer.revision += 1
    answer.save()
    return answer


@transaction.atomic
def add_evidence(
    *,
    check: Check,
    question: str,
    title: str,
    by: User,
    url: str = "",
    file: File | None = None,
    effective_on: date | None = None,
) -> Evidence:
    """Add a link or a file to the answer of a question. Raises core.uploads.UploadError when the file is refused."""
    evidence = Evidence(
        answer=locked_answer(check, question), title=title, url=url, effective_on=effective_on, added_by=by
    )
    if file is not None:
        upload = examine(file, file.name or "")
        evidence.file_name, evidence.content_type = upload.name, upload.content_type
        evidence.size, evidence.sha256 = upload.size, upload.sha256
        evidence.file.save(upload.name, file, save=False)
    evidence.save()
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> Evidence:
    """Take evidence away from its answer; it can be put back."""
    evidence.removed_by, evidence.removed_at = by, timezone.now()
    evidence.save(update_fields=["removed_by", "removed_at"])
    return evidence


@transaction.atomic
def restore_evidence(*, evidence: Evidence) -> Evidence:
    """Put removed evidence back."""
    evidence.removed_by, evidence.removed_at = None, None
    evidence.save(update_fields=["removed_by", "removed_at"])
    return evidence


@transaction.atomic
def move_check(*, check: Check, to: GuideVersion) -> tuple[Change, ...]:
    """Move a check to another version of the guide and return what differs.

    Answers to questions that are no longer asked are put away with their evidence; answers to reworded questions stay
    and say that the question changed.
    """
    check = Check.objects.select_for_update().select_related("version").get(pk=check.pk)
    changes = compare(Guide(check.version.content), Guide(to.content))
    current = check.answers.current()
    removed = [change.code for change in changes if change.new is None]
    reworded = [change.code for change in changes if change.old and change.new]
    current.filter(question__in=removed).update(archived_at=timezone.now())
    asked = set(reworded) - Guide(to.content).facts.keys()  # what the records answer needs no second reading
    current.filter(question__in=asked).exclude(value="").update(is_reworded=True)
    check.version = to
    check.save(update_fields=["version"])
    return changes


def _kept(answer: Answer, explanation: str) -> str:
    """Return the value from before the records answered; “not applicable” says nothing without its explanation."""
    return answer.value if explanation or answer.value != AnswerValue.NOT_APPLICABLE else ""


def locked_answer(check: Check, question: str) -> Answer:
    """Return the answer to a question, made when it is not there yet, and keep others from changing it meanwhile."""
    key: dict[str, Any] = {"guide_check": check, "question": question, "archived_at": None}
    answer, is_new = Answer.objects.get_or_create(**key)
    return answer if is_new else Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
