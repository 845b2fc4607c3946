"""The rules of conduct of an area: what is on offer, the working list, and the versions that were frozen."""

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.pack_versions import PackVersion
from governance.conduct import tables
from governance.conduct.enums import Origin
from pilots.areas.models import PilotArea

MOST_RULES = 40


class ConductPack(PackVersion):
    """One loaded version of the rules of conduct that areas can pick from."""

    class Meta(PackVersion.Meta):
        verbose_name = _("version of the rules of conduct on offer")
        verbose_name_plural = _("versions of the rules of conduct on offer")


def newest_pack() -> ConductPack | None:
    """Return what is on offer now; None when no list was loaded yet."""
    found: ConductPack | None = ConductPack.objects.order_by("-loaded_at", "-pk").first()
    return found


class RuleQuerySet(models.QuerySet["Rule"]):
    """Reads of rules."""

    def working(self) -> Self:
        """Leave out what was taken off the list."""
        return self.filter(removed_at=None)

    def of_area(self, area: PilotArea) -> Self:
        """Return the working list of an area in its order, with where each rule comes from."""
        return self.working().filter(area=area).select_related("pack").order_by("place", "pk")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Rule(models.Model):
    """One rule on the working list of an area: picked from the list on offer, maybe reworded, or written there.

    code, pack: which rule of which version it was picked from, "" and None for an own one; they stay when its words
    change. place: in the order of the list. A rule that was taken off keeps its row, so that it can come back.
    """

    area = models.ForeignKey(
        PilotArea, on_delete=models.CASCADE, related_name="conduct_rules", verbose_name=_("Area"), editable=False
    )
    place = models.PositiveIntegerField(_("Order"), default=1, editable=False)
    pack = models.ForeignKey(
        ConductPack,
        on_delete=models.PROTECT,
        related_name="rules",
        verbose_name=_("Content pack"),
        null=True,
        editable=False,
    )
    code = models.CharField(_("Code"), max_length=60, blank=True, editable=False)
    title = models.CharField(_("Title"), max_length=120)
    theme = models.CharField(_("Theme"), max_length=60)
    text = models.TextField(_("Rule"), max_length=1000)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Added by")
    )
    added_at = models.DateTimeField(_("Added at"), default=timezone.now, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Removed by"), null=True
    )
    removed_at = models.DateTimeField(_("Removed at"), null=True, editable=False)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of conduct")
        verbose_name_plural = _("rules of conduct")
        ordering = ["area", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "code"],
                condition=Q(removed_at=None) & ~Q(code=""),
                name="conduct_rule_picked_once",
            ),
            models.CheckConstraint(
                condition=Q(code="", pack=None) | ~Q(code="") & Q(pack__isnull=False), name="conduct_rule_code_has_pack"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="conduct_rule_removed_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """What this rule is known by in every version: it stays when its words change."""
        return self.code or f"own-{self.pk}"

    @property
    def offered(self) -> tables.OfferedRule | None:
        """The rule it was picked from, in the language that is signed; None for an own one. Needs the pack."""
        return tables.rules(self.pack.content, tables.KEPT_IN)[self.code] if self.pack else None

    @property
    def origin(self) -> Origin:
        """Where its words come from. Needs the pack."""
        offered = self.offered
        if offered is None:
            return Origin.OWN
        is_same = (self.title, self.theme, self.text) == (offered.title, offered.theme, offered.text)
        return Origin.PACK if is_same else Origin.REWORDED

    @property
    def source(self) -> str:
        """Where the idea of it comes from, "" for an own one. Needs the pack."""
        return "; ".join(source.name for source in self.offered.sources) if self.offered else ""


class VersionQuerySet(models.QuerySet["ConductVersion"]):
    """Reads of frozen versions."""

    def current(self) -> Self:
        """Return the newest version of every area: only that one can be signed."""
        newest = self.model.objects.filter(area=models.OuterRef("area")).order_by("-number")
        return self.filter(pk=models.Subquery(newest.values("pk")[:1]))


class ConductVersion(models.Model):
    """One frozen version of the rules of an area. It never changes (a database trigger guards it).

    rules: key, title, theme, theme_name, text, origin and source of each, in order. breach: what happens when somebody
    does not keep them. review_on: when the partners look at them again. pack_version: what its rules were picked from,
    or "".
    """

    area = models.ForeignKey(
        PilotArea, on_delete=models.PROTECT, related_name="conduct_versions", verbose_name=_("Area")
    )
    number = models.PositiveIntegerField(_("Number"))
    rules = models.JSONField(_("Rules"))
    breach = models.TextField(_("What happens at a breach"), max_length=3000)
    review_on = models.DateField(_("Looked at again on"))
    pack_version = models.CharField(_("Content pack"), max_length=60, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Frozen by")
    )
    made_at = models.DateTimeField(_("Frozen at"), default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the rules of conduct")
        verbose_name_plural = _("versions of the rules of conduct")
        ordering = ["area", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="conduct_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="conduct_version_number"),
            models.CheckConstraint(condition=~Q(breach=""), name="conduct_version_says_breach"),
            models.CheckConstraint(condition=~Q(rules=[]), name="conduct_version_has_rules"),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("conduct:version-detail", args=[self.area.slug, self.number])

    @property
    def code(self) -> str:
        """What it is called among the documents that are signed."""
        return str(self.pk)
