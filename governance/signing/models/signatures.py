"""Signatures, in a chain per area. Database triggers let nobody change or remove them (docs/adr/0014)."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.signing.enums import Decision
from governance.signing.models.asking import Signer
from governance.signing.models.mandates import Mandate
from pilots.areas.models import PilotArea
from pilots.areas.ticking import ticks


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Reads of signatures."""

    def latest_per_signer(self) -> Self:
        """Return the last decision of every signer, without its content."""
        return self.order_by("signer_id", "-number").distinct("signer_id").defer("content")


@pghistory.track(
    pghistory.InsertEvent(),
    fields=["area", "number", "sha256", "seal"],
    model_name="SignatureEvent",
    append_only=True,
)
class Signature(models.Model):
    """One decision of one signer about one document: exactly what was signed or refused, by whom, in which mandate.

    Rows are only ever added. Names and functions are kept as text, as they were at that moment; `on_behalf_*` is who
    was asked when somebody signed in their place. number: place in the chain of the area, without gaps.
    sha256: of `content`, its canonical text. seal: HMAC over the whole record and the seal before it.
    signed_at: by the clock of the database.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.PROTECT, related_name="signatures", verbose_name=_("Area"))
    number = models.PositiveIntegerField(_("Number"))
    kind = models.CharField(_("Kind of document"), max_length=20)
    code = models.CharField(_("Document"), max_length=60)
    title = models.CharField(_("Title"), max_length=300)
    decision = models.CharField(_("Decision"), max_length=10, choices=Decision)
    reason = models.TextField(_("Reason"), blank=True, max_length=2000)
    content = models.TextField(_("Content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    pack_version = models.CharField(_("Content pack"), max_length=60, blank=True)
    signer = models.ForeignKey(
        Signer, on_delete=models.PROTECT, related_name="signatures", verbose_name=_("Who was asked")
    )
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="signatures", verbose_name=_("Mandate"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Account"),
        null=True,
        blank=True,
    )
    name = models.CharField(_("Name"), max_length=120)
    function = models.CharField(_("Function"), max_length=160)
    mandate_text = models.CharField(_("Mandate in words"), max_length=300)
    on_behalf_name = models.CharField(_("In the place of"), max_length=120, blank=True)
    on_behalf_function = models.CharField(_("Function"), max_length=160, blank=True)
    signed_at = models.DateTimeField(_("Decided at"))
    seal = models.CharField(_("Seal"), max_length=64)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["area", "number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="signing_signature_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="signing_signature_number"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$", seal__regex=r"^[0-9a-f]{64}$"),
                name="signing_signature_hashes",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.SIGNED) | ~Q(reason=""),
                name="signing_signature_refused_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["signer", "-number"], name="signing_signature_last")]
        triggers = ticks()

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class Chain(models.Model):
    """The head of the chain of one area: the number and the seal of its last signature; locked while one is added."""

    area = models.OneToOneField(
        PilotArea, on_delete=models.PROTECT, related_name="signing_chain", verbose_name=_("Area"), primary_key=True
    )
    number = models.PositiveIntegerField(_("Number"), default=0)
    seal = models.CharField(_("Seal"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("chain of signatures")
        verbose_name_plural = _("chains of signatures")
        ordering = ["area"]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.number}"
