"""What has to be arranged in a collaboration, and who does that."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pilots.stakeholders.models import Partner
from typology.gearbox.enums import ArrangementStatus
from typology.gearbox.models.collaborations import Collaboration


@pghistory.track()
class Arrangement(models.Model):
    """One line of the to-arrange list that somebody took up, or wrote.

    code: what of the typology it comes from, e.g. a demand of a gear; "" for own words. what: own words, "" when the
    words of the typology do. condition: code of the condition of the guide that it helps to close.
    """

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="arrangements", verbose_name=_("Collaboration")
    )
    code = models.CharField(_("Code"), max_length=60, blank=True)
    dial = models.CharField(_("Dial"), max_length=40, blank=True)
    what = models.CharField(_("What has to be arranged"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="arrangements",
        verbose_name=_("Owner"),
        null=True,
        blank=True,
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.SET_NULL,
        related_name="arrangements",
        verbose_name=_("Party that takes it up"),
        null=True,
        blank=True,
    )
    due_on = models.DateField(_("Done before or on"), null=True, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=ArrangementStatus, default=ArrangementStatus.OPEN)
    note = models.TextField(_("Note"), max_length=2000, blank=True)
    condition = models.CharField(_("Condition of the guide"), max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Changed by"),
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("thing to arrange")
        verbose_name_plural = _("things to arrange")
        ordering = ["collaboration", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(code="", what=""), name="typology_arrangement_says_what"),
            models.UniqueConstraint(
                fields=["collaboration", "code"], condition=~Q(code=""), name="typology_arrangement_once"
            ),
            models.CheckConstraint(
                condition=~Q(status=ArrangementStatus.DROPPED) | ~Q(note=""),
                name="typology_arrangement_dropped_has_reason",
                violation_error_message=_("Say why this is dropped."),
            ),
        ]
        indexes = [models.Index(fields=["owner", "status", "due_on"], name="typology_arrangement_owner")]

    def __str__(self) -> str:
        return self.what or self.code
