"""Contact moments and promises: what was asked of a party, and whether what was promised was kept."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.models import User
from pilots.areas.models import PilotArea
from pilots.stakeholders import rules
from pilots.stakeholders.enums import ContactKind, PromiseSide, PromiseState
from pilots.stakeholders.models.parties import Organisation, Person
from pilots.stakeholders.models.partners import Partner, own_parties


class ContactQuerySet(models.QuerySet["ContactMoment"]):
    """Reads of contact moments."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those in areas this user works on, and those with a party this user speaks for."""
        if not user.is_authenticated:
            return self.none()
        worked_on = Q(area__in=PilotArea.objects.worked_on_by(user))
        return self.filter(worked_on | own_parties(user, "organisation", "area"))


class ContactMoment(RulesModel):
    """One time there was contact with a party about an area. is_request: we asked something of them."""

    area = models.ForeignKey(PilotArea, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("Area"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("Organisation")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        related_name="contacts",
        verbose_name=_("Person"),
        null=True,
        blank=True,
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=ContactKind, default=ContactKind.CONVERSATION)
    on = models.DateField(_("Date"))
    summary = models.TextField(_("Summary"), max_length=4000, blank=True)
    is_request = models.BooleanField(_("We asked something of them"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Who had the contact"),
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact moment")
        verbose_name_plural = _("contact moments")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["organisation", "on"], name="stakeholders_contact_load")]
        rules_permissions = {
            "view": rules.works_on | rules.owns,
            "change": rules.can_edit,
            "delete": rules.can_edit,
        }

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"

    def has_person(self, user: User) -> bool:
        """Say whether this user speaks for the party. Runs one query."""
        return Person.objects.current().filter(organisation_id=self.organisation_id, user_id=user.pk).exists()


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Reads of promises."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those in areas this user works on, and those of a party this user speaks for."""
        if not user.is_authenticated:
            return self.none()
        worked_on = Q(partner__area__in=PilotArea.objects.worked_on_by(user))
        return self.filter(worked_on | own_parties(user, "partner__organisation", "partner__area"))

    def overdue(self, today: date) -> Self:
        """Return what should have been kept before `today` and is still open."""
        return self.filter(state=PromiseState.OPEN, due_on__lt=today)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Promise(RulesModel):
    """One promise between the area team and a partner. promised_by: the person or body that made it, in words.

    settled_on: the day it was kept or turned out not to be, None while it is open.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="promises", verbose_name=_("Partner"))
    side = models.CharField(_("Whose promise is it?"), max_length=10, choices=PromiseSide, default=PromiseSide.TEAM)
    promised_by = models.CharField(_("Promised by"), max_length=160, blank=True)
    text = models.TextField(_("What was promised"), max_length=2000)
    made_on = models.DateField(_("Promised on"), null=True, blank=True)
    due_on = models.DateField(_("To be kept before or on"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=PromiseState, default=PromiseState.OPEN)
    settled_on = models.DateField(_("Date"), null=True, blank=True)
    note = models.TextField(_("Note"), max_length=2000, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="stakeholders_promise_settled_on",
            ),
        ]
        rules_permissions = {
            "view": rules.works_on | rules.owns,
            "change": rules.can_edit,
            "delete": rules.can_edit,
        }

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def area(self) -> PilotArea:
        """The area it is about."""
        return self.partner.area

    def has_person(self, user: User) -> bool:
        """Say whether this user speaks for the party. Runs one query."""
        return self.partner.has_person(user)
