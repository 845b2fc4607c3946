"""What each partner thinks of a collaboration, and the personal links to fill that in."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.links import SecretLink
from pilots.stakeholders.models import Partner, Person
from typology.gearbox.models.collaborations import Collaboration


class PartnerViewQuerySet(models.QuerySet["PartnerView"]):
    """Reads of views."""

    def counting(self) -> Self:
        """Return what the board counts: sent in, by a partner that still takes part."""
        today = timezone.localdate()
        staying = Q(partner__until_on=None) | Q(partner__until_on__gte=today)
        return self.filter(staying, sent_at__isnull=False, left_at=None)


@pghistory.track(fields=["sent_at", "left_at", "may_be_named"], model_name="PartnerViewEvent")
class PartnerView(models.Model):
    """What one person of one partner thinks of a collaboration.

    answers: code of the answer per code of the question; sent_answers: the same as it was last sent in, which is all
    that the board counts. remarks: own words per question, read by nobody else. may_be_named: whether the board may say
    that this organisation sees something differently. left_at: when it stopped counting.
    """

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="views", verbose_name=_("Collaboration")
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="gearbox_views", verbose_name=_("Partner")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="gearbox_views", verbose_name=_("Person"), null=True, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="gearbox_views",
        verbose_name=_("Account"),
        null=True,
        blank=True,
    )
    answers = models.JSONField(_("Answers"), default=dict, blank=True)
    sent_answers = models.JSONField(_("Answers sent in"), default=dict, blank=True)
    remarks = models.JSONField(_("Private remarks"), default=dict, blank=True)
    may_be_named = models.BooleanField(_("My organisation may be named where we see it differently"), default=False)
    invited_at = models.DateTimeField(_("Invited at"), default=timezone.now)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Invited by")
    )
    opened_at = models.DateTimeField(_("Opened at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("Changed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent in at"), null=True, blank=True)
    left_at = models.DateTimeField(_("Stopped at"), null=True, blank=True)

    objects = PartnerViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view of a partner")
        verbose_name_plural = _("views of partners")
        ordering = ["collaboration", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(user__isnull=False), name="typology_view_of_somebody"
            ),
            models.UniqueConstraint(fields=["collaboration", "person"], name="typology_view_once_per_person"),
        ]

    def __str__(self) -> str:
        return f"view {self.pk}"


class ViewLink(SecretLink):
    """One personal link to one view."""

    view = models.ForeignKey(PartnerView, on_delete=models.CASCADE, related_name="links")

    class Meta(SecretLink.Meta):
        verbose_name = _("link to a view")
        verbose_name_plural = _("links to views")


class ViewInterest(models.Model):
    """An interest of a partner in a collaboration: a code of the typology, or own words. Private until shared."""

    view = models.ForeignKey(PartnerView, on_delete=models.CASCADE, related_name="interests")
    code = models.CharField(_("Interest"), max_length=60, blank=True)
    text = models.CharField(_("In own words"), max_length=200, blank=True)
    is_shared = models.BooleanField(_("The other partners may know this"), default=False)

    class Meta:
        verbose_name = _("interest in a collaboration")
        verbose_name_plural = _("interests in a collaboration")
        ordering = ["view", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(code="", text=""), name="typology_interest_not_empty"),
            models.UniqueConstraint(
                fields=["view", "code"], condition=~Q(code=""), name="typology_interest_once_per_code"
            ),
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"
