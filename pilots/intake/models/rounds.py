"""Rounds (uitvragen), who was invited, and their personal links."""

from datetime import date, datetime, time, timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.models import User
from core.links import SecretLink
from pilots.areas.models import PilotArea
from pilots.intake import rules
from pilots.intake.enums import OPEN_STATES, InvitationState, MailKind, RoundState
from pilots.intake.models.forms import FormVersion

LINK_STAYS = timedelta(days=365)


class RoundQuerySet(models.QuerySet["Round"]):
    """Reads of rounds."""

    def managed_by(self, user: User | AnonymousUser) -> Self:
        """Return the rounds this user may see; the same as `has_perm("intake.view_round", round)` allows."""
        return self.filter(area__in=PilotArea.objects.changeable_by(user))

    def with_counts(self) -> Self:
        """Add the number of people invited (`invited`), answered (`answered`) and declined (`declined`)."""
        counts = {
            "invited": Count("invitations", filter=~Q(invitations__state=InvitationState.REVOKED)),
            "answered": Count("invitations", filter=Q(invitations__state=InvitationState.SENT)),
            "declined": Count("invitations", filter=Q(invitations__state=InvitationState.DECLINED)),
        }
        return self.annotate(**counts)


@pghistory.track()
class Round(RulesModel):
    """One uitvraag: one version of a form asked of the people of one area, with the reason and a deadline."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="intake_rounds")
    form_version = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("Form")
    )
    title = models.CharField(_("Title"), max_length=160)
    why = models.TextField(_("Why do you ask this?"))
    what_happens = models.TextField(_("What happens with the answers?"))
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="intake_rounds", verbose_name=_("Sender")
    )
    opens_on = models.DateField(_("Opens on"))
    closes_on = models.DateField(_("Deadline"))
    state = models.CharField(_("State"), max_length=10, choices=RoundState, default=RoundState.DRAFT)
    reminder_after_days = models.PositiveSmallIntegerField(_("Remind after so many days"), default=7)
    most_reminders = models.PositiveSmallIntegerField(_("Most reminders"), default=2)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="intake_round_dates_in_order"),
        ]
        rules_permissions = {"view": rules.can_manage_area, "change": rules.can_manage_area}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("intake:round-detail", args=[self.area.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations."""

    def overdue(self, today: date) -> Self:
        """Return what can expire: still open after its deadline."""
        return self.filter(state__in=OPEN_STATES, due_on__lt=today)

    def remindable(self, today: date) -> Self:
        """Return who may still be reminded: confirmed, not answered, not today, not too often, with an address."""
        started = Q(state=InvitationState.STARTED) | Q(state=InvitationState.OPENED)
        return (
            self.filter(started, accepted_at__isnull=False, round__state=RoundState.OPEN, due_on__gte=today)
            .filter(response__submitted_at=None, reminders__lt=F("round__most_reminders"), waiting_mail="")
            .filter(Q(reminded_on=None) | Q(reminded_on__lt=today))
            .exclude(person__email="")
        )

    def waiting(self) -> Self:
        """Return what still has to be mailed, oldest first, of rounds that are open."""
        return self.exclude(waiting_mail="").filter(round__state=RoundState.OPEN).order_by("waiting_since", "pk")


@pghistory.track(exclude=["waiting_mail", "waiting_since", "last_mail_at"])
class Invitation(models.Model):
    """One person asked to answer one round.

    accepted_at: when the person said yes to taking part; without it nobody is reminded. due_on: the last day to answer,
    that of the round unless the person got more time. waiting_mail: what still has to be mailed.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("stakeholders.Person", on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(_("State"), max_length=10, choices=InvitationState, default=InvitationState.PENDING)
    due_on = models.DateField(_("Last day to answer"))
    accepted_at = models.DateTimeField(_("Confirmed at"), null=True, blank=True)
    decline_reason = models.CharField(_("Reason for declining"), max_length=500, blank=True)
    waiting_mail = models.CharField(max_length=10, choices=MailKind, blank=True, editable=False)
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("First mailed at"), null=True, blank=True, editable=False)
    last_mail_at = models.DateTimeField(_("Last mailed at"), null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(_("Reminders sent"), default=0, editable=False)
    reminded_on = models.DateField(_("Last reminded on"), null=True, blank=True, editable=False)
    invited_at = models.DateTimeField(_("Invited at"), default=timezone.now, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Invited by")
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="intake_invitation_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["started", "sent"]) | Q(accepted_at__isnull=False),
                name="intake_invitation_started_is_accepted",
            ),
        ]
        indexes = [models.Index(fields=["waiting_since"], condition=~Q(waiting_mail=""), name="intake_mail_waiting")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def is_open(self, today: date) -> bool:
        """Say whether the person may fill in today: not answered, declined, expired or revoked, and the round open."""
        return self.state in OPEN_STATES and self.due_on >= today and self.round.is_open


class InvitationLink(SecretLink):
    """One personal link to one invitation. Several may work side by side: of the invitation, a reminder, on paper."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")

    class Meta(SecretLink.Meta):
        verbose_name = _("link of an invitation")
        verbose_name_plural = _("links of invitations")


def last_moment(day: date) -> datetime:
    """Return until when a link works whose last day to answer is `day`: a year longer, to read back what was sent.

    Whether somebody may still answer is asked of the invitation (`Invitation.is_open`), never of the link.
    """
    return timezone.make_aware(datetime.combine(day + LINK_STAYS, time.max.replace(microsecond=0)))
