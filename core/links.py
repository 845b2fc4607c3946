"""Personal links: a random secret in an address, of which only the hash is kept.

A room derives its own model from `SecretLink` with a foreign key to what the link opens. Several links to one thing
stay valid side by side, so an older mail still works. Whoever holds the secret holds the key: it is shown or mailed
once, when it is made, and it never stands in a log, the history or the admin site (`core.masking`).
"""

import hashlib
import secrets
from datetime import datetime
from typing import Any, Final, Self, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SECRET_BYTES: Final = 32  # 256 bits; guessing is hopeless, so a link needs no limit on attempts


def make_secret() -> str:
    """Return a new secret of 256 bits for an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256 in hexadecimal. A random secret needs no salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class SecretLinkQuerySet(models.QuerySet[Any]):
    """Reads of links by the secret that somebody came with."""

    def of_secret(self, secret: str) -> Self:
        """Return the link with this secret, usable or not; nothing when it never existed."""
        return self.filter(secret_hash=digest(secret))

    def usable(self, secret: str, now: datetime) -> Self:
        """Return the link with this secret when it may be used at `now`: not revoked, not expired."""
        return self.of_secret(secret).filter(revoked_at=None, expires_at__gt=now)


class SecretLink(models.Model):
    """One personal link: the hash of its secret and until when it works. A room adds what the link opens."""

    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("Made at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("Works until"))
    revoked_at = models.DateTimeField(_("Revoked at"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("Last used at"), null=True, blank=True)

    objects = SecretLinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"link {self.pk}"

    def is_usable(self, now: datetime) -> bool:
        """Say whether the link works at `now`."""
        return self.revoked_at is None and self.expires_at > now


AnyLink = TypeVar("AnyLink", bound=SecretLink)


def make_link(model: type[AnyLink], *, expires_at: datetime, **target: Any) -> tuple[AnyLink, str]:
    """Make a link of this model to `target` (its own foreign key); returns it with its secret, kept nowhere."""
    secret = make_secret()
    link: Any = model._default_manager.create(secret_hash=digest(secret), expires_at=expires_at, **target)
    return link, secret


def note_use(link: SecretLink, now: datetime) -> None:
    """Remember that the link was used, at most once an hour, so that a busy page does not write at every request."""
    if link.last_used_at is None or (now - link.last_used_at).total_seconds() > 3600:
        type(link)._default_manager.filter(pk=link.pk).update(last_used_at=now)
