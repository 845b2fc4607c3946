"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningConfig(AppConfig):
    name = "governance.signing"
    label = "signing"
    verbose_name = _("Signing")

    def ready(self) -> None:
        from accounts import digest  # noqa: PLC0415 -- models are ready only now
        from governance.signing.pages import lines_to_sign  # noqa: PLC0415 -- idem

        digest.register(lines_to_sign)
