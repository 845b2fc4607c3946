"""How a collaboration stood at a moment."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from typology.gearbox.models.collaborations import Collaboration


class Snapshot(models.Model):
    """The joint view, the outcome and the spread of the views of a collaboration at one moment; never changed.

    content: plain values, of which single views cannot be derived. views: how many it rests on.
    """

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="snapshots", verbose_name=_("Collaboration")
    )
    title = models.CharField(_("Title"), max_length=160)
    content = models.JSONField(_("Content"))
    views = models.PositiveIntegerField(_("Number of views"), default=0)
    made_at = models.DateTimeField(_("Made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Made by")
    )

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["collaboration", "-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title
