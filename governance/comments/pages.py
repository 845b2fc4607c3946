"""Threads of comments as a page of any room shows them.

threads = threads_of(area, "question", ["1.1", "1.2"], user=request.user)
{% include "comments/thread.html" with thread=row.thread %}
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.digest import Line
from accounts.models import User
from core import markdown
from governance.comments.forms import CommentForm
from governance.comments.models import Comment, CommentQuerySet
from governance.comments.registry import target_of
from pilots.areas.models import AreaMember, PilotArea

NEWS_DAYS = 14  # what was said longer ago is no news


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment. html is "" for one that was withdrawn; version is "" when it does not matter."""

    pk: int
    by: str
    at: datetime
    html: SafeString
    version: str
    edited_at: datetime | None
    resolved_by: str
    resolved_at: datetime | None
    is_withdrawn: bool
    can_edit: bool
    can_close: bool

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None and not self.is_withdrawn


@dataclass(frozen=True)
class Thread:
    """What was said about one thing. form: None for who may only read. add_url: where the form is sent.

    anchor: the id of the thread on its page.
    """

    anchor: str
    add_url: str
    comments: tuple[CommentView, ...]
    form: CommentForm | None

    @property
    def count(self) -> int:
        return sum(not comment.is_withdrawn for comment in self.comments)

    @property
    def open_count(self) -> int:
        return sum(comment.is_open for comment in self.comments)


def anchor_of(kind: str, code: str) -> str:
    """Return the id of a thread on its page."""
    return f"opmerkingen-{kind}-{''.join(sign if sign.isalnum() else '-' for sign in code)}"


def add_url(area: PilotArea | None, kind: str, code: str) -> str:
    """Return the address to which a new comment is sent."""
    if area is None:
        return reverse("comments:comment-add", args=[kind, code])
    return reverse("comments:area-comment-add", args=[area.slug, kind, code])


def place_of(area: PilotArea | None, kind: str, code: str) -> str:
    """Return the address of the thread on its page; "" when there is no such thing to comment on."""
    target = target_of(kind)
    url = target.url(area, code) if target else ""
    return f"{url.partition('#')[0]}#{anchor_of(kind, code)}" if url else ""


def threads_of(
    area: PilotArea | None, kind: str, codes: Sequence[str], *, user: User, version: str = ""
) -> Mapping[str, Thread]:
    """Return the thread of every code, empty ones too; nothing at all for who may not read them. Runs one query.

    version: the edition that is shown, which new comments remember.
    """
    key = Comment(area=area, kind=kind, by=user)
    if not user.has_perm("comments.view_comment", key):
        return {}
    can_write = user.has_perm("comments.add_comment", key)
    found: dict[str, list[Comment]] = {code: [] for code in codes}
    rows = Comment.objects.filter(area=area, kind=kind, code__in=codes).select_related("by", "resolved_by")
    for comment in rows:
        comment.area = area  # with its members, so that asking permissions runs no query
        found[comment.code].append(comment)
    return {code: _thread(area, kind, code, comments, user, can_write, version) for code, comments in found.items()}


def _thread(
    area: PilotArea | None, kind: str, code: str, rows: list[Comment], user: User, can_write: bool, version: str
) -> Thread:
    anchor = anchor_of(kind, code)
    return Thread(
        anchor=anchor,
        add_url=add_url(area, kind, code),
        comments=tuple(_view(comment, user, is_last=comment is rows[-1]) for comment in rows),
        form=CommentForm(initial={"version": version}, auto_id=f"{anchor}-%s") if can_write else None,
    )


def _view(comment: Comment, user: User, *, is_last: bool) -> CommentView:
    is_fresh = is_last and comment.resolved_at is None
    return CommentView(
        pk=comment.pk,
        by=str(comment.by),
        at=comment.at,
        html=markdown.render(comment.text),
        version=comment.version,
        edited_at=comment.edited_at,
        resolved_by=str(comment.resolved_by or ""),
        resolved_at=comment.resolved_at,
        is_withdrawn=comment.withdrawn_at is not None,
        can_edit=is_fresh and user.has_perm("comments.change_comment", comment),
        can_close=user.has_perm("comments.resolve_comment", comment),
    )


def news_lines(comments: CommentQuerySet, user: User) -> Iterable[Line]:
    """Return what these comments are in the daily mail and on the list of tasks; without those this user may not read.

    Never the text itself. Runs two queries.
    """
    members = Prefetch("area__members", AreaMember.objects.all())
    for comment in comments.select_related("by", "area").prefetch_related(members).order_by("at", "pk"):
        place = place_of(comment.area, comment.kind, comment.code)
        target = target_of(comment.kind)
        if place and target and user.has_perm("comments.view_comment", comment):
            words = {"name": comment.by, "title": target.title(comment.area, comment.code)}
            area = comment.area.name if comment.area else ""
            yield Line(_("%(name)s commented on “%(title)s”") % words, place, _("Comments"), area=area)


def replies_to(user: User, today: date) -> Iterable[Line]:
    """Tell what others said lately in a thread after this user took part in it. A source of the daily mail."""
    mine = Comment.objects.filter(kind=OuterRef("kind"), code=OuterRef("code"), by=user, withdrawn_at=None)
    mine = mine.filter(Q(area=OuterRef("area")) | Q(area=None), at__lt=OuterRef("at"))  # a kind has an area or has none
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    rows = Comment.objects.open().visible_to(user).exclude(by=user).filter(Exists(mine), at__gt=since)
    return news_lines(rows, user)
