"""What was merged, so that it can be undone for a day and read back later."""

from datetime import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pilots.stakeholders.models.parties import Organisation, Person
from pilots.stakeholders.models.partners import UNDO_TERM


class MergeQuerySet(models.QuerySet["Merge"]):
    """Reads of merges."""

    def finished(self, now: datetime) -> Self:
        """Return the merges that can no longer be undone and still keep what that would need."""
        return self.filter(undone_at=None, tidied_at=None, made_at__lte=now - UNDO_TERM)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["payload", "label"])
class Merge(models.Model):
    """One duplicate organisation or person that was merged into another one.

    label: name of a duplicate organisation, "" for a person. payload: what moved, was filled in and was removed, for
    undoing it; emptied once that is no longer possible.
    dropped, kept (of one of the two kinds): None once the row itself is gone.
    """

    kept_organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="merges", null=True, blank=True
    )
    dropped_organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    kept_person = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="merges", null=True, blank=True)
    dropped_person = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    label = models.CharField(_("Duplicate"), max_length=160, blank=True)
    payload = models.JSONField(default=dict, blank=True)
    moved = models.PositiveIntegerField(_("Rows moved"), default=0)
    made_at = models.DateTimeField(_("Merged at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, verbose_name=_("Merged by")
    )
    undone_at = models.DateTimeField(_("Undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Undone by"),
    )
    tidied_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(tidied_at=None), name="stakeholders_merge_undone_or_tidied"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def is_undoable(self, now: datetime) -> bool:
        """Say whether it is still within its day and was not undone yet."""
        return self.undone_at is None and self.tidied_at is None and now < self.made_at + UNDO_TERM
