"""What each partner thinks of a collaboration, and the personal links to fill that in."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.links import SecretLink
from pilots.stakeholders.models import Partner, Person
from typology.gearbox.enums import ViewState
from typology.gearbox.models.collaborations import Collaboration


class PartnerViewQuerySet(models.QuerySet["PartnerView"]):
    """Reads of views."""

    def counting(self) -> Self:
        """Return what the board counts: sent in, by a partner that still takes part."""
        return self._of_partners_that_stay().filter(sent_at__isnull=False, left_at=None, withdrawn_at=None)

    def remindable(self, today: date, most: int) -> Self:
        """Return who sent nothing and may be mailed: has an address, not mailed today, not reminded `most` times."""
        asked = self.filter(sent_at=None, left_at=None, withdrawn_at=None, collaboration__ended_on=None)
        has_address = ~Q(person__email="") | Q(person__user__isnull=False) | Q(user__isnull=False)
        not_today = Q(mailed_on=None) | Q(mailed_on__lt=today)
        return asked.filter(has_address, not_today, reminders__lt=most)._of_partners_that_stay()

    def _of_partners_that_stay(self) -> Self:
        staying = Q(partner__until_on=None) | Q(partner__until_on__gte=timezone.localdate())
        return self.filter(staying, partner__organisation__merged_into=None)

    def owned_by(self, user: User) -> Self:
        """Return the views of the person behind this account."""
        return self.filter(Q(user=user) | Q(person__user=user))

    def with_names(self) -> Self:
        """Add the organisation, the person and the account, by name of the organisation; what is a draft stays away."""
        rows = self.select_related("partner__organisation", "person__user", "user", "collaboration__area")
        rows = rows.defer("draft", "collaboration__area__boundary", "collaboration__area__outline")
        return rows.order_by("partner__organisation__name", "person__name", "pk")


@pghistory.track(fields=["sent_at", "left_at", "may_be_named", "withdrawn_at"], model_name="PartnerViewEvent")
class PartnerView(models.Model):
    """What one person of one partner thinks of a collaboration.

    draft: what that person is filling in, read by nobody else (`typology.gearbox.drafts`); private notes never leave
    it. sent_answers: code of the answer per code of the question as it was last sent in, all that the board counts.
    may_be_named: whether the board may say that this organisation sees something differently. sent_at: the last time
    it was sent. left_at: when the person took it back. withdrawn_at: when the team took the invitation back.
    mailed_on: the last day a letter went out, at most one a day.
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
    draft = models.JSONField(_("Being filled in"), default=dict, blank=True, editable=False)
    sent_answers = models.JSONField(_("Answers sent in"), default=dict, blank=True)
    may_be_named = models.BooleanField(_("My organisation may be named where we see it differently"), default=False)
    invited_at = models.DateTimeField(_("Invited at"), default=timezone.now)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Invited by")
    )
    opened_at = models.DateTimeField(_("Opened at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("Changed at"), null=True, blank=True)
    first_sent_at = models.DateTimeField(_("First sent in at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent in at"), null=True, blank=True)
    left_at = models.DateTimeField(_("Stopped at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    mailed_on = models.DateField(_("Last mailed on"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("Reminders sent"), default=0)

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

    @property
    def has_unsent_changes(self) -> bool:
        """Whether something was filled in or changed since it was last sent."""
        return self.changed_at is not None and (self.sent_at is None or self.changed_at > self.sent_at)

    @property
    def has_content(self) -> bool:
        """Whether anything is kept that somebody filled in."""
        return bool(self.draft or self.sent_answers)

    @property
    def has_partner_left(self) -> bool:
        """Whether the partner no longer takes part in the area, or was merged into another one."""
        until = self.partner.until_on
        is_past = until is not None and until < timezone.localdate()
        return is_past or self.partner.organisation.merged_into_id is not None

    @property
    def counts(self) -> bool:
        """Whether the board counts it; says the same as `counting`."""
        is_given = self.sent_at is not None and self.left_at is None and self.withdrawn_at is None
        return is_given and not self.has_partner_left

    @property
    def state(self) -> ViewState:
        """How far it is."""
        if self.withdrawn_at:
            return ViewState.WITHDRAWN
        if self.left_at or self.has_partner_left:
            return ViewState.LEFT
        if self.sent_at:
            return ViewState.SENT
        if self.changed_at:
            return ViewState.STARTED
        return ViewState.OPENED if self.opened_at else ViewState.INVITED

    @property
    def account(self) -> User | None:
        """The account it belongs to; None without one."""
        return self.user or (self.person.user if self.person else None)

    @property
    def address(self) -> str:
        """Where letters go; "" when there is no address."""
        own = self.person.email if self.person else ""
        return own or (self.account.email if self.account else "")

    @property
    def language(self) -> str:
        """The language of letters and pages, as far as we know it."""
        return self.person.language if self.person else "nl"

    @property
    def name(self) -> str:
        """Who it is."""
        return self.person.name if self.person else str(self.account or "")


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
