"""Everything that changes a comment."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.comments.models import Comment
from pilots.areas.models import PilotArea


class TooLateError(Exception):
    """The comment can no longer be changed. The message says why."""


@transaction.atomic
def add_comment(*, area: PilotArea | None, kind: str, code: str, text: str, by: User, version: str = "") -> Comment:
    """Say something about a thing. The same text by the same person as the last word of the thread is said once."""
    thread = Comment.objects.filter(area=area, kind=kind, code=code)
    last = thread.order_by("-at", "-pk").first()
    if last and (last.by, last.text, last.resolved_at) == (by, text, None):
        return last
    return Comment.objects.create(area=area, kind=kind, code=code, version=version, text=text, by=by)


@transaction.atomic
def edit_comment(*, comment: Comment, text: str) -> Comment:
    """Change one's words while nobody went on with them. Raises TooLateError after an answer, or when it was closed."""
    comment = _locked(comment)
    if comment.withdrawn_at or comment.resolved_at:
        raise TooLateError(_("This comment is closed. It can no longer be changed."))
    if is_answered(comment):
        raise TooLateError(_("Somebody has already answered. Write a new comment instead."))
    if comment.text != text:
        comment.text, comment.edited_at = text, timezone.now()
        comment.save(update_fields=["text", "edited_at"])
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: User) -> Comment:
    """Take a comment back: its place in the thread stays, its text is gone for good."""
    comment = _locked(comment)
    if comment.withdrawn_at is None:
        comment.text, comment.withdrawn_by, comment.withdrawn_at = "", by, timezone.now()
        comment.save(update_fields=["text", "withdrawn_by", "withdrawn_at"])
    return comment


@transaction.atomic
def resolve_comment(*, comment: Comment, by: User) -> Comment:
    """Close what was said: it is dealt with."""
    comment = _locked(comment)
    if comment.resolved_at is None:
        comment.resolved_by, comment.resolved_at = by, timezone.now()
        comment.save(update_fields=["resolved_by", "resolved_at"])
    return comment


@transaction.atomic
def reopen_comment(*, comment: Comment) -> Comment:
    """Open what was closed."""
    comment = _locked(comment)
    comment.resolved_by = comment.resolved_at = None
    comment.save(update_fields=["resolved_by", "resolved_at"])
    return comment


def is_answered(comment: Comment) -> bool:
    """Say whether something was said in the thread after this comment."""
    thread = Comment.objects.filter(area=comment.area_id, kind=comment.kind, code=comment.code)
    return thread.filter(Q(at__gt=comment.at) | Q(at=comment.at, pk__gt=comment.pk)).exists()


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)
