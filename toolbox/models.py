"""The toolbox: practices that areas learn from, and what is searched in them."""

from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules import is_authenticated
from rules.contrib.models import RulesModel

from accounts.enums import Province
from accounts.models import User
from accounts.rules import is_admin
from pilots.areas.enums import Landscape, Phase
from toolbox import rules
from toolbox.enums import Audience, Criterion, MeasureType, PracticeKind, PracticeState

TEXTS = ("what_was_done", "what_works", "what_does_not", "costs", "time_needed")


def _vector(config: str) -> Any:
    """Return what is searched: the title weighs most, then the summary, then the sections. config: Dutch or simple."""
    sections = SearchVector(*TEXTS, "place", weight="C", config=config)
    return (
        SearchVector("title", weight="A", config=config) + SearchVector("summary", weight="B", config=config) + sections
    )


def codes(choices: Any, label: Any) -> Any:
    """Return a field with several of these codes."""
    return ArrayField(models.CharField(max_length=40, choices=choices), verbose_name=label, default=list, blank=True)


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Reads of toolbox items."""

    def published(self) -> Self:
        """Return what everybody may read."""
        return self.filter(state=PracticeState.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the items this user may open; the same as `has_perm("toolbox.view_practice", item)` allows."""
        if not user.is_authenticated:
            return self.published()
        if rules.can_curate(user):
            return self.all()
        return self.filter(Q(state=PracticeState.PUBLISHED) | Q(submitted_by=user))


@pghistory.track(exclude=["search", "words"])
class Practice(RulesModel):
    """One toolbox item: something an area did or a source it used, written down so that another area can use it.

    `search` holds Dutch word stems, `words` the words as written; typos are mended with the second.
    """

    title = models.CharField(_("Title"), max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    summary = models.TextField(_("Summary"), max_length=600)
    what_was_done = models.TextField(_("What was done"))
    what_works = models.TextField(_("What works"), blank=True)
    what_does_not = models.TextField(_("What does not work"), blank=True)
    costs = models.TextField(_("Costs"), blank=True)
    time_needed = models.TextField(_("Time needed"), blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=PracticeKind, default=PracticeKind.EXAMPLE)
    audiences = codes(Audience, _("Target groups"))
    phases = codes(Phase, _("Phases"))
    conditions = codes(None, _("Conditions of the guide"))
    dials = codes(None, _("Dials"))
    gears = codes(None, _("Gears"))
    measures = codes(MeasureType, _("Measure types"))
    landscapes = codes(Landscape, _("Landscapes"))
    area = models.ForeignKey(
        "areas.PilotArea",
        on_delete=models.SET_NULL,
        related_name="practices",
        verbose_name=_("Area"),
        null=True,
        blank=True,
    )
    finding = models.ForeignKey(
        "findings.Finding",
        on_delete=models.SET_NULL,
        related_name="practices",
        verbose_name=_("Finding it was made from"),
        null=True,
        blank=True,
        editable=False,
    )
    province = models.CharField(_("Province"), max_length=5, choices=Province, blank=True)
    place = models.CharField(_("Place or region"), max_length=120, blank=True)
    contact = models.CharField(_("Contact"), max_length=160, blank=True)
    sources = models.JSONField(_("Sources"), default=list)
    licence = models.CharField(_("Licence"), max_length=80, blank=True)
    language = models.CharField(
        _("Language"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    is_concept = models.BooleanField(_("Concept text, not yet checked by the people involved"), default=False)
    reviewed_on = models.DateField(_("Facts checked on"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=PracticeState, default=PracticeState.DRAFT)
    criteria_met = codes(Criterion, _("Criteria met"))
    reason = models.TextField(_("Reason"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="submitted_practices",
        verbose_name=_("Submitted by"),
        null=True,
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="reviewed_practices",
        verbose_name=_("Reviewed by"),
        null=True,
        blank=True,
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    search = models.GeneratedField(
        expression=_vector("dutch"), output_field=SearchVectorField(), db_persist=True, editable=False
    )
    words = models.GeneratedField(
        expression=_vector("simple"), output_field=SearchVectorField(), db_persist=True, editable=False
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("toolbox item")
        verbose_name_plural = _("toolbox items")
        ordering = ["title", "pk"]
        indexes = [
            GinIndex(fields=["search"], name="toolbox_practice_search"),
            models.Index(fields=["state", "title"], name="toolbox_practice_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="toolbox_practice_reviewed_paired",
            ),
            models.CheckConstraint(
                condition=~Q(state=PracticeState.PUBLISHED) | ~Q(sources=[]),
                name="toolbox_practice_published_has_source",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PracticeState.REFUSED, PracticeState.WITHDRAWN]) | ~Q(reason=""),
                name="toolbox_practice_refused_has_reason",
            ),
        ]
        rules_permissions = {
            "add": is_authenticated,
            "view": rules.can_view,
            "change": rules.can_edit,
            "move": rules.is_submitter | rules.can_curate,
            "review": rules.can_curate,
            "delete": is_admin,
        }

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("toolbox:practice-detail", args=[self.slug])
