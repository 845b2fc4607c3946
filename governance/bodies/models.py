"""The bodies of an area process: who is in them, how they decide, and who decides about what."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from governance.bodies.enums import DecisionRule, LinkKind, MemberRole, Part, Unit
from governance.bodies.tables import Kind, Tables, tables
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner

MOST_TIMES = 52  # the largest number of units between two meetings


class BodyPack(PackVersion):
    """One loaded version of the pack: kinds of bodies, topics to decide about, and start sets."""

    class Meta(PackVersion.Meta):
        verbose_name = _("version of the bodies")
        verbose_name_plural = _("versions of the bodies")

    @cached_property
    def tables(self) -> Tables:
        """The content as typed values."""
        return tables(self.content)


class BodyQuerySet(models.QuerySet["Body"]):
    """Reads of bodies."""

    def current(self, today: date) -> Self:
        """Leave out what has ended before this day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=today))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["updated_at"])
class Body(models.Model):
    """One body of an area: a steering group, an area table, a working group.

    kind: a code of the pack, "" for one of their own. every and unit: the rhythm, both empty when it meets as needed.
    rule: "" while it is not agreed how it decides. ended_on: its last day; None while it goes on.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="bodies", editable=False)
    pack = models.ForeignKey(BodyPack, on_delete=models.PROTECT, related_name="bodies", editable=False)
    kind = models.CharField(_("Kind of body"), max_length=40, blank=True)
    name = models.CharField(_("Name"), max_length=120)
    purpose = models.TextField(_("What is it for?"), max_length=2000, blank=True)
    rule = models.CharField(_("How does it decide?"), max_length=12, choices=DecisionRule, blank=True)
    every = models.PositiveSmallIntegerField(
        _("Meets once every"), validators=[MinValueValidator(1), MaxValueValidator(MOST_TIMES)], null=True, blank=True
    )
    unit = models.CharField(_("Week, month, quarter or year"), max_length=8, choices=Unit, blank=True)
    next_on = models.DateField(_("Next meeting"), null=True, blank=True)
    ended_on = models.DateField(_("Existed until"), null=True, blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["area", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="bodies_body_name_once",
                violation_error_message=_("This area has a body with this name already."),
            ),
            models.CheckConstraint(
                condition=Q(every=None, unit="") | Q(every__range=(1, MOST_TIMES)) & ~Q(unit=""),
                name="bodies_body_rhythm",
                violation_error_message=_("Fill in both how often and the unit, or leave both empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_in_pack(self) -> Kind | None:
        """What the pack says about its kind; None for one of their own."""
        return self.pack.tables.kinds.get(self.kind)


class MemberQuerySet(models.QuerySet["Member"]):
    """Reads of members."""

    def current(self, today: date) -> Self:
        """Return who is a member on this day."""
        begun = Q(since_on=None) | Q(since_on__lte=today)
        return self.filter(begun).filter(Q(until_on=None) | Q(until_on__gte=today))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Member(models.Model):
    """One person, or the seat of one party, in one body.

    mandate: in words, what this member may say or do for their party. can_decide: takes part in decisions; that needs
    a mandate. until_on: the last day.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members", editable=False)
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="seats", verbose_name=_("Party"), null=True, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="seats",
        verbose_name=_("Account"),
        null=True,
        blank=True,
    )
    name = models.CharField(_("Name"), max_length=120, blank=True)
    function = models.CharField(_("Function"), max_length=160, blank=True)
    role = models.CharField(_("Role in the body"), max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    mandate = models.CharField(_("Mandate"), max_length=300, blank=True)
    can_decide = models.BooleanField(_("Takes part in decisions"), default=False)
    since_on = models.DateField(_("Member since"), null=True, blank=True)
    until_on = models.DateField(_("Member until"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of bodies")
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(role=MemberRole.CHAIR, until_on=None),
                name="bodies_member_one_chair",
                violation_error_message=_("This body has a chair already. Let that one end first."),
            ),
            models.CheckConstraint(
                condition=Q(can_decide=False) | ~Q(mandate=""),
                name="bodies_member_decides_with_mandate",
                violation_error_message=_("Write down the mandate: what may this member decide for their party?"),
            ),
            models.CheckConstraint(
                condition=Q(since_on=None) | Q(until_on=None) | Q(until_on__gte=F("since_on")),
                name="bodies_member_days_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.function or str(self.partner or self.user or "")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Link(models.Model):
    """What one body is to another: it reports to it, advises it, or gives it an assignment."""

    source = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="links", editable=False)
    target = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="links_back", verbose_name=_("To which?"))
    kind = models.CharField(_("What does it do?"), max_length=12, choices=LinkKind)

    class Meta:
        verbose_name = _("relation between bodies")
        verbose_name_plural = _("relations between bodies")
        ordering = ["source", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="bodies_link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="bodies_link_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class DecisionTopic(models.Model):
    """One thing an area decides about. code: of the pack, "" for one of their own, which then has a name."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="decision_topics", editable=False)
    pack = models.ForeignKey(BodyPack, on_delete=models.PROTECT, related_name="decision_topics", editable=False)
    code = models.CharField(_("Topic"), max_length=40, blank=True, editable=False)
    name = models.CharField(_("Name"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("topic to decide about")
        verbose_name_plural = _("topics to decide about")
        ordering = ["area", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], condition=~Q(code=""), name="bodies_topic_code_once"),
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=~Q(name=""),
                name="bodies_topic_name_once",
                violation_error_message=_("This topic stands in the list already."),
            ),
            models.CheckConstraint(
                condition=Q(code="") & ~Q(name="") | ~Q(code="") & Q(name=""), name="bodies_topic_code_or_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class TopicPart(models.Model):
    """What one body does about one topic: it decides, advises or is informed."""

    topic = models.ForeignKey(DecisionTopic, on_delete=models.CASCADE, related_name="parts")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(_("Part"), max_length=10, choices=Part)

    class Meta:
        verbose_name = _("part of a body in a topic")
        verbose_name_plural = _("parts of bodies in topics")
        ordering = ["topic", "body"]
        constraints = [models.UniqueConstraint(fields=["topic", "body"], name="bodies_topicpart_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.body_id}: {self.part}"


def newest_pack() -> BodyPack | None:
    """Return the version that was loaded last; None when nothing was loaded yet."""
    found: BodyPack | None = BodyPack.objects.order_by("-loaded_at", "-pk").first()
    return found
