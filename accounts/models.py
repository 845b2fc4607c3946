"""The people who log in, and the mail that goes out to them."""

from datetime import datetime
from typing import Any, Self

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import MailState, Province, Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an e-mail address is kept in lower case, so that one address is one person."""

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
