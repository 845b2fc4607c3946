"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpectationsConfig(AppConfig):
    name = "governance.expectations"
    label = "expectations"
    verbose_name = _("Expectations")

    def ready(self) -> None:
        from accounts import digest  # noqa: PLC0415 -- models are ready only now
        from governance.expectations.pages import lines  # noqa: PLC0415 -- idem

        digest.register(lines)
