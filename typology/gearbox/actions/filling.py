"""What a partner does with the own view, behind a personal link: answer, choose, send, take back.

The partner needs no account: the link is who they are, so these take no `by`. Each is safe to call twice. Others read
what was sent; what is changed after that counts once it is sent again, except for less openness: that works at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pilots.intake import answers as sync
from pilots.intake import posting
from pilots.intake.actions.answering import REFUSED, ChoiceError, Result
from pilots.intake.answers import Message, Outcome
from pilots.intake.questionnaire import Questionnaire, check_answer
from typology.gearbox import asking, drafts
from typology.gearbox.actions.collaborations import MoveError
from typology.gearbox.actions.letters import compose_letter
from typology.gearbox.enums import ViewMail
from typology.gearbox.models import PartnerView, ViewInterest


@transaction.atomic
def open_view(*, view: PartnerView) -> None:
    """Note that a person opened the link, once."""
    PartnerView.objects.filter(pk=view.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def save(*, view: PartnerView, messages: Sequence[Message]) -> list[Result]:
    """Take in messages, one at a time per view. Each `value` holds parts as `pilots.intake.posting` reads them."""
    locked, now = _lock(view), timezone.now()
    questionnaire, draft = asking.questionnaire_of(locked.collaboration.version.tables), draft_of(locked)
    results = [_take(questionnaire, draft, message, now) for message in messages]
    if any(result.outcome in {Outcome.APPLIED, Outcome.CONFLICT} for result in results):
        _keep(locked, draft, now)
    view.draft = locked.draft
    return results


def draft_of(view: PartnerView) -> dict[str, Any]:
    """Return what is being filled in; it starts from what was sent."""
    return dict(view.draft or drafts.started(_sent_values(view)))


def _sent_values(view: PartnerView) -> dict[str, Any]:
    values: dict[str, Any] = dict(view.sent_answers)
    own = iter(asking.OWN)
    for interest in view.interests.all():
        state = asking.SHARED if interest.is_shared else asking.PRIVATE
        if interest.code:
            values[asking.LISTED + interest.code] = state
        elif key := next(own, ""):
            values |= {key: interest.text, key + asking.SHARING: state}
    if view.sent_at:
        values[asking.NAMED] = asking.YES if view.may_be_named else asking.NO
    return values


def _take(questionnaire: Questionnaire, draft: dict[str, Any], message: Message, now: datetime) -> Result:
    question = questionnaire.question(message.question)
    if question is None:
        return Result(message.id, message.question, REFUSED, error=_("This question is not in the form."))
    try:
        raw = posting.raw_value(question, posting.read_parts(message.value))
    except posting.PartsError:
        return Result(message.id, message.question, REFUSED, error=_("This answer cannot be read."))
    checked = check_answer(question, raw)
    if checked.error:
        return Result(message.id, message.question, REFUSED, error=checked.error)
    before = draft.get(question.key)
    clean = Message(message.id, message.question, checked.value, message.base, message.device, message.sequence)
    verdict = sync.receive(drafts.held(before), clean)
    if verdict.outcome != Outcome.REPEATED:
        draft[question.key] = drafts.entry_of(verdict.held, before, now)
    is_others = verdict.outcome == Outcome.REPEATED and verdict.held.device != message.device
    parts = posting.parts_of(question, verdict.held.value) if is_others else None
    return Result(message.id, message.question, verdict.outcome, verdict.held.revision, parts=parts)


def _lock(view: PartnerView) -> PartnerView:
    rows = PartnerView.objects.select_for_update(of=("self",)).select_related("collaboration__version")
    return rows.get(pk=view.pk)


def _keep(view: PartnerView, draft: Mapping[str, Any], now: datetime) -> None:
    """Store the draft. Who no longer wants to share or to be named is obeyed before sending again."""
    values = drafts.values_of(draft)
    view.draft, view.changed_at, view.left_at = dict(draft), now, None
    view.may_be_named = view.may_be_named and asking.may_be_named(values)
    view.save(update_fields=["draft", "changed_at", "left_at", "may_be_named"])
    wanted = {(one.code, one.text) for one in _interests(view, values) if one.is_shared}
    gone = [one.pk for one in view.interests.filter(is_shared=True) if (one.code, one.text) not in wanted]
    view.interests.filter(pk__in=gone).update(is_shared=False)


def _interests(view: PartnerView, values: Mapping[str, Any]) -> Iterable[asking.OwnInterest]:
    return asking.interests_in(view.collaboration.version.tables, values)


@transaction.atomic
def choose(*, view: PartnerView, question: str, rival: int | None) -> None:
    """Settle which of several answers stands: that of a rival, or with None the stored one. Raises ChoiceError."""
    locked = _lock(view)
    draft = draft_of(locked)
    held = drafts.held(draft.get(question))
    if not held.rivals or (rival is not None and rival >= len(held.rivals)):
        raise ChoiceError
    value = held.value if rival is None else held.rivals[rival].value
    draft[question] = drafts.entry_of(sync.choose(held, value, device="keuze"), draft[question], timezone.now())
    _keep(locked, draft, timezone.now())
    view.draft = locked.draft


@transaction.atomic
def send(*, view: PartnerView) -> PartnerView:
    """Send the view in; again after a change. From now on these answers count. Twice changes nothing.

    Raises MoveError when nothing was answered, a question has two answers, or the collaboration has ended.
    """
    locked = _lock(view)
    draft, now = draft_of(locked), timezone.now()
    values = drafts.values_of(draft)
    if locked.sent_at and not locked.has_unsent_changes:
        return locked
    if locked.collaboration.ended_on:
        raise MoveError(_("This collaboration has ended: it takes no answers any more."))
    if drafts.conflicts_in(draft):
        raise MoveError(_("A question has two answers. Choose one first."))
    answers = asking.answers_in(locked.collaboration.version.tables, values)
    if not answers:
        raise MoveError(_("Answer at least one question before you send."))
    locked.draft, locked.sent_answers, locked.may_be_named = draft, answers, asking.may_be_named(values)
    locked.first_sent_at, locked.sent_at, locked.left_at = locked.first_sent_at or now, now, None
    locked.save(update_fields=["draft", "sent_answers", "may_be_named", "first_sent_at", "sent_at", "left_at"])
    locked.interests.all().delete()
    own = _interests(locked, values)
    rows = [ViewInterest(view=locked, code=one.code, text=one.text, is_shared=one.is_shared) for one in own]
    ViewInterest.objects.bulk_create(rows)
    return locked


@transaction.atomic
def send_in(*, view: PartnerView, secret: str) -> PartnerView:
    """Send the view in, and confirm the first time by mail. secret: of the link, for the mail. Raises MoveError."""
    was_sent = _lock(view).first_sent_at is not None
    sent = send(view=view)
    if not was_sent and view.address:
        compose_letter(view, ViewMail.CONFIRMATION, secret).send()
    return sent


@transaction.atomic
def take_back(*, view: PartnerView) -> PartnerView:
    """Remove everything somebody filled in; the view does not count any more. The link still works, to begin again."""
    locked = _lock(view)
    locked.interests.all().delete()
    locked.draft, locked.sent_answers, locked.may_be_named = {}, {}, False
    locked.first_sent_at = locked.sent_at = locked.changed_at = None
    locked.left_at = timezone.now()
    locked.save()
    return locked
