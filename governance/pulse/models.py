"""Rounds of the trust pulse. Nothing here says who answered, or what one person answered: see ADR 16."""

import uuid
from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from governance.pulse.tables import QUESTIONS, STEPS, Tables, tables
from pilots.areas.models import PilotArea

CELLS = QUESTIONS * STEPS


def empty_counts() -> list[int]:
    """Return a tally in which nobody has answered."""
    return [0] * CELLS


class PulsePack(PackVersion):
    """One loaded version of the questions and their scale."""

    class Meta(PackVersion.Meta):
        verbose_name = _("version of the trust pulse")
        verbose_name_plural = _("versions of the trust pulse")

    @cached_property
    def tables(self) -> Tables:
        """The content as typed values."""
        return tables(self.content)


class PulseRoundQuerySet(models.QuerySet["Round"]):
    """Reads of rounds."""

    def taking_answers(self, today: date) -> Self:
        """Return the rounds that somebody may answer on this day."""
        return self.filter(closed_at=None, opens_on__lte=today, closes_on__gte=today)

    def ended(self, today: date) -> Self:
        """Return the rounds whose last day has passed and that were not closed yet."""
        return self.filter(closed_at=None, closes_on__lt=today)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Round(models.Model):
    """One time that the three questions are asked in one area. Closing is for good: what is shown never changes.

    key: names the round in the address of a ballot. codes: how many codes were handed out. follow_up: what the team
    did with the answers.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="pulse_rounds", editable=False)
    pack = models.ForeignKey(PulsePack, on_delete=models.PROTECT, related_name="rounds", editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opens_on = models.DateField(_("First day"))
    closes_on = models.DateField(_("Last day"))
    closed_at = models.DateTimeField(_("Closed at"), null=True, editable=False)
    codes = models.PositiveIntegerField(_("Codes made"), default=0, editable=False)
    follow_up = models.TextField(_("What we did with it"), max_length=4000, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )

    objects = PulseRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of the trust pulse")
        verbose_name_plural = _("rounds of the trust pulse")
        ordering = ["area", "opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area"], condition=Q(closed_at=None), name="pulse_round_one_open"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="pulse_round_days_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens_on} – {self.closes_on}"


class Tally(models.Model):
    """All answers to one round, added up: per question how many people chose each step, fifteen numbers in one row.

    A ballot writes the whole row anew, so no part of it tells which numbers a ballot changed. None once a round was
    closed with too few answers to show.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="tally", primary_key=True)
    counts = ArrayField(models.PositiveIntegerField(), size=CELLS, default=empty_counts, null=True)

    class Meta:
        verbose_name = _("tally of a round")
        verbose_name_plural = _("tallies of rounds")

    def __str__(self) -> str:
        return f"tally {self.round_id}"


class Code(models.Model):
    """One code that lets one person take part once: its keyed hash, and whether it was used; never when, or by whom.

    The hash is the key of the row, so nothing tells in which order codes were made. All codes go when a round closes.
    """

    code_hash = models.CharField(max_length=64, primary_key=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="code_rows", editable=False)
    is_used = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("code to take part")
        verbose_name_plural = _("codes to take part")

    def __str__(self) -> str:
        return "code"  # never the hash


class SpentTicket(models.Model):
    """One ballot ticket that was handed in, so that it counts once: its hash, which nothing ties to a code.

    All of them go when a round closes.
    """

    ticket_hash = models.CharField(max_length=64, primary_key=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="spent_tickets", editable=False)

    class Meta:
        verbose_name = _("ballot ticket that was used")
        verbose_name_plural = _("ballot tickets that were used")

    def __str__(self) -> str:
        return "ticket"  # never the hash


def newest_pack() -> PulsePack | None:
    """Return the version that was loaded last; None when nothing was loaded yet."""
    found: PulsePack | None = PulsePack.objects.order_by("-loaded_at", "-pk").first()
    return found
