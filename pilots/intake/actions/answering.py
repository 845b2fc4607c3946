"""Writes of the person behind a personal link: answers, choices between two of them, files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import images, uploads
from pilots.intake import answers as sync
from pilots.intake import posting
from pilots.intake.answers import Held, Message, Outcome, Rival, Verdict
from pilots.intake.enums import QuestionKind, ResponseState
from pilots.intake.models import Answer, AnswerConflict, Attachment, FormVersion, Response
from pilots.intake.questionnaire import Question, Questionnaire, check_answer, parse
from pilots.intake.questionnaire.values import MOST_FILES

REFUSED = "refused"
SITE = "site"  # what the site itself writes: a file that was added


@dataclass(frozen=True)
class Result:
    """What became of one message. parts: the stored answer, when it is not the one of this device; else None."""

    id: str
    question: str
    outcome: str
    revision: int = 0
    error: str = ""
    parts: dict[str, list[str]] | None = None


class ChoiceError(ValueError):
    """The answers to choose from are no longer there."""


@lru_cache(maxsize=16)
def _parsed(version_id: int) -> Questionnaire:
    return parse(FormVersion.objects.get(pk=version_id).body)


def questionnaire_of(response: Response) -> Questionnaire:
    """Return what this response answers; a version that is answered never changes, so it is read once per process."""
    return _parsed(response.form_version_id)


@transaction.atomic
def save(*, response: Response, messages: Sequence[Message]) -> list[Result]:
    """Take in messages, one at a time per response. Each `value` holds parts as `posting` reads them."""
    locked = _lock(response)
    questionnaire = questionnaire_of(locked)
    stored = _stored(locked, {message.question for message in messages})
    results = [_take(locked, questionnaire, stored, message) for message in messages]
    if any(result.outcome in {Outcome.APPLIED, Outcome.CONFLICT} for result in results):
        _touch(locked)
    response.state = locked.state
    return results


def _take(response: Response, questionnaire: Questionnaire, stored: dict[str, Answer], message: Message) -> Result:
    question = questionnaire.question(message.question)
    if question is None or question.kind == QuestionKind.FILE:
        return Result(message.id, message.question, REFUSED, error=_("This question is not in the form."))
    try:
        raw = posting.raw_value(question, posting.read_parts(message.value))
    except posting.PartsError:
        return Result(message.id, message.question, REFUSED, error=_("This answer cannot be read."))
    checked = check_answer(question, raw)
    if checked.error:
        return Result(message.id, message.question, REFUSED, error=checked.error)
    answer = stored.get(question.key) or Answer(response=response, question=question.key, revision=0)
    verdict = sync.receive(_held(answer), _with_value(message, checked.value))
    if verdict.outcome != Outcome.REPEATED:
        _write(answer, verdict.held, message.sequence)
        stored[question.key] = answer
    return _result(question, message, verdict)


def _with_value(message: Message, value: Any) -> Message:
    return Message(message.id, message.question, value, message.base, message.device, message.sequence)


def _result(question: Question, message: Message, verdict: Verdict) -> Result:
    held = verdict.held
    is_others = verdict.outcome == Outcome.REPEATED and held.device != message.device
    parts = posting.parts_of(question, held.value) if is_others else None
    return Result(message.id, message.question, verdict.outcome, held.revision, parts=parts)


def _lock(response: Response) -> Response:
    return Response.objects.select_for_update().get(pk=response.pk)


def _stored(response: Response, questions: Iterable[str]) -> dict[str, Answer]:
    found = Answer.objects.filter(response=response, question__in=questions).prefetch_related("conflicts")
    return {answer.question: answer for answer in found}


def _open(answer: Answer) -> list[AnswerConflict]:
    return [conflict for conflict in answer.conflicts.all() if conflict.resolved_at is None] if answer.pk else []


def _held(answer: Answer) -> Held:
    rivals = tuple(Rival(conflict.value, conflict.device, 0) for conflict in _open(answer))
    return Held(answer.value, answer.revision, answer.device, answer.seen, rivals)


def _write(answer: Answer, held: Held, sequence: int) -> None:
    """Store what is held, and bring the rows of its rivals in line."""
    if held.revision != answer.revision:
        answer.changed_at = timezone.now()
        answer.sequence = sequence
    before = {conflict.device: conflict for conflict in _open(answer)}
    answer.value, answer.revision, answer.device, answer.seen = held.value, held.revision, held.device, dict(held.seen)
    answer.save()
    wanted = {rival.device: rival for rival in held.rivals}
    gone = [conflict.pk for device, conflict in before.items() if device not in wanted]
    if gone:
        AnswerConflict.objects.filter(pk__in=gone).update(resolved_at=timezone.now())
    for device, rival in wanted.items():
        if device not in before or before[device].value != rival.value:
            AnswerConflict.objects.update_or_create(
                answer=answer, device=device, resolved_at=None, defaults={"value": rival.value, "at": timezone.now()}
            )
    answer.__dict__.pop("_prefetched_objects_cache", None)


def _touch(response: Response) -> None:
    """Note the change. What was sent and is changed after that waits to be sent again."""
    response.changed_at = timezone.now()
    response.state = ResponseState.DRAFT
    response.save(update_fields=["changed_at", "state"])


@transaction.atomic
def choose(*, response: Response, question: str, conflict: int | None, device: str) -> Answer:
    """Settle which of several answers stands: that of a conflict, or with None the stored one.

    Raises ChoiceError when it is no longer there to choose.
    """
    locked = _lock(response)
    answer = _stored(locked, {question}).get(question)
    chosen = next((one for one in _open(answer) if one.pk == conflict), None) if answer else None
    if answer is None or (conflict is not None and chosen is None):
        raise ChoiceError
    held = sync.choose(_held(answer), chosen.value if chosen else answer.value, device=device)
    _write(answer, held, answer.sequence)
    _touch(locked)
    return answer


# Files ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_file(*, response: Response, question: Question, file: UploadedFile) -> Attachment:
    """Keep a file as part of an answer, a picture without what its camera hid in it. Raises UploadError.

    The same file under the same name is kept once: a browser may send it again when it missed our answer.
    """
    known = uploads.examine(file, file.name or "")
    bare = images.without_metadata(file, known.content_type) if known.content_type in images.FORMATS else None
    content = ContentFile(bare) if bare is not None else file
    if bare is not None:
        known = uploads.examine(ContentFile(bare), known.name)
    locked = _lock(response)
    same = Attachment.objects.filter(response=locked, question=question.key, name=known.name, sha256=known.sha256)
    if found := same.first():
        return found
    answer = _stored(locked, {question.key}).get(question.key) or Answer(
        response=locked, question=question.key, revision=0
    )
    if len(answer.value or []) >= MOST_FILES:
        raise uploads.UploadError(_("At most %(limit)d files fit with one question.") % {"limit": MOST_FILES})
    attachment = Attachment(response=locked, question=question.key, name=known.name, size=known.size)
    attachment.content_type, attachment.sha256 = known.content_type, known.sha256
    attachment.file.save(known.name, content, save=True)
    _set_files(answer, [*(answer.value or []), attachment.pk])
    _touch(locked)
    return attachment


@transaction.atomic
def remove_file(*, response: Response, attachment: Attachment) -> None:
    """Take a file out of an answer and off the disk."""
    locked = _lock(response)
    answer = _stored(locked, {attachment.question}).get(attachment.question)
    if answer:
        _set_files(answer, [pk for pk in answer.value or [] if pk != attachment.pk])
    name, storage = str(attachment.file.name), attachment.file.storage
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(name))
    _touch(locked)


def _set_files(answer: Answer, value: list[int]) -> None:
    answer.value, answer.revision, answer.device = value or None, answer.revision + 1, SITE
    answer.changed_at = timezone.now()
    answer.save()
