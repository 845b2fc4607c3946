"""Consent per purpose, the text it was given on, and what became out of date by a withdrawal."""

from datetime import datetime
from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from pilots.areas.models import PilotArea
from pilots.interviews.enums import Proof, Purpose, WithdrawalKind
from pilots.interviews.models.interviews import Participant


class ConsentText(PackVersion):
    """One version of what people read before they give consent; their consent stays tied to it."""

    class Meta(PackVersion.Meta):
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Reads of consents."""

    def in_force(self, now: datetime | None = None) -> Self:
        """Return what is given and not withdrawn at this moment (now, without one)."""
        now = now or timezone.now()
        given = self.filter(is_given=True, given_on__lte=timezone.localdate(now))
        return given.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=now))

    def against_analysis(self, now: datetime | None = None) -> Self:
        """Return what closes an interview at this moment: analysis was refused, withdrawn, or not begun yet."""
        in_force = Consent.objects.in_force(now).order_by().values("pk")
        return self.filter(purpose=Purpose.ANALYSIS).exclude(pk__in=in_force)


def proof_path(consent: "Consent", name: str) -> str:
    """Where a signed paper is stored: never under a name the sender chose."""
    return f"consent/{consent.participant.interview.area_id}/{uuid4().hex}"


@pghistory.track()
class Consent(models.Model):
    """What one participant decided for one purpose: given or not, on which text, with which proof.

    One row per participant and purpose says how it is now; what it was before is in the history.
    withdrawn_by: None when the participant did it through the personal link.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("Purpose"), max_length=20, choices=Purpose)
    is_given = models.BooleanField(_("Given"))
    given_on = models.DateField(_("Decided on"))
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents", verbose_name=_("Text"))
    proof = models.CharField(_("Proof"), max_length=10, choices=Proof)
    proof_file = models.FileField(_("Signed paper"), upload_to=proof_path, max_length=160, blank=True)
    proof_name = models.CharField(_("File name"), max_length=120, blank=True)
    proof_note = models.CharField(_("Where to find the proof"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Recorded by"),
        null=True,
        blank=True,
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Withdrawn by"),
        null=True,
        blank=True,
    )
    reason = models.CharField(_("Reason"), max_length=500, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["participant", "purpose"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "purpose"], name="interviews_consent_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_by=None), name="interviews_consent_withdrawn_by"
            ),
            models.CheckConstraint(
                condition=~Q(proof=Proof.SPOKEN) | ~Q(proof_note=""), name="interviews_consent_spoken_has_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_purpose_display()}"

    @property
    def is_in_force(self) -> bool:
        """Whether it holds now, for a row that was read already."""
        return self.is_given and self.withdrawn_at is None and self.given_on <= timezone.localdate()


class Withdrawal(models.Model):
    """One moment from which older papers of an area may hold a quote that may not be used any more.

    It names no person, so that a report may show it.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="withdrawals")
    at = models.DateTimeField(_("At"), default=timezone.now)
    kind = models.CharField(_("Kind"), max_length=10, choices=WithdrawalKind)
    number_of_quotes = models.PositiveIntegerField(_("Number of quotes"), default=0)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["area", "-at"], name="interviews_withdrawal_area")]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_kind_display()}"
