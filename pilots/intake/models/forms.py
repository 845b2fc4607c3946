"""Forms and their versions."""

from functools import cached_property
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.enums import Province, Role
from accounts.models import User
from pilots.intake import rules
from pilots.intake.enums import FormState


class FormQuerySet(models.QuerySet["Form"]):
    """Reads of forms."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the forms this user may read; the same as `has_perm("intake.view_form", form)` allows."""
        if not user.is_authenticated or user.role not in rules.READER_ROLES:
            return self.none()
        if user.role == Role.ADMIN:
            return self.all()
        own = Q(province="") | (Q(province=user.province) if user.province else Q())
        return self.filter(own)

    def current(self) -> Self:
        return self.filter(archived_at=None)


class Form(RulesModel):
    """One form with all its versions. province: whose own form it is; "" is shared by all and kept by the curators."""

    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    province = models.CharField(_("Province"), max_length=5, choices=Province, blank=True)
    archived_at = models.DateTimeField(_("Archived at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["name", "pk"]
        rules_permissions = {
            "add": rules.can_add_form,
            "view": rules.can_read_form,
            "change": rules.can_compose,
        }

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake:form-detail", args=[self.slug])


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Reads of versions."""

    def published(self) -> Self:
        return self.filter(state=FormState.PUBLISHED)

    def usable_by(self, user: User) -> Self:
        """Return the published versions a round of this user may ask, newest of a form first."""
        forms = Form.objects.visible_to(user).current()
        return self.published().filter(form__in=forms).select_related("form").order_by("form__name", "-number")

    def without_body(self) -> Self:
        """Leave the questions in the database: for lists that only name versions."""
        return self.defer("body")


@pghistory.track(exclude=["body"])
class FormVersion(models.Model):
    """One version of a form. Its body (see `questionnaire`) may only change while it is a draft; a trigger guards that.

    revision: counts the edits of a draft, so that two composers at once are told. source: of a content pack, its
    version ("" when people made it).
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("Number"))
    state = models.CharField(_("State"), max_length=10, choices=FormState, default=FormState.DRAFT)
    body = models.JSONField(_("Questions"), default=dict)
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("Languages"), default=list)
    change_note = models.CharField(_("What changed"), max_length=200, blank=True)
    source = models.CharField(_("Content pack"), max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="published_form_versions",
        verbose_name=_("Published by"),
        null=True,
        blank=True,
        editable=False,
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("Changed at"), auto_now=True)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="intake_formversion_once"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(state=FormState.DRAFT), name="intake_formversion_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state=FormState.DRAFT, published_at=None)
                | (~Q(state=FormState.DRAFT) & Q(published_at__isnull=False)),
                name="intake_formversion_published_at",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="keep_published_body",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=FormState.DRAFT.value)
                & (
                    pgtrigger.Q(old__body__df=pgtrigger.F("new__body"))
                    | pgtrigger.Q(old__languages__df=pgtrigger.F("new__languages"))
                    | pgtrigger.Q(old__number__df=pgtrigger.F("new__number"))
                ),
            ),
            pgtrigger.FSM(
                name="keep_state_moves",
                field="state",
                transitions=[("draft", "published"), ("published", "retired"), ("retired", "published")],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form.name} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("intake:version-detail", args=[self.form.slug, self.number])

    @cached_property
    def is_draft(self) -> bool:
        return self.state == FormState.DRAFT
