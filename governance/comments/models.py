"""What people say to each other about something on the site."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.models import User
from governance.comments import rules
from governance.comments.registry import kinds, target_of
from pilots.areas.models import PilotArea

MOST_CHARACTERS = 4000


class CommentQuerySet(models.QuerySet["Comment"]):
    """Reads of comments."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return what `has_perm("comments.view_comment", comment)` allows for kinds that keep to who is involved.

        A kind of which `may_read` is narrower for an area asks the permission of each comment as well.
        """
        if not isinstance(user, User):
            return self.none()
        known = [(kind, target) for kind in kinds() if (target := target_of(kind))]
        loose = [kind for kind, target in known if target.may_read(user, None)]
        near = Q(kind__in=[kind for kind, _target in known], area__in=PilotArea.objects.involving(user))
        return self.filter(near | Q(kind__in=loose, area=None))

    def open(self) -> Self:
        """Leave out what was closed or withdrawn."""
        return self.filter(resolved_at=None, withdrawn_at=None)


@pghistory.track(exclude=["text"])
class Comment(RulesModel):
    """One remark about something: a question of an area, or a paragraph without an area.

    kind and code say about what, version of which edition it was read. text is Markdown; a comment that was withdrawn
    stays in its place without its text, which the history does not keep either.
    """

    area = models.ForeignKey(
        PilotArea, on_delete=models.CASCADE, related_name="comments", verbose_name=_("Area"), null=True, blank=True
    )
    kind = models.SlugField(_("About what"), max_length=30, db_index=False)
    code = models.CharField(_("Code"), max_length=60)
    version = models.CharField(_("Version"), max_length=30, blank=True)
    text = models.TextField(_("Comment"), max_length=MOST_CHARACTERS, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments", verbose_name=_("By")
    )
    at = models.DateTimeField(_("At"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("Changed at"), null=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Closed by"), null=True
    )
    resolved_at = models.DateTimeField(_("Closed at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Withdrawn by"), null=True
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["kind", "area", "code"], name="comments_thread")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None) & ~Q(text="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, text=""),
                name="comments_text_unless_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comments_resolved_paired",
            ),
        ]
        rules_permissions = {
            "view": rules.can_read,
            "add": rules.can_write,
            "change": rules.can_edit,
            "resolve": rules.can_close,
            "withdraw": rules.can_close,
        }

    def __str__(self) -> str:
        return f"{self.kind} {self.code}: {self.by}"
