"""Interviews, who took part in them, and the personal links of those people."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.models import User
from core.links import SecretLink
from pilots.areas.models import PilotArea
from pilots.interviews import rules
from pilots.interviews.enums import InterviewKind, InterviewState
from pilots.stakeholders.models import Person


class InterviewQuerySet(models.QuerySet["Interview"]):
    """Reads of interviews."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the interviews of the areas this user works on; the same as `interviews.view_interview` allows."""
        return self.filter(area__in=PilotArea.objects.changeable_by(user))


@pghistory.track()
class Interview(RulesModel):
    """One conversation in one area. Its title is read by whoever works on the area, so it holds no names of persons."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="interviews", verbose_name=_("Area"))
    title = models.CharField(_("Title"), max_length=160)
    held_on = models.DateField(_("Held on"))
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interviews", verbose_name=_("Interviewer")
    )
    language = models.CharField(
        _("Language"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=InterviewKind, default=InterviewKind.ONE_TO_ONE)
    state = models.CharField(
        _("State"), max_length=20, choices=InterviewState, default=InterviewState.HELD, editable=False
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["area", "-held_on"], name="interviews_of_area")]
        rules_permissions = {
            "view": rules.can_work,
            "change": rules.can_work,
            "read_raw": rules.can_read_raw,
        }

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("interviews:interview-detail", args=[self.area.slug, self.pk])


@pghistory.track()
class Participant(models.Model):
    """Somebody who took part in an interview, known to readers by a pseudonym such as "Veehouder A".

    person: None once the person was removed; what they said then keeps its pseudonym.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        related_name="interview_parts",
        verbose_name=_("Person"),
        null=True,
        blank=True,
    )
    label = models.CharField(
        _("Pseudonym"), max_length=80, help_text=_("What readers see instead of the name, such as “Veehouder A”.")
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["interview", "label"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "label"], name="interviews_participant_label_once"),
            models.UniqueConstraint(fields=["interview", "person"], name="interviews_participant_person_once"),
        ]

    def __str__(self) -> str:
        return self.label


class ParticipantLink(SecretLink):
    """One personal link with which a participant sees and decides about own consents and quotes, without an account."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="links")

    class Meta(SecretLink.Meta):
        verbose_name = _("link of a participant")
        verbose_name_plural = _("links of participants")
