"""Copies as PDF of what somebody sent in, for that person."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pilots.intake.models.answers import Response

MOST_TRIES = 3
COPY_STAYS = timedelta(days=1)


class OwnCopyQuerySet(models.QuerySet["OwnCopy"]):
    """Reads of copies."""

    def due(self, now: datetime) -> Self:
        """Return what a worker still has to make, and is not making right now."""
        return self.filter(made_at=None, tries__lt=MOST_TRIES, next_at__lte=now)

    def old(self, now: datetime) -> Self:
        """Return what was kept long enough: the answers themselves stay, a copy can be asked for again."""
        return self.filter(asked_at__lte=now - COPY_STAYS)


class OwnCopy(models.Model):
    """One PDF of what somebody sent in, asked for behind their personal link; thrown away after a day.

    The row is the job as well: content is None until a worker made it. next_at: when it may be tried (again).
    """

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="own_copy")
    language = models.CharField(_("Language"), max_length=2)
    asked_at = models.DateTimeField(_("Asked at"))
    next_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    content = models.BinaryField(null=True)
    made_at = models.DateTimeField(_("Made at"), null=True)

    objects = OwnCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("own copy")
        verbose_name_plural = _("own copies")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at=None, content=None) | Q(made_at__isnull=False, content__isnull=False),
                name="intake_owncopy_made",
            ),
        ]

    def __str__(self) -> str:
        return f"own copy {self.pk}"

    @property
    def has_failed(self) -> bool:
        return self.made_at is None and self.tries >= MOST_TRIES
