"""Who is asked to sign which document, and how people without an account hear of it."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.links import SecretLink
from governance.signing.models.mandates import Mandate
from pilots.areas.models import PilotArea
from pilots.areas.ticking import ticks


class SignerQuerySet(models.QuerySet["Signer"]):
    """Reads of signers."""

    def current(self) -> Self:
        """Leave out who is no longer asked."""
        return self.filter(withdrawn_at=None)

    def of_document(self, area: PilotArea, kind: str, code: str) -> Self:
        """Return who was ever asked for one document."""
        return self.filter(area=area, kind=kind, code=code)


@pghistory.track(exclude=["asked_mail_at", "lapse_mailed"])
class Signer(models.Model):
    """One person, in one mandate, asked to sign one document: an area, a kind of document and its code.

    place: who has the same place may sign at once; a higher place waits for the lower ones.
    asked_mail_at: when a person without account got the request by mail. lapse_mailed: number of the lapsed signature
    that such a person was mailed about.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.PROTECT, related_name="signers", verbose_name=_("Area"))
    kind = models.CharField(_("Kind of document"), max_length=20)
    code = models.CharField(_("Document"), max_length=60)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="signers", verbose_name=_("Signer"))
    place = models.PositiveSmallIntegerField(_("Order"), default=1)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Asked by")
    )
    asked_at = models.DateTimeField(_("Asked at"), default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Withdrawn by"),
        null=True,
        blank=True,
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    asked_mail_at = models.DateTimeField(null=True, editable=False)
    lapse_mailed = models.PositiveIntegerField(default=0, editable=False)

    objects = SignerQuerySet.as_manager()

    class Meta:
        verbose_name = _("signer")
        verbose_name_plural = _("signers")
        ordering = ["area", "kind", "code", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "code", "mandate"],
                condition=Q(withdrawn_at=None),
                name="signing_signer_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="signing_signer_withdrawn_paired",
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="signing_signer_place"),
        ]
        triggers = ticks()

    def __str__(self) -> str:
        return f"{self.kind} {self.code}: {self.mandate_id}"


class MandateLink(SecretLink):
    """One personal link of a person without account: to what is asked of one mandate."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="links")

    class Meta(SecretLink.Meta):
        verbose_name = _("link to sign")
        verbose_name_plural = _("links to sign")


class Letter(models.Model):
    """One mail a day, at most, to a person without account about what waits for their signature."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="letters")
    on = models.DateField(_("Day"))
    made_at = models.DateTimeField(_("Made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("mail to a signer")
        verbose_name_plural = _("mails to signers")
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["mandate", "on"], name="signing_letter_once_a_day")]

    def __str__(self) -> str:
        return f"{self.mandate_id}: {self.on}"
