"""The text of an interview: as it was spoken, kept apart, and with its names replaced, for those who code it."""

from datetime import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.models import User
from pilots.interviews.enums import NameDecision, NameKind, Purpose, TextState
from pilots.interviews.models.consents import Consent
from pilots.interviews.models.interviews import Interview, Participant


class TranscriptQuerySet(models.QuerySet["Transcript"]):
    """Reads of transcripts."""

    def open_for_coding(self, user: User, now: datetime | None = None) -> Self:
        """Return the texts this user may read and code: names replaced, and everybody in it agrees to analysis."""
        agreed = Consent.objects.in_force(now).filter(participant=OuterRef("pk"), purpose=Purpose.ANALYSIS)
        others = Participant.objects.filter(interview=OuterRef("interview"))
        return self.filter(
            Exists(others),
            ~Exists(others.filter(~Exists(agreed))),
            state=TextState.PSEUDONYMISED,
            interview__in=Interview.objects.visible_to(user),
        )

    def open_raw(self, now: datetime | None = None) -> Self:
        """Return the texts whose raw text is kept and may be read: nobody in it said no to analysis, or took it back.

        Who was not asked yet does not close it: the names are often replaced before the papers are in.
        """
        against = Consent.objects.against_analysis(now).filter(participant__interview=OuterRef("interview"))
        return self.filter(~Exists(against), raw__isnull=False)


@pghistory.track(exclude=["text"])
class Transcript(models.Model):
    """One version of the text of an interview, for coding: `text` is empty until its names have been replaced.

    sha256: of the text as it was sent in. raw_removed_on: when the raw text and the list of names were removed.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="transcripts")
    version = models.PositiveSmallIntegerField(_("Version"))
    state = models.CharField(_("State"), max_length=15, choices=TextState, default=TextState.RAW)
    text = models.TextField(_("Text"), blank=True)
    source_name = models.CharField(_("Source"), max_length=120)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Sent in by")
    )
    created_at = models.DateTimeField(_("Sent in at"), auto_now_add=True)
    raw_removed_on = models.DateField(_("Raw text removed on"), null=True, blank=True)

    objects = TranscriptQuerySet.as_manager()

    class Meta:
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")
        ordering = ["interview", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "version"], name="interviews_transcript_version_once"),
            models.CheckConstraint(
                condition=Q(state=TextState.PSEUDONYMISED) | Q(text=""), name="interviews_transcript_raw_is_apart"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview}, {self.version}"


class RawText(RulesModel):
    """The text of one transcript as it was spoken, names and all. Every reading of it is written in the view log."""

    transcript = models.OneToOneField(Transcript, on_delete=models.CASCADE, related_name="raw")
    text = models.TextField(_("Text"))

    class Meta:
        verbose_name = _("raw text")
        verbose_name_plural = _("raw texts")
        ordering = ["transcript"]

    def __str__(self) -> str:
        return str(self.transcript)


class NameKey(models.Model):
    """One name in the texts of an interview, what stands there instead, and what a person decided about it.

    Kept apart from the texts, with the permission of the raw text, and removed together with it.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="name_keys")
    original = models.CharField(_("Name"), max_length=200)
    pseudonym = models.CharField(_("Replaced by"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=15, choices=NameKind, default=NameKind.PERSON)
    decision = models.CharField(_("Decision"), max_length=10, choices=NameDecision, default=NameDecision.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("name in an interview")
        verbose_name_plural = _("names in interviews")
        ordering = ["interview", "original"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "original"], name="interviews_namekey_once"),
            models.CheckConstraint(
                condition=Q(decision=NameDecision.PROPOSED) | Q(decided_by__isnull=False),
                name="interviews_namekey_decided_by",
            ),
            models.CheckConstraint(condition=~Q(original="") & ~Q(pseudonym=""), name="interviews_namekey_filled"),
        ]

    def __str__(self) -> str:
        return self.pseudonym  # never the name itself: this ends up in messages and logs
