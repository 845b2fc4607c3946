"""Natura 2000 sites, pilot areas, who takes part, and the numbers known about an area."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.enums import Province, Role
from accounts.models import User
from accounts.rules import is_admin, is_officer
from pilots.areas import rules
from pilots.areas.enums import BoundaryKind, Landscape, MemberRole, Phase, Visibility
from pilots.areas.ticking import Wind


class SiteQuerySet(models.QuerySet["Natura2000Site"]):
    """Reads of sites. Boundaries are large (the Veluwe has 86,000 points): most pages leave them in the database."""

    def without_shapes(self) -> Self:
        return self.defer("boundary", "outline")


class Natura2000Site(models.Model):
    """One Natura 2000 site as designated, keyed on its official number.

    Geometry is GeoJSON in WGS84; hectares are measured in RD New (EPSG:28992). Source: PDOK, RVO Natura 2000.
    is_schematic: drawn by hand for the demo, not the official boundary. fingerprint: SHA-256 of the boundary.
    """

    number = models.PositiveIntegerField(_("Number"), unique=True)
    name = models.CharField(_("Name"), max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    protection = models.CharField(_("Protection"), max_length=20, blank=True)
    is_schematic = models.BooleanField(_("Schematic"), default=False)
    area_ha = models.DecimalField(_("Area (ha)"), max_digits=10, decimal_places=2)
    boundary = models.JSONField(_("Boundary"))
    outline = models.JSONField(_("Simplified outline"))
    bbox = ArrayField(models.FloatField(), size=4, verbose_name=_("Bounding box"))
    fingerprint = models.CharField(max_length=64, default="", editable=False)
    updated_at = models.DateTimeField(_("Imported at"), auto_now=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("Natura 2000 site")
        verbose_name_plural = _("Natura 2000 sites")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:site-detail", args=[self.slug])


class PilotAreaQuerySet(models.QuerySet["PilotArea"]):
    """Reads of areas."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the areas this user may open; the same areas as `has_perm("areas.view_pilotarea", area)` allows."""
        public = Q(visibility=Visibility.PUBLIC)
        current = self.filter(archived_at=None)
        if not user.is_authenticated:
            return current.filter(public)
        if user.role == Role.ADMIN:
            return self.all()
        return current.filter(public | self._worked_on(user) | self._open_to_partner(user))

    def involving(self, user: User | AnonymousUser) -> Self:
        """Return the areas as `has_perm("areas.involve_pilotarea", area)` allows: the team, the province, partners."""
        if not user.is_authenticated:
            return self.none()
        if user.role == Role.ADMIN:
            return self.all()
        return self.filter(archived_at=None).filter(self._worked_on(user) | self._open_to_partner(user))

    def worked_on_by(self, user: User | AnonymousUser) -> Self:
        """Return the areas as `has_perm("areas.work_pilotarea", area)` allows: the team and the province."""
        if not user.is_authenticated:
            return self.none()
        if user.role == Role.ADMIN:
            return self.all()
        return self.filter(archived_at=None).filter(self._worked_on(user))

    def changeable_by(self, user: User | AnonymousUser) -> Self:
        """Return the areas as `has_perm("areas.change_pilotarea", area)` allows."""
        if not user.is_authenticated:
            return self.none()
        if user.role == Role.ADMIN:
            return self.all()
        shown = self._led_by(user)
        if user.province and user.role == Role.OFFICER:
            shown |= Q(provinces__contains=[user.province])
        return self.filter(archived_at=None).filter(shown)

    def _led_by(self, user: User) -> Q:
        team = AreaMember.objects.filter(area=OuterRef("pk"), user=user, role=MemberRole.TEAM)
        return Q(coordinator=user) | Q(Exists(team))

    def _worked_on(self, user: User) -> Q:
        shown = self._led_by(user)
        if user.province and user.role in rules.PROVINCE_ROLES:
            shown |= Q(provinces__contains=[user.province])
        return shown

    def _open_to_partner(self, user: User) -> Q:
        partner = AreaMember.objects.filter(area=OuterRef("pk"), user=user, role=MemberRole.PARTNER)
        return ~Q(visibility=Visibility.INTERNAL) & Q(Exists(partner))

    def current(self) -> Self:
        """Leave out what is archived, also for an admin."""
        return self.filter(archived_at=None)

    def with_site_names(self) -> Self:
        """Add `site_names`, the sites that an area touches or lies near, without another query."""
        links = SiteLink.objects.filter(area=OuterRef("pk")).order_by("site__name")
        return self.annotate(site_names=ArraySubquery(links.values("site__name")))

    def without_shapes(self) -> Self:
        return self.defer("boundary", "outline")


@pghistory.track(exclude=["outline", "bbox", "form_key", "updated_at"])
class PilotArea(RulesModel):
    """One area where parties work together on Natura 2000 goals, from first exploration to safeguarding.

    version: counts the edits, so that two people who edit at once are told. form_key: of the form it was made with, so
    that sending a form twice makes one area. An archived area is out of sight for
    everybody but the admin, who can bring it back.
    """

    name = models.CharField(_("Name"), max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    provinces = ArrayField(models.CharField(max_length=5, choices=Province), verbose_name=_("Provinces"))
    municipalities = ArrayField(
        models.CharField(max_length=80), verbose_name=_("Municipalities"), default=list, blank=True
    )
    landscape = models.CharField(_("Landscape"), max_length=20, choices=Landscape, blank=True)
    programme = models.CharField(_("Programme"), max_length=160, blank=True)
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="coordinated_areas",
        verbose_name=_("Coordinator"),
        null=True,
        blank=True,
    )
    phase = models.CharField(_("Phase"), max_length=20, choices=Phase, default=Phase.PRE_EXPLORATION)
    visibility = models.CharField(_("Visible to"), max_length=10, choices=Visibility, default=Visibility.INTERNAL)
    what_happens = models.TextField(_("What happens in the area?"), blank=True)
    how_and_with_whom = models.TextField(_("How and with whom?"), blank=True)
    revenue_model = models.TextField(_("How is a revenue model worked on?"), blank=True)
    first_result_on = models.DateField(_("First result expected on"), null=True, blank=True)
    maximum_months = models.PositiveSmallIntegerField(_("Maximum duration (months)"), null=True, blank=True)
    boundary_kind = models.CharField(_("Boundary"), max_length=20, choices=BoundaryKind, default=BoundaryKind.NONE)
    certainty = models.PositiveSmallIntegerField(_("Certainty of the search area (%)"), null=True, blank=True)
    boundary = models.JSONField(_("Boundary"), null=True, blank=True)
    outline = models.JSONField(_("Simplified outline"), null=True, blank=True, editable=False)
    bbox = ArrayField(models.FloatField(), size=4, null=True, blank=True, editable=False)
    area_ha = models.DecimalField(_("Area (ha)"), max_digits=10, decimal_places=2, null=True, editable=False)
    sites = models.ManyToManyField(Natura2000Site, through="SiteLink", related_name="areas")
    archived_at = models.DateTimeField(_("Archived at"), null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="archived_areas",
        verbose_name=_("Archived by"),
        null=True,
        blank=True,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    objects = PilotAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilot area")
        verbose_name_plural = _("pilot areas")
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["provinces"], name="areas_area_provinces"),
            models.Index(fields=["phase"], name="areas_area_phase"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(boundary_kind=BoundaryKind.NONE, boundary=None)
                | (~Q(boundary_kind=BoundaryKind.NONE) & Q(boundary__isnull=False)),
                name="areas_area_boundary_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(certainty=None) | Q(certainty__lte=100), name="areas_area_certainty_is_percentage"
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archived_by=None)
                | Q(archived_at__isnull=False, archived_by__isnull=False),
                name="areas_area_archived_at_and_by",
            ),
        ]
        rules_permissions = {
            "add": is_admin | is_officer,
            "view": rules.can_view,
            "change": rules.can_edit,
            "delete": is_admin,
            "involve": rules.is_involved,
            "work": rules.works_on,  # the team and the province, without the partners
            "archive": is_admin,  # without an area: who sees the archive
        }
        triggers = [Wind(name="wind")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:area-detail", args=[self.slug])

    def has_member(self, user: User, role: MemberRole) -> bool:
        """Say whether this user takes part in this role. Runs one query, none when `members` is prefetched."""
        if "members" in getattr(self, "_prefetched_objects_cache", {}):
            return any(member.user_id == user.pk and member.role == role for member in self.members.all())
        return self.members.filter(user_id=user.pk, role=role).exists()


class AreaClock(models.Model):
    """How often the facts of one area changed. Triggers move it (`pilots/areas/ticking.py`), nobody else does.

    What is stored about an area remembers the ticks it was made at, and is stale when they differ. The row is also the
    lock: who holds it with `select_for_update` stops every change of facts in that area until the transaction ends.
    """

    area = models.OneToOneField(PilotArea, on_delete=models.CASCADE, primary_key=True, related_name="clock")
    ticks = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("clock of an area")
        verbose_name_plural = _("clocks of areas")

    def __str__(self) -> str:
        return f"{self.area_id}: {self.ticks}"


@pghistory.track(
    pghistory.InsertEvent(condition=pghistory.Q(new__is_manual=True)),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("is_manual")),
    pghistory.DeleteEvent(condition=pghistory.Q(old__is_manual=True)),
    fields=["area", "site", "is_manual"],
    model_name="SiteLinkEvent",
)
class SiteLink(models.Model):
    """One site that an area touches or lies near: overlap in hectares, distance in metres (0 when they overlap).

    Both are None while there is no boundary to measure. is_manual: somebody chose it; measuring keeps it. Only that
    choice is kept in the history: what is measured follows from the boundary.
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="site_links")
    site = models.ForeignKey(Natura2000Site, on_delete=models.PROTECT, related_name="area_links")
    overlap_ha = models.DecimalField(_("Overlap (ha)"), max_digits=10, decimal_places=2, null=True)
    distance_m = models.PositiveIntegerField(_("Distance (m)"), null=True)
    is_manual = models.BooleanField(_("Chosen by hand"), default=False)

    class Meta:
        verbose_name = _("site of an area")
        verbose_name_plural = _("sites of areas")
        ordering = ["area", "site"]
        constraints = [models.UniqueConstraint(fields=["area", "site"], name="areas_sitelink_once")]

    def __str__(self) -> str:
        return f"{self.area} – {self.site}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AreaMember(models.Model):
    """One user who takes part in one area, in the team or as a partner."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="area_memberships")
    role = models.CharField(_("Role"), max_length=10, choices=MemberRole)

    class Meta:
        verbose_name = _("member of an area")
        verbose_name_plural = _("members of areas")
        ordering = ["area", "user"]
        constraints = [models.UniqueConstraint(fields=["area", "user"], name="areas_areamember_once")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AreaNumber(models.Model):
    """One number somebody stated about an area, with its source and date.

    Numbers on the same subject that differ stand side by side: none hides another (Brummen: 112 and about 150 ha).
    """

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="numbers")
    subject = models.CharField(_("What is counted"), max_length=120)
    value = models.DecimalField(_("Value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("Unit"), max_length=30)
    is_estimate = models.BooleanField(_("Estimate"), default=False)
    source = models.CharField(_("Source"), max_length=200)
    source_url = models.URLField(_("Address of the source"), blank=True)
    stated_on = models.DateField(_("Date"), null=True, blank=True)

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("numbers")
        ordering = ["subject", "-stated_on", "pk"]

    def __str__(self) -> str:
        return f"{self.subject}: {self.value} {self.unit}"
