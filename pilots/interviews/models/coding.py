"""Excerpts of texts, their themes, memos, and what the interviewee decided about them as quotes."""

from datetime import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.codebook.models import Codebook
from pilots.interviews.enums import RELEASED, Purpose, ReleaseState
from pilots.interviews.models.consents import Consent
from pilots.interviews.models.interviews import Interview, Participant
from pilots.interviews.models.texts import Transcript


class ExcerptQuerySet(models.QuerySet["Excerpt"]):
    """Reads of excerpts. Consent is enforced here and nowhere else: views and templates start from these."""

    def usable_for(self, purpose: Purpose | str, now: datetime | None = None) -> Self:
        """Return what its speaker lets us use for this purpose; for any purpose internal analysis is needed too."""
        agreed = Consent.objects.in_force(now).filter(participant=OuterRef("participant"))
        return self.filter(*(Exists(agreed.filter(purpose=one)) for one in {Purpose.ANALYSIS, Purpose(purpose)}))

    def quotable(self, now: datetime | None = None) -> Self:
        """Return what may be quoted without a name: with consent for it, and released by its speaker."""
        return self.usable_for(Purpose.QUOTE, now).filter(release__state__in=RELEASED)

    def publishable(self, now: datetime | None = None) -> Self:
        """Return the quotes that everybody may read."""
        return self.quotable(now).usable_for(Purpose.PUBLICATION, now)

    def visible_to(self, user: User | AnonymousUser, now: datetime | None = None) -> Self:
        """Return what this user may read at this moment.

        Who works on the area reads what may be analysed, who is involved in it reads quotes, and everybody who may
        read the area reads published quotes.
        """
        areas = PilotArea.objects
        shown = Q(pk__in=self._ids(self.publishable(now)), **_in(areas.visible_to(user)))
        if user.is_authenticated:
            shown |= Q(pk__in=self._ids(self.quotable(now)), **_in(areas.involving(user)))
            shown |= Q(pk__in=self._ids(self.usable_for(Purpose.ANALYSIS, now)), **_in(areas.changeable_by(user)))
        return self.filter(shown)

    def with_named(self, now: datetime | None = None) -> Self:
        """Add `is_named`: whether this is a quote that its speaker released, with consent to put the name under it."""
        named = Excerpt.objects.quotable(now).usable_for(Purpose.NAMED_QUOTE, now)
        return self.annotate(is_named=Exists(named.filter(pk=OuterRef("pk"))))

    def _ids(self, found: Self) -> "models.QuerySet[Excerpt, int]":
        return found.order_by().values_list("pk", flat=True)


def _in(areas: "models.QuerySet[PilotArea]") -> dict[str, object]:
    return {"transcript__interview__area__in": areas.order_by().values("pk")}


@pghistory.track(exclude=["text"])
class Excerpt(models.Model):
    """One piece of a transcript, from character `start` up to `end`, said by one participant.

    text: what stood there, for lists and quotes. Several excerpts may overlap.
    """

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="excerpts")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="excerpts", verbose_name=_("Said by")
    )
    start = models.PositiveIntegerField(_("From character"))
    end = models.PositiveIntegerField(_("Up to character"))
    text = models.TextField(_("Text"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Made by")
    )
    created_at = models.DateTimeField(_("Made at"), auto_now_add=True)

    objects = ExcerptQuerySet.as_manager()

    class Meta:
        verbose_name = _("excerpt")
        verbose_name_plural = _("excerpts")
        ordering = ["transcript", "start", "end", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "participant", "start", "end"],
                name="interviews_excerpt_once",
                deferrable=models.Deferrable.IMMEDIATE,  # many move at once when a name is replaced
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="interviews_excerpt_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.transcript}, {self.start}–{self.end}"

    @property
    def wording(self) -> str:
        """The words to quote: those of the interviewee win."""
        release = getattr(self, "release", None)
        return release.wording if release and release.state == ReleaseState.REWORDED else self.text


@pghistory.track()
class Coding(models.Model):
    """One theme that one coder gave to one excerpt. Coders add rows; nobody overwrites another's."""

    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="codings")
    theme = models.CharField(_("Theme"), max_length=60)
    codebook = models.ForeignKey(Codebook, on_delete=models.PROTECT, related_name="codings")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="codings", verbose_name=_("Coded by")
    )
    created_at = models.DateTimeField(_("Coded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        ordering = ["excerpt", "theme", "pk"]
        indexes = [models.Index(fields=["theme"], name="interviews_coding_theme")]
        constraints = [
            models.UniqueConstraint(fields=["excerpt", "theme", "created_by"], name="interviews_coding_once")
        ]

    def __str__(self) -> str:
        return self.theme


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), exclude=["text"])
class Memo(models.Model):
    """A thought of somebody who works with an interview, about all of it or about one excerpt."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="memos")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="memos", null=True, blank=True)
    text = models.TextField(_("Memo"), max_length=5000)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Written by")
    )
    created_at = models.DateTimeField(_("Written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("memo")
        verbose_name_plural = _("memos")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.interview}: {timezone.localtime(self.created_at):%Y-%m-%d}"


@pghistory.track(fields=["excerpt", "state", "decided_at", "asked_at"], model_name="ReleaseEvent")
class Release(models.Model):
    """What the interviewee decided about one excerpt as a quote; no row means that it was never proposed.

    wording: the interviewee's own words, used instead of the text.
    """

    excerpt = models.OneToOneField(Excerpt, on_delete=models.CASCADE, related_name="release")
    state = models.CharField(_("State"), max_length=10, choices=ReleaseState, default=ReleaseState.PROPOSED)
    wording = models.TextField(_("Wording"), blank=True, max_length=5000)
    asked_at = models.DateTimeField(_("Proposed at"), default=timezone.now)
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("release of a quote")
        verbose_name_plural = _("releases of quotes")
        ordering = ["excerpt"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReleaseState.REWORDED) | ~Q(wording=""), name="interviews_release_wording"
            ),
            models.CheckConstraint(
                condition=Q(state=ReleaseState.PROPOSED, decided_at=None)
                | (~Q(state=ReleaseState.PROPOSED) & Q(decided_at__isnull=False)),
                name="interviews_release_decided_at",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
