"""Partners: what an organisation is in one area, what it may decide and what it wants."""

from datetime import datetime, timedelta
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.models import User
from core.pack_versions import PackVersion
from pilots.areas.enums import Visibility
from pilots.areas.models import PilotArea
from pilots.stakeholders import rules
from pilots.stakeholders.enums import Influence, InterestVisibility, Stake
from pilots.stakeholders.models.parties import Organisation, Person
from pilots.stakeholders.tables import Level, levels

UNDO_TERM = timedelta(days=1)
REMOVAL = {"removal": "party"}  # marks in the history what somebody removed on purpose, so that it can come back
MOST_HA = 100_000  # more than the largest Natura 2000 site on land


class ParticipationVersion(PackVersion):
    """One loaded version of the participation levels."""

    class Meta(PackVersion.Meta):
        verbose_name = _("version of the participation levels")
        verbose_name_plural = _("versions of the participation levels")

    @property
    def levels(self) -> dict[str, Level]:
        """The levels by code, lowest first, in the active language."""
        return levels(self.content)


def own_parties(user: User, organisation: str, area: str) -> Q:
    """Whether the user speaks for this party, in an area that is open to its partners.

    organisation, area: the paths to them in the query.
    """
    persons = Person.objects.current().filter(user=user, organisation=OuterRef(organisation))
    is_open = ~Q(**{f"{area}__visibility": Visibility.INTERNAL}) & Q(**{f"{area}__archived_at": None})
    return is_open & Q(Exists(persons))


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Reads of partners."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the partners in areas this user is involved with, and those this user speaks for."""
        if not user.is_authenticated:
            return self.none()
        involved = Q(area__in=PilotArea.objects.involving(user))
        return self.filter(involved | own_parties(user, "organisation", "area"))

    def owned_by(self, user: User | AnonymousUser) -> Self:
        """Return the partners this user speaks for."""
        return self.filter(own_parties(user, "organisation", "area")) if user.is_authenticated else self.none()

    def taking_part(self) -> Self:
        """Leave out who stopped."""
        return self.filter(until_on=None)

    def removed_from(self, area: PilotArea, now: datetime) -> models.QuerySet[Any]:
        """Return the events of removals from this area that can still be undone, the oldest first."""
        events: Any = Partner.pgh_event_model.objects  # type: ignore[attr-defined]
        marks = {f"pgh_context__metadata__{name}": value for name, value in REMOVAL.items()}
        recent = events.filter(area_id=area.pk, pgh_label="delete", pgh_created_at__gt=now - UNDO_TERM, **marks)
        return recent.exclude(pgh_obj_id__in=self.filter(area=area).values("pk")).order_by("pgh_id")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["updated_at"])
class Partner(RulesModel):
    """One organisation in one area: what it may decide, how much it weighs and what it wants there.

    level: a code of the participation levels, "" while that is not agreed; level_version: the version it comes from.
    influence, interest: 1 to 5, None while not judged. land_ha: hectares in the area, None when unknown.
    until_on: the day it stopped taking part, None while it does.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="partners", verbose_name=_("Area"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partners", verbose_name=_("Organisation")
    )
    level = models.CharField(_("Participation level"), max_length=40, blank=True)
    level_version = models.ForeignKey(
        ParticipationVersion,
        on_delete=models.PROTECT,
        related_name="partners",
        verbose_name=_("Version of the levels"),
        null=True,
        blank=True,
        editable=False,
    )
    influence = models.PositiveSmallIntegerField(_("Influence"), choices=Influence, null=True, blank=True)
    interest = models.PositiveSmallIntegerField(_("Interest"), choices=Stake, null=True, blank=True)
    land_ha = models.DecimalField(
        _("Land in the area (ha)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_HA)],
    )
    is_land_estimated = models.BooleanField(_("Hectares are an estimate"), default=False)
    role = models.CharField(_("Role in the area"), max_length=200, blank=True)
    wish = models.TextField(_("What the party wants"), blank=True)
    since_on = models.DateField(_("Takes part since"), null=True, blank=True)
    until_on = models.DateField(_("Took part until"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["area", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "organisation"], name="stakeholders_partner_once"),
            models.CheckConstraint(
                condition=Q(level="", level_version=None) | (~Q(level="") & Q(level_version__isnull=False)),
                name="stakeholders_partner_level_has_version",
            ),
            models.CheckConstraint(
                condition=Q(influence=None) | Q(influence__range=(1, 5)), name="stakeholders_partner_influence"
            ),
            models.CheckConstraint(
                condition=Q(interest=None) | Q(interest__range=(1, 5)), name="stakeholders_partner_interest"
            ),
            models.CheckConstraint(
                condition=Q(land_ha=None) | Q(land_ha__range=(0, MOST_HA)), name="stakeholders_partner_land"
            ),
            models.CheckConstraint(
                condition=Q(since_on=None) | Q(until_on=None) | Q(until_on__gte=F("since_on")),
                name="stakeholders_partner_until_after_since",
            ),
        ]
        rules_permissions = {
            "view": rules.is_involved | rules.owns,
            "work": rules.works_on,
            "change": rules.can_edit,
            "delete": rules.can_edit,
            "own": rules.owns,
        }

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:partner-detail", args=[self.area.slug, self.pk])

    def has_person(self, user: User) -> bool:
        """Say whether this user speaks for the party. Runs one query."""
        return Person.objects.current().filter(organisation_id=self.organisation_id, user_id=user.pk).exists()


class InterestQuerySet(models.QuerySet["Interest"]):
    """Reads of own interests."""

    def shared(self) -> Self:
        return self.filter(visibility=InterestVisibility.SHARED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return shared interests where this user is involved, and all of their own party and of areas they lead."""
        if not user.is_authenticated:
            return self.none()
        shared = Q(visibility=InterestVisibility.SHARED, partner__area__in=PilotArea.objects.involving(user))
        leads = Q(partner__area__coordinator=user, partner__area__archived_at=None)
        return self.filter(shared | leads | own_parties(user, "partner__organisation", "partner__area"))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["updated_at"])
class Interest(RulesModel):
    """One own interest of a partner: what it wants to gain or not to lose. Private until the party shares it."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="interests", verbose_name=_("Partner"))
    text = models.TextField(_("Interest"), max_length=2000)
    visibility = models.CharField(
        _("Who may read it?"), max_length=10, choices=InterestVisibility, default=InterestVisibility.PRIVATE
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Written by"),
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["partner", "pk"]
        rules_permissions = {
            "view": rules.can_read_interest,
            "change": rules.can_write_interest,
            "delete": rules.can_write_interest,
        }

    def __str__(self) -> str:
        return str(self._meta.verbose_name)  # never the text: it may be private

    @property
    def area(self) -> PilotArea:
        """The area it is about."""
        return self.partner.area

    def has_person(self, user: User) -> bool:
        """Say whether this user speaks for the party. Runs one query."""
        return self.partner.has_person(user)
