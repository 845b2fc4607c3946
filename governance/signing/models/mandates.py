"""Who may sign for what, and who may do so in somebody's place."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.enums import Province
from accounts.models import User
from governance.signing import rules
from pilots.areas.models import PilotArea
from pilots.stakeholders.models import Partner, Person


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Reads of mandates."""

    def running(self, today: date) -> Self:
        """Return the mandates that hold on this day; for a partner only while the holder speaks for it there."""
        held = self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gte=today))
        persons = Person.objects.current().filter(organisation=OuterRef("partner__organisation"))
        speaks = Exists(persons.filter(user=OuterRef("user"))) | Exists(
            persons.exclude(email="").filter(email__iexact=OuterRef("email"))
        )
        takes_part = Q(partner__until_on=None) | Q(partner__until_on__gt=today)
        return held.filter(Q(partner=None) | takes_part & speaks)

    def with_party(self) -> Self:
        """Fetch what saying whether a mandate for a partner holds needs: one query more, none without such mandates."""
        return self.select_related("area", "partner__organisation").prefetch_related("partner__organisation__persons")

    def for_area(self, area: PilotArea) -> Self:
        """Return the mandates that reach this area: given for it, or for one of its provinces."""
        return self.filter(Q(area=area) | Q(province__in=area.provinces))

    def of_user(self, user: User | AnonymousUser) -> Self:
        """Return the mandates of an account."""
        return self.filter(user=user) if user.is_authenticated else self.none()


@pghistory.track()
class Mandate(RulesModel):
    """One function in which a named person may sign, for one area or for a whole province, over some time.

    Without an account the person has a name and an e-mail address here, and signs through a personal link. The name
    stays as it was given. ends_on: the last day; None while no end is known. partner: for which partner of the area
    this person signs, None for whoever signs for a public office; it holds while the partner takes part and the person
    speaks for it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="mandates",
        verbose_name=_("Account"),
        null=True,
        blank=True,
    )
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(
        _("Language"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    function = models.CharField(_("Function"), max_length=160)
    area = models.ForeignKey(
        PilotArea, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("Area"), null=True, blank=True
    )
    province = models.CharField(_("Province"), max_length=5, choices=Province, blank=True)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("Partner"), null=True, blank=True
    )
    starts_on = models.DateField(_("Holds from"))
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Given by")
    )
    given_at = models.DateTimeField(_("Given at"), auto_now_add=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(area=None) & ~Q(province="") | Q(area__isnull=False, province=""),
                name="signing_mandate_area_or_province",
                violation_error_message=_("A mandate is for one area or for one province."),
            ),
            models.CheckConstraint(
                condition=Q(user=None) & ~Q(email="") | Q(user__isnull=False, email=""),
                name="signing_mandate_account_or_address",
                violation_error_message=_("Choose an account, or fill in an e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="signing_mandate_days_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | Q(area__isnull=False),
                name="signing_mandate_partner_in_area",
                violation_error_message=_("A partner signs for one area."),
            ),
        ]
        rules_permissions = {"sign": rules.holds_mandate}

    def __str__(self) -> str:
        return f"{self.name}, {self.function}"

    def clean(self) -> None:
        """Keep a partner to its own area."""
        if self.partner is not None and self.partner.area_id != self.area_id:
            raise ValidationError({"partner": _("This party is no partner of this area.")})

    @property
    def organisation(self) -> str:
        """The name of the partner, "" for whoever signs for no partner."""
        return str(self.partner.organisation) if self.partner else ""

    def is_running(self, today: date) -> bool:
        """Say whether it holds on this day. For a partner it runs queries, unless fetched by `with_party`."""
        is_held = self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)
        return is_held and (self.partner is None or self._speaks_for(self.partner, today))

    def _speaks_for(self, partner: Partner, today: date) -> bool:
        """Say whether the partner takes part, and the holder is still one of its persons: not merged, nor anonymous."""
        if partner.until_on is not None and partner.until_on <= today:
            return False
        email = self.email.lower()
        return any(
            (self.user_id is not None and person.user_id == self.user_id) or (email and person.email.lower() == email)
            for person in partner.organisation.persons.all()
            if person.merged_into_id is None and person.anonymised_at is None
        )

    def reaches(self, area: PilotArea) -> bool:
        """Say whether it was given for this area or for one of its provinces."""
        return self.area_id == area.pk if self.area_id else self.province in area.provinces


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Reads of delegations."""

    def running(self, today: date) -> Self:
        """Return the delegations of this day; whether both mandates still hold is asked apart."""
        return self.filter(starts_on__lte=today, ends_on__gte=today, withdrawn_at=None)


@pghistory.track()
class Delegation(models.Model):
    """One time in which the holder of a mandate lets the holder of another sign in their place.

    It counts only while both mandates hold. ends_on: the last day.
    """

    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("In whose place")
    )
    to = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="stands_in", verbose_name=_("Who signs"))
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Up to and including"))
    given_at = models.DateTimeField(_("Given at"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["mandate", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(mandate=F("to")), name="signing_delegation_to_another"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="signing_delegation_days_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate} → {self.to}"
