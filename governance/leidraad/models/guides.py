"""Versions of the guide, and what was decided about them."""

from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModelBase, RulesModelMixin

from accounts.models import User
from core.pack_versions import PackStatus, PackVersion, PackVersionQuerySet
from governance.leidraad import rules
from governance.leidraad.enums import STATUS_MOVES, GuideStep


class GuideVersionQuerySet(PackVersionQuerySet):
    """Reads of versions of the guide."""

    def published(self) -> Self:
        """Leave out what was loaded and not published: only curators know of it."""
        return self.exclude(published_at=None)

    def offered(self) -> Self:
        """Return the published versions; the first is the one that a check starts with, or may move to."""
        return self.published().order_by("-published_at", "-pk")

    def newest(self) -> "GuideVersion":
        """Return the version that was published last. Raises DoesNotExist when nothing was published yet."""
        version: GuideVersion = self.offered()[:1].get()
        return version

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return what this user may read; the same as `has_perm("leidraad.view_guideversion", version)` allows."""
        if user.has_perm("leidraad.change_guideversion"):
            return self.all()
        return self.published() if user.is_authenticated else self.none()


class GuideVersion(RulesModelMixin, PackVersion, metaclass=RulesModelBase):
    """One loaded version of the guide; checks stay pinned to the version they were made with.

    A check starts with the version that was published last. Its content never changes; its status moves by a decision
    (`GuideDecision`), and it is published once. published_by: None when it published itself, as the first version.
    """

    published_at = models.DateTimeField(_("Published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Published by"),
        null=True,
        editable=False,
    )

    objects = GuideVersionQuerySet.as_manager()  # type: ignore[misc]  # more reads than any pack has

    class Meta(PackVersion.Meta):
        verbose_name = _("guide version")
        verbose_name_plural = _("guide versions")
        rules_permissions = {"view": rules.can_read_version, "change": rules.can_decide}
        constraints = [
            *PackVersion.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_by=None) | Q(published_at__isnull=False), name="leidraad_guideversion_published"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="keep_content", fields=["pack", "version", "content", "sha256"]),
            pgtrigger.FSM(
                name="move_status",
                field="status",
                transitions=[(start.value, end.value) for start, ends in STATUS_MOVES.items() for end in sorted(ends)],
            ),
            pgtrigger.Protect(
                name="publish_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False)
                & pgtrigger.Q(old__published_at__df=pgtrigger.F("new__published_at")),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("guide:version-detail", args=[self.version])

    @property
    def is_published(self) -> bool:
        """Whether areas may start with it or move to it."""
        return self.published_at is not None


class GuideDecision(models.Model):
    """One thing that was decided about a version of the guide: that it is published, or what its status is.

    decided_on: the day of the decision, which may lie before the day it was written down. A row never changes.
    """

    version = models.ForeignKey(
        GuideVersion, on_delete=models.CASCADE, related_name="decisions", verbose_name=_("Guide version")
    )
    step = models.CharField(_("Decision"), max_length=12, choices=GuideStep)
    before = models.CharField(_("Status before"), max_length=12, choices=PackStatus)
    reason = models.TextField(_("Reason"), max_length=2000, blank=True)
    decided_on = models.DateField(_("Decided on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Written by"), null=True
    )
    at = models.DateTimeField(_("Written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision about the guide")
        verbose_name_plural = _("decisions about the guide")
        ordering = ["version", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(step=GuideStep.PUBLISHED), name="leidraad_guidedecision_published_once"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="keep_decision", fields=["version", "step", "before", "reason", "decided_on", "at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_step_display()}"
