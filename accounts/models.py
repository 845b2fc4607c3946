"""The people who log in."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Province, Role


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
