"""Organisations and the persons who speak for them. Both exist once, whatever the number of areas they take part in."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.enums import Role
from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders import rules
from pilots.stakeholders.enums import PERSONAL_KINDS, OrganisationKind

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]


def takes_part(areas: QuerySet[PilotArea], organisation: str) -> Q:
    """Whether the organisation takes part in one of these areas. organisation: the path to its key in the query."""
    return Q(Exists(areas.filter(partners__organisation=OuterRef(organisation))))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Reads of organisations."""

    def current(self) -> Self:
        """Leave out what was merged into another one."""
        return self.filter(merged_into=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the organisations in areas this user works on; who registers parties also sees public bodies."""
        found = self.current()
        if not user.is_authenticated:
            return found.none()
        if user.role == Role.ADMIN:
            return found
        shown = takes_part(PilotArea.objects.worked_on_by(user), "pk")
        if user.role in rules.REGISTRARS:
            shown |= ~Q(kind__in=PERSONAL_KINDS)
        return found.filter(shown)

    def changeable_by(self, user: User | AnonymousUser) -> Self:
        """Return the organisations in areas this user may change."""
        found = self.current()
        if user.is_authenticated and user.role == Role.ADMIN:
            return found
        return found.filter(takes_part(PilotArea.objects.changeable_by(user), "pk"))

    def wholly_changeable_by(self, user: User | AnonymousUser) -> Self:
        """Return the organisations that take part in nothing but areas this user may change."""
        if user.is_authenticated and user.role == Role.ADMIN:
            return self.current()
        others = PilotArea.objects.exclude(pk__in=PilotArea.objects.changeable_by(user).values("pk"))
        return self.changeable_by(user).exclude(takes_part(others, "pk"))


class Organisation(RulesModel):
    """One party, such as a water authority, a farm or a group of residents; known once over all areas.

    source: where a fact about a public body comes from. is_fictional: made up for the demonstration. merged_into: the
    organisation this was a duplicate of; such a row only waits until the merge can no longer be undone.
    """

    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER)
    place = models.CharField(_("Place"), max_length=80, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    website = models.URLField(_("Website"), blank=True)
    note = models.TextField(_("Note"), blank=True)
    source = models.URLField(_("Address of the source"), blank=True)
    is_fictional = models.BooleanField(_("Made up for the demonstration"), default=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        related_name="duplicates",
        verbose_name=_("Merged into"),
        null=True,
        blank=True,
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        indexes = [models.Index(Lower("name"), name="stakeholders_org_name")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="stakeholders_organisation_not_into_itself"
            )
        ]
        rules_permissions = {
            "list": rules.can_list_organisations,
            "view": rules.has_account & rules.is_visible,
            "change": rules.has_account & rules.is_changeable,
            "merge": rules.has_account & rules.is_wholly_changeable,
        }

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:organisation-detail", args=[self.pk])


class PersonQuerySet(models.QuerySet["Person"]):
    """Reads of persons."""

    def current(self) -> Self:
        """Leave out who was merged into another one, or made anonymous."""
        return self.filter(merged_into=None, anonymised_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the persons of organisations in areas this user works on, and those who are this user."""
        found = self.current()
        if not user.is_authenticated:
            return found.none()
        if user.role == Role.ADMIN:
            return found
        return found.filter(Q(user=user) | takes_part(PilotArea.objects.worked_on_by(user), "organisation"))

    def changeable_by(self, user: User | AnonymousUser) -> Self:
        """Return the persons of organisations in areas this user may change."""
        found = self.current()
        if user.is_authenticated and user.role == Role.ADMIN:
            return found
        return found.filter(takes_part(PilotArea.objects.changeable_by(user), "organisation"))

    def wholly_changeable_by(self, user: User | AnonymousUser) -> Self:
        """Return the persons whose organisation takes part in nothing but areas this user may change."""
        return self.current().filter(organisation__in=Organisation.objects.wholly_changeable_by(user))


class Person(RulesModel):
    """One person who speaks for an organisation. user: their account, when they have one.

    A person who was made anonymous keeps the row, so that what they did stays counted, but nothing that names them.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="persons", verbose_name=_("Organisation")
    )
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-mail address"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    function = models.CharField(_("Function"), max_length=120, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=LANGUAGES, default="nl")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="stakeholder_persons",
        verbose_name=_("Account"),
        null=True,
        blank=True,
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        related_name="duplicates",
        verbose_name=_("Merged into"),
        null=True,
        blank=True,
        editable=False,
    )
    anonymised_at = models.DateTimeField(_("Made anonymous at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name", "pk"]
        indexes = [models.Index(Lower("email"), name="stakeholders_person_email")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(merged_into=None, user__isnull=False),
                name="stakeholders_person_account_once",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None) | Q(email="", phone="", function="", user=None),
                name="stakeholders_person_anonymous_is_empty",
            ),
        ]
        rules_permissions = {
            "view": rules.has_account & rules.is_visible,
            "change": rules.has_account & rules.is_changeable,
            "merge": rules.has_account & rules.is_wholly_changeable,
            "anonymise": rules.has_account & rules.is_wholly_changeable,
        }

    def __str__(self) -> str:
        return self.name
