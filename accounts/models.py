"""The people who log in, and the mail that goes out to them."""

from datetime import datetime
from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModel

from accounts.enums import MailState, Province, Role, Viewed
from accounts.rules import is_privacy_officer


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an e-mail address is kept in lower case, so that one address is one person."""

    def reachable(self) -> "models.QuerySet[User]":
        """Return who took up their account: it is active, and its address is confirmed by logging in with it."""
        return self.filter(is_active=True, emailaddress__primary=True, emailaddress__verified=True)

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account. Without a password, log in goes by code or single sign-on."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an admin who may also open the Django admin."""
        return self.create_user(
            email, password, **{"role": Role.ADMIN, "is_staff": True, "is_superuser": True} | fields
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["email", "role", "province", "is_active", "is_staff", "is_superuser"],
    model_name="UserEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events", related_query_name="events"),
)
class User(AbstractBaseUser, PermissionsMixin):
    """One person with an account, known by e-mail address, in one role and (for most roles) one province."""

    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    role = models.CharField(_("Role"), max_length=20, choices=Role, default=Role.STAKEHOLDER)
    province = models.CharField(_("Province"), max_length=5, choices=Province, blank=True)
    language = models.CharField(
        _("Language"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    has_digest = models.BooleanField(
        _("Daily overview by e-mail"),
        default=True,
        help_text=_("On working days, and only when there is something for you to do or to read."),
    )
    is_staff = models.BooleanField(_("May open the Django admin"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)
    joined_at = models.DateTimeField(_("Joined at"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        """Return the name to greet with."""
        return self.name or self.email


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, now: datetime) -> Self:
        """Mail that waits and may be tried at `now`, oldest first."""
        return self.filter(state=MailState.QUEUED, try_at__lte=now).order_by("try_at", "pk")


class OutgoingMail(models.Model):
    """One e-mail message on its way out. Once it is sent or given up its text is blanked: it may hold a login code."""

    sender = models.CharField(_("From"), max_length=320)
    to = ArrayField(models.CharField(max_length=320), verbose_name=_("To"))
    cc = ArrayField(models.CharField(max_length=320), verbose_name=_("Copy to"), default=list, blank=True)
    bcc = ArrayField(models.CharField(max_length=320), verbose_name=_("Blind copy to"), default=list, blank=True)
    reply_to = ArrayField(models.CharField(max_length=320), verbose_name=_("Reply to"), default=list, blank=True)
    subject = models.CharField(_("Subject"), max_length=998)
    text = models.TextField(_("Text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("Headers"), default=dict, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    try_at = models.DateTimeField(_("Try at"), default=timezone.now)
    last_error = models.TextField(_("Last error"), blank=True)
    created_at = models.DateTimeField(_("Created at"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["try_at"], condition=models.Q(state="queued"), name="accounts_mail_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="accounts_outgoingmail_sent_at",
            ),
            models.CheckConstraint(
                condition=models.Q(state="queued") | models.Q(text="", html=""),
                name="accounts_outgoingmail_blanked",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class DigestSent(models.Model):
    """One day on which one person got the daily overview. fingerprint: SHA-256 of what it told."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests", verbose_name=_("To")
    )
    on = models.DateField(_("Day"))
    fingerprint = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("daily overview")
        verbose_name_plural = _("daily overviews")
        ordering = ["-on", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="accounts_digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.user}"


class ViewLogQuerySet(models.QuerySet["ViewLog"]):
    """Reads of the view log."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return what a privacy officer may read: that of the own province, or everything without one."""
        if not user.is_authenticated or not is_privacy_officer(user):
            return self.none()
        return self.filter(provinces__overlap=[user.province]) if user.province else self.all()


class ViewLog(RulesModel):
    """One time that somebody opened personal data that is kept apart: who, when, what and why.

    Never changed; removed after `VIEW_LOG_YEARS`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="viewed", verbose_name=_("Who")
    )
    at = models.DateTimeField(_("When"), default=timezone.now)
    kind = models.CharField(_("What"), max_length=20, choices=Viewed)
    object_type = models.CharField(_("Kind of object"), max_length=60)  # "interviews.transcript"
    object_id = models.PositiveBigIntegerField(_("Number of the object"))
    label = models.CharField(_("Name of the object"), max_length=200)
    provinces = ArrayField(models.CharField(max_length=5, choices=Province), verbose_name=_("Provinces"), default=list)
    reason = models.CharField(_("Why"), max_length=300)

    objects = ViewLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("view of personal data")
        verbose_name_plural = _("view log")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="accounts_viewlog_at")]
        triggers = [pgtrigger.Protect(name="keep_view", operation=pgtrigger.Update)]
        rules_permissions = {"view": is_privacy_officer}

    def __str__(self) -> str:
        return f"{self.user}: {self.label}"
